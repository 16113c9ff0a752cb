//! 信息处理费 (国办函〔2020〕109号): progressive bands by number of requests or by number of pages, never both.

use serde::Deserialize;

/// The two ways of charging. One request is charged by one of them only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeBasis {
    /// 按件: cumulative number of the same applicant's requests in one calendar month.
    ByRequest,
    /// 按量: pages of a single request, one side up to A4.
    ByPage,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    first: u32,
    price: u64,
    #[serde(default)]
    step: u32,
    #[serde(default)]
    raise: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FeeFile {
    basis: String,
    #[serde(deserialize_with = "crate::toml_date::deserialize")]
    from: jiff::civil::Date,
    by_request: Vec<Band>,
    by_page: Vec<Band>,
}

/// The tariff.
#[derive(Debug, Clone)]
pub struct FeeSchedule {
    file: FeeFile,
}

/// The compiled-in tariff could not be read; a test rules it out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("收费标准数据无法读取：{0}")]
pub struct FeeError(String);

impl FeeSchedule {
    /// The national tariff.
    ///
    /// # Errors
    /// Only if the compiled-in data is broken.
    pub fn standard() -> Result<FeeSchedule, FeeError> {
        let file = toml::from_str(include_str!("../data/fees.toml")).map_err(|e| FeeError(e.to_string()))?;
        Ok(FeeSchedule { file })
    }

    /// The document it rests on.
    pub fn basis(&self) -> &str {
        &self.file.basis
    }

    /// First day of force.
    pub fn from(&self) -> jiff::civil::Date {
        self.file.from
    }

    /// 元 for `n` requests in a month or `n` pages of one request; each unit at the price of its band.
    pub fn amount_yuan(&self, basis: FeeBasis, n: u32) -> u64 {
        let bands = match basis {
            FeeBasis::ByRequest => &self.file.by_request,
            FeeBasis::ByPage => &self.file.by_page,
        };
        (1..=n).map(|i| unit_price(bands, i)).fold(0, u64::saturating_add)
    }
}

fn unit_price(bands: &[Band], i: u32) -> u64 {
    let Some(band) = bands.iter().rev().find(|b| b.first <= i) else { return 0 };
    let raises = (i - band.first).checked_div(band.step).unwrap_or(0);
    band.price + u64::from(raises) * band.raise
}
