//! 行政机关 and 村: who publishes, answers and reports.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where an organ stands in the tree of a county.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganLevel {
    /// 县级政府办公室: 政府信息公开工作主管部门 (Art. 3).
    CountyOffice,
    /// 县级政府部门
    Department,
    /// 乡、镇人民政府
    Township,
    /// 村民委员会: no organ of government, but it posts notices.
    Village,
}

impl OrganLevel {
    /// Key used in storage and data files.
    pub fn key(self) -> &'static str {
        match self {
            OrganLevel::CountyOffice => "county_office",
            OrganLevel::Department => "department",
            OrganLevel::Township => "township",
            OrganLevel::Village => "village",
        }
    }

    /// The level behind a key.
    pub fn from_key(key: &str) -> Option<Self> {
        [OrganLevel::CountyOffice, OrganLevel::Department, OrganLevel::Township, OrganLevel::Village]
            .into_iter()
            .find(|l| l.key() == key)
    }

    /// Whether it receives requests and writes an annual report (Arts. 27, 49); a village does neither.
    pub fn is_organ_of_government(self) -> bool {
        self != OrganLevel::Village
    }

    /// Day by which the annual report of `year` is to be published.
    ///
    /// Art. 49 names 31 January for county departments and 31 March for county governments; for townships no date is
    /// named, counties set one (a setting, 31 January unless set). `None` for villages.
    pub fn report_due(self, year: i16, township_month_day: (i8, i8)) -> Option<Date> {
        let (month, day) = match self {
            OrganLevel::CountyOffice => (3, 31),
            OrganLevel::Department => (1, 31),
            OrganLevel::Township => township_month_day,
            OrganLevel::Village => return None,
        };
        Date::new(year.checked_add(1)?, month, day).ok()
    }
}
