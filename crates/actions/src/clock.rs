//! The one door to the clock: today in China, or the movable today of practice mode.

use std::sync::{Arc, RwLock};

use jiff::civil::Date;
use jiff::{Timestamp, tz::Offset};

/// Tells today and now.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    practice: Option<Arc<RwLock<Date>>>,
}

impl Clock {
    /// The real clock.
    pub fn real() -> Clock {
        Clock { practice: None }
    }

    /// Practice mode: today is what somebody sets it to.
    pub fn practice(today: Date) -> Clock {
        Clock { practice: Some(Arc::new(RwLock::new(today))) }
    }

    /// The civil date in China (UTC+8 all year).
    pub fn today(&self) -> Date {
        match &self.practice {
            Some(today) => *today.read().unwrap_or_else(std::sync::PoisonError::into_inner),
            None => Offset::constant(8).to_datetime(Timestamp::now()).date(),
        }
    }

    /// Whether today can be moved.
    pub fn is_practice(&self) -> bool {
        self.practice.is_some()
    }

    /// Moves today in practice mode; `false` if the clock is real.
    pub fn move_to(&self, date: Date) -> bool {
        let Some(today) = &self.practice else { return false };
        *today.write().unwrap_or_else(std::sync::PoisonError::into_inner) = date;
        true
    }

    /// The hour in China, of the real clock even in practice mode: work of the night waits for the real night.
    pub fn hour(&self) -> i8 {
        Offset::constant(8).to_datetime(self.now()).hour()
    }

    /// The instant, for the audit trail and sessions. It is real even in practice mode.
    pub fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
