//! Dated values of law: which period applies to a case of which day, and the article it rests on.

use jiff::civil::Date;
use serde::Deserialize;

/// How days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayUnit {
    /// 工作日
    Working,
    /// 日 (natural days)
    Natural,
}

/// Which period is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKey {
    /// 答复期限 (Art. 33)
    Reply,
    /// 延长答复期限 (Art. 33)
    Extension,
    /// 要求补正 (Art. 30)
    Clarification,
    /// 第三方答复 (Art. 32)
    ThirdParty,
    /// 其他行政机关答复 (Art. 34)
    OtherAgency,
    /// 缴费 (国办函〔2020〕109号)
    FeePayment,
    /// 主动公开 (Art. 26)
    Publication,
}

impl PeriodKey {
    /// Official name.
    pub fn label(self) -> &'static str {
        match self {
            PeriodKey::Reply => "答复期限",
            PeriodKey::Extension => "延长答复期限",
            PeriodKey::Clarification => "要求补正的期限",
            PeriodKey::ThirdParty => "第三方答复期限",
            PeriodKey::OtherAgency => "其他行政机关答复期限",
            PeriodKey::FeePayment => "缴费期限",
            PeriodKey::Publication => "主动公开期限",
        }
    }
}

/// A period as law sets it for a span of time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Which one.
    pub key: PeriodKey,
    /// How many days.
    pub days: u32,
    /// Of which kind.
    pub unit: DayUnit,
    /// First day of force.
    #[serde(deserialize_with = "crate::toml_date::deserialize")]
    pub from: Date,
    /// First day on which it no longer holds.
    #[serde(default, deserialize_with = "crate::toml_date::option::deserialize")]
    pub until: Option<Date>,
    /// Title and article.
    pub basis: String,
}

/// No rule was in force on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}没有适用的期限规定（{}），请核对日期", crate::date::chinese(.on), .key.label())]
pub struct NoSuchLaw {
    /// The period asked for.
    pub key: PeriodKey,
    /// The day asked for.
    pub on: Date,
}

/// The compiled-in law could not be read; a test rules it out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("期限数据无法读取：{0}")]
pub struct LawError(String);

#[derive(Deserialize)]
struct PeriodFile {
    period: Vec<Period>,
}

/// The periods of law with their dates.
#[derive(Debug, Clone)]
pub struct Law {
    periods: Vec<Period>,
}

impl Law {
    /// The law that ships with the program.
    ///
    /// # Errors
    /// Only if the compiled-in data is broken.
    pub fn standard() -> Result<Law, LawError> {
        let file: PeriodFile =
            toml::from_str(include_str!("../data/periods.toml")).map_err(|e| LawError(e.to_string()))?;
        Ok(Law { periods: file.period })
    }

    /// The period in force on a day. Old cases keep the law of their day.
    ///
    /// # Errors
    /// [`NoSuchLaw`] if none was.
    pub fn period(&self, key: PeriodKey, on: Date) -> Result<&Period, NoSuchLaw> {
        self.periods
            .iter()
            .find(|p| p.key == key && p.from <= on && p.until.is_none_or(|until| on < until))
            .ok_or(NoSuchLaw { key, on })
    }
}
