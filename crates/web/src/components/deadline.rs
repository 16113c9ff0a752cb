//! 期限: how a deadline is shown. The days are counted elsewhere; here they become words, an icon and a colour.

/// 红黄绿灯, and a fourth state for a clock that stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// 红灯：已超期
    Late,
    /// 黄灯：3 个工作日内到期
    Soon,
    /// 绿灯：时间充裕
    Ok,
    /// 不计期限: waiting for somebody else, or over.
    Still,
}

impl Light {
    /// The last part of the class names that carry it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Ok => "ok",
            Self::Still => "still",
        }
    }
}

/// A deadline badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Which light is on.
    pub light: Light,
    /// The words beside it.
    pub text: String,
}

impl Deadline {
    /// How many working days before the due date still draw a yellow light.
    pub const SOON: i64 = 3;

    /// From `domain`'s days left: working days while there is time, 0 on the last day, minus natural days once late.
    #[must_use]
    pub fn days_left(days: i64) -> Self {
        let (light, text) = match days {
            ..0 => (Light::Late, format!("超期 {} 天", days.unsigned_abs())),
            0 => (Light::Soon, "今天到期".to_owned()),
            1..=Self::SOON => (Light::Soon, format!("剩 {days} 个工作日")),
            _ => (Light::Ok, format!("剩 {days} 个工作日")),
        };
        Self { light, text }
    }

    /// For a clock that stands still, with the reason: 等申请人补正.
    #[must_use]
    pub fn still(reason: impl Into<String>) -> Self {
        Self { light: Light::Still, text: reason.into() }
    }
}
