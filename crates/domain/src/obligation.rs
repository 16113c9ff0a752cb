//! 政务公开事项标准目录: what has to be published without being asked, by whom, within which time and where.
//!
//! The catalogue is data (`data/obligations/`, one file a field) in the columns that 国办发〔2019〕54号 asks for. Codes are
//! permanent because they stand in URLs and in stored publications. What has been published under an item is not known
//! here; a county's own additions are not either.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, CalendarMissing};
use crate::law::DayUnit;
use crate::organ::OrganLevel;

/// 公开渠道和载体: the fixed tick list of the catalogue tables, in their order; the last one belongs to 征地 only.
pub const CHANNELS: [&str; 14] = [
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）",
    "精准推送",
    "其他",
    "征地信息公开平台",
];

const FIELDS: [&str; 26] = [
    include_str!("../data/obligations/social-assistance.toml"),
    include_str!("../data/obligations/rural-revitalisation.toml"),
    include_str!("../data/obligations/rural-housing.toml"),
    include_str!("../data/obligations/farm-subsidies.toml"),
    include_str!("../data/obligations/budget.toml"),
    include_str!("../data/obligations/land-requisition.toml"),
    include_str!("../data/obligations/major-projects.toml"),
    include_str!("../data/obligations/public-resources.toml"),
    include_str!("../data/obligations/disaster-relief.toml"),
    include_str!("../data/obligations/compulsory-education.toml"),
    include_str!("../data/obligations/elderly-care.toml"),
    include_str!("../data/obligations/household-registration.toml"),
    include_str!("../data/obligations/legal-services.toml"),
    include_str!("../data/obligations/employment.toml"),
    include_str!("../data/obligations/social-insurance.toml"),
    include_str!("../data/obligations/health.toml"),
    include_str!("../data/obligations/public-culture.toml"),
    include_str!("../data/obligations/work-safety.toml"),
    include_str!("../data/obligations/environment.toml"),
    include_str!("../data/obligations/law-enforcement.toml"),
    include_str!("../data/obligations/homesteads.toml"),
    include_str!("../data/obligations/land-contracts.toml"),
    include_str!("../data/obligations/village-levies.toml"),
    include_str!("../data/obligations/irrigation.toml"),
    include_str!("../data/obligations/organ-information.toml"),
    include_str!("../data/obligations/village-affairs.toml"),
];

/// 公开对象: for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// 全社会
    Public,
    /// 特定群体
    Specific,
}

impl Audience {
    /// Column heading of the catalogue tables.
    pub fn label(self) -> &'static str {
        match self {
            Audience::Public => "全社会",
            Audience::Specific => "特定群体",
        }
    }
}

/// 公开方式: without being asked, or when asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisclosureMode {
    /// 主动
    Proactive,
    /// 依申请
    OnRequest,
}

impl DisclosureMode {
    /// Column heading of the catalogue tables.
    pub fn label(self) -> &'static str {
        match self {
            DisclosureMode::Proactive => "主动公开",
            DisclosureMode::OnRequest => "依申请公开",
        }
    }
}

/// 公开层级: at which level an item has to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CatalogueLevel {
    /// 县级
    County,
    /// 乡级
    Township,
    /// 村级
    Village,
}

impl CatalogueLevel {
    /// The level an organ publishes at: county offices and departments share the county column.
    pub fn of(organ: OrganLevel) -> Self {
        match organ {
            OrganLevel::CountyOffice | OrganLevel::Department => CatalogueLevel::County,
            OrganLevel::Township => CatalogueLevel::Township,
            OrganLevel::Village => CatalogueLevel::Village,
        }
    }

    /// Column heading of the catalogue tables.
    pub fn label(self) -> &'static str {
        match self {
            CatalogueLevel::County => "县级",
            CatalogueLevel::Township => "乡级",
            CatalogueLevel::Village => "村级",
        }
    }
}

/// How sure the entry is: read in published catalogues or laws, or written from memory of a ministry's guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Read in a source.
    Verified,
    /// From memory; a county should compare it with its own catalogue.
    Memory,
}

/// 公开时限 as a machine can count it: so many days after the information was formed or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeLimit {
    /// How many.
    pub days: u32,
    /// Of which kind.
    pub unit: DayUnit,
}

/// 主动公开事项: one row of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// Permanent code, `<field>-<number>`.
    pub code: String,
    /// 一级事项
    pub level1: String,
    /// 二级事项
    pub level2: String,
    /// 公开内容（要素）
    pub elements: Vec<String>,
    /// 公开依据
    pub basis: String,
    /// 公开时限 in the official wording.
    pub time_limit: String,
    /// The same as a number, only where it runs from the forming of the information.
    #[serde(default)]
    pub limit: Option<TimeLimit>,
    /// 公开主体
    pub subject: String,
    /// 公开渠道和载体, from [`CHANNELS`].
    pub channels: Vec<String>,
    /// 公开对象
    pub audience: Audience,
    /// 公开方式
    pub mode: DisclosureMode,
    /// 公开层级
    pub levels: Vec<CatalogueLevel>,
    /// First day on which the item holds.
    #[serde(deserialize_with = "crate::toml_date::deserialize")]
    pub from: Date,
    /// How sure the row is.
    pub certainty: Certainty,
}

impl Obligation {
    /// Whether an organ of this level has to publish it.
    pub fn applies_to(&self, level: OrganLevel) -> bool {
        self.levels.contains(&CatalogueLevel::of(level))
    }

    /// Last day for publishing something formed on a day; `None` where the period runs from another event.
    ///
    /// # Errors
    /// [`CalendarMissing`] if working days leave the loaded years.
    pub fn publish_by(&self, formed_on: Date, calendar: &Calendar) -> Result<Option<Date>, CalendarMissing> {
        let Some(limit) = self.limit else { return Ok(None) };
        match limit.unit {
            DayUnit::Working => calendar.add_working_days(formed_on, limit.days).map(Some),
            DayUnit::Natural => {
                let missing = CalendarMissing { year: formed_on.year().saturating_add(1) };
                formed_on.checked_add(jiff::Span::new().days(limit.days)).map(Some).map_err(|_| missing)
            }
        }
    }
}

/// 公开领域: the items of one field (社会救助, 财政预决算 …).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Permanent code, used in URLs.
    pub code: String,
    /// Official name.
    pub name: String,
    /// What the field as a whole rests on.
    pub basis: String,
    /// Its items in the order of the catalogue.
    #[serde(rename = "item")]
    pub items: Vec<Obligation>,
}

impl Field {
    /// The items that an organ of this level has to publish.
    pub fn items_for(&self, level: OrganLevel) -> impl Iterator<Item = &Obligation> {
        self.items.iter().filter(move |item| item.applies_to(level))
    }
}

/// What is wrong with a catalogue file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Not TOML of the expected shape.
    #[error("公开事项目录无法读取：{0}")]
    Unreadable(String),
    /// A field without items or an item without a part that every row must have.
    #[error("公开事项目录的“{code}”缺少{part}")]
    Empty {
        /// Where.
        code: String,
        /// What, in Chinese.
        part: &'static str,
    },
    /// The same code twice.
    #[error("公开事项目录的代码“{0}”用了不止一次")]
    Duplicate(String),
    /// A code that cannot stand in a URL, or an item that is not named after its field.
    #[error("公开事项目录的代码“{0}”不合规定：只用小写字母、数字和连字符，事项代码以领域代码开头")]
    BadCode(String),
    /// A channel that is not on the tick list.
    #[error("公开事项“{code}”的公开渠道“{channel}”不在规定的渠道之内")]
    UnknownChannel {
        /// Which item.
        code: String,
        /// What it says.
        channel: String,
    },
    /// A period of no days.
    #[error("公开事项“{0}”的公开时限是 0 天")]
    NoDays(String),
}

/// 政务公开事项标准目录: all fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    fields: Vec<Field>,
}

impl Catalogue {
    /// The catalogue that ships with the program.
    ///
    /// # Errors
    /// Only if the compiled-in data is broken, which a test rules out.
    pub fn standard() -> Result<Catalogue, CatalogueError> {
        Catalogue::parse(&FIELDS)
    }

    /// Reads field files in the format of `data/obligations/` and checks them together.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(texts: &[&str]) -> Result<Catalogue, CatalogueError> {
        let mut fields = Vec::new();
        for text in texts {
            let field: Field = toml::from_str(text).map_err(|e| CatalogueError::Unreadable(e.message().to_owned()))?;
            fields.push(field);
        }
        let mut seen = BTreeSet::new();
        for field in &fields {
            check_field(field)?;
            for code in field.items.iter().map(|i| &i.code).chain([&field.code]) {
                if !seen.insert(code.as_str()) {
                    return Err(CatalogueError::Duplicate(code.clone()));
                }
            }
        }
        Ok(Catalogue { fields })
    }

    /// The fields in the order of the catalogue.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// All items in order.
    pub fn items(&self) -> impl Iterator<Item = &Obligation> {
        self.fields.iter().flat_map(|f| &f.items)
    }

    /// A field by its code.
    pub fn field(&self, code: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.code == code)
    }

    /// An item by its code.
    pub fn item(&self, code: &str) -> Option<&Obligation> {
        self.items().find(|i| i.code == code)
    }

    /// The field that an item belongs to, by the item's code.
    pub fn field_of(&self, item: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.items.iter().any(|i| i.code == item))
    }

    /// The items that an organ of this level has to publish, each with its field.
    pub fn items_for(&self, level: OrganLevel) -> impl Iterator<Item = (&Field, &Obligation)> {
        self.fields.iter().flat_map(move |f| f.items_for(level).map(move |i| (f, i)))
    }
}

fn check_field(field: &Field) -> Result<(), CatalogueError> {
    check_code(&field.code)?;
    let empty = |code: &str, part| Err(CatalogueError::Empty { code: code.to_owned(), part });
    if field.name.trim().is_empty() {
        return empty(&field.code, "名称");
    }
    if field.basis.trim().is_empty() {
        return empty(&field.code, "依据");
    }
    if field.items.is_empty() {
        return empty(&field.code, "事项");
    }
    field.items.iter().try_for_each(|item| check_item(field, item))
}

fn check_item(field: &Field, item: &Obligation) -> Result<(), CatalogueError> {
    check_code(&item.code)?;
    let number = item.code.strip_prefix(&field.code).and_then(|rest| rest.strip_prefix('-'));
    if !number.is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit())) {
        return Err(CatalogueError::BadCode(item.code.clone()));
    }
    let blank = |text: &String| text.trim().is_empty();
    let parts = [
        ("一级事项", blank(&item.level1)),
        ("二级事项", blank(&item.level2)),
        ("公开内容（要素）", item.elements.is_empty() || item.elements.iter().any(blank)),
        ("公开依据", blank(&item.basis)),
        ("公开时限", blank(&item.time_limit)),
        ("公开主体", blank(&item.subject)),
        ("公开渠道和载体", item.channels.is_empty()),
        ("公开层级", item.levels.is_empty()),
    ];
    if let Some((part, _)) = parts.into_iter().find(|(_, missing)| *missing) {
        return Err(CatalogueError::Empty { code: item.code.clone(), part });
    }
    if let Some(channel) = item.channels.iter().find(|c| !CHANNELS.contains(&c.as_str())) {
        return Err(CatalogueError::UnknownChannel { code: item.code.clone(), channel: channel.clone() });
    }
    if item.limit.is_some_and(|limit| limit.days == 0) {
        return Err(CatalogueError::NoDays(item.code.clone()));
    }
    Ok(())
}

fn check_code(code: &str) -> Result<(), CatalogueError> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if code.is_empty() || !code.chars().all(fits) || code.starts_with('-') || code.ends_with('-') {
        return Err(CatalogueError::BadCode(code.to_owned()));
    }
    Ok(())
}
