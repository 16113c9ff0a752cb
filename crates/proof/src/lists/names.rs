//! Names with a time: institutions and administrative divisions.

use super::table::{ListError, Table};
use jiff::civil::Date;
use std::collections::HashMap;

/// An institution that has another name since some day.
#[derive(Debug, Clone)]
pub(crate) struct Institution {
    pub old: String,
    pub new: String,
    pub changed_on: Date,
    /// Longer strings in which the old name is part of something else.
    pub unless: Vec<String>,
    /// Whether only the office itself knows if the old name still holds there.
    pub is_local: bool,
    pub basis: String,
}

/// 行政区划, county level and above.
#[derive(Debug, Clone, Default)]
pub(crate) struct Divisions {
    /// Name to the names of what it lies in, directly or not; a name can stand for several places.
    parents: HashMap<String, Vec<Vec<String>>>,
    /// Short name of an autonomous county to its full name: 东乡县 to 东乡族自治县.
    autonomous: HashMap<String, String>,
    renamed: Vec<Renamed>,
}

/// A division whose name is no longer in use.
#[derive(Debug, Clone)]
pub(crate) struct Renamed {
    pub old: String,
    /// Empty where the successor is not certain.
    pub new: String,
    pub year: i16,
    pub source: String,
}

impl Divisions {
    /// The chains of what a place lies in, nearest first; none if the name is not known.
    pub fn parents(&self, name: &str) -> Option<&[Vec<String>]> {
        self.parents.get(name).map(Vec::as_slice)
    }

    /// The full name of an autonomous county that is written short.
    pub fn full_name(&self, short: &str) -> Option<&str> {
        self.autonomous.get(short).map(String::as_str).filter(|_| !self.parents.contains_key(short))
    }

    pub fn renamed(&self) -> &[Renamed] {
        &self.renamed
    }
}

pub(super) fn institutions(table: &Table<'_>) -> Result<Vec<Institution>, ListError> {
    let [old, new, changed, scope, unless, source] = [
        table.column("old_name")?,
        table.column("new_name")?,
        table.column("changed_on")?,
        table.column("scope")?,
        table.column("unless")?,
        table.column("source")?,
    ];
    table
        .rows()
        .map(|row| {
            Ok(Institution {
                old: table.required(row, old)?.to_owned(),
                new: table.required(row, new)?.to_owned(),
                changed_on: table
                    .date(row, changed)?
                    .ok_or_else(|| table.error(row, "“changed_on”不能为空".to_owned()))?,
                unless: row.field(unless).split_whitespace().map(str::to_owned).collect(),
                is_local: match row.field(scope) {
                    "national" => false,
                    "local" => true,
                    other => return Err(table.error(row, format!("“{other}”不是范围（national、local）"))),
                },
                basis: table.required(row, source)?.to_owned(),
            })
        })
        .collect()
}

/// Endings of autonomous divisions and of those that are not.
const AUTONOMOUS: [(&str, &str); 3] = [("自治县", "县"), ("自治旗", "旗"), ("自治州", "州")];

pub(super) fn divisions(table: &Table<'_>, renamed: &Table<'_>) -> Result<Divisions, ListError> {
    let [code, name, parent] = [table.column("code")?, table.column("name")?, table.column("parent_code")?];
    let mut by_code: HashMap<&str, (&str, &str)> = HashMap::new();
    for row in table.rows() {
        by_code.insert(table.required(row, code)?, (table.required(row, name)?, row.field(parent)));
    }
    let mut divisions = Divisions::default();
    for (name, parent) in by_code.values() {
        let mut chain = Vec::new();
        let mut above = *parent;
        while let Some((name, parent)) = by_code.get(above) {
            chain.push((*name).to_owned());
            above = parent;
            if chain.len() > 4 {
                break;
            }
        }
        divisions.parents.entry((*name).to_owned()).or_default().push(chain);
        for (long, short) in AUTONOMOUS {
            if let Some(peoples) = name.strip_suffix(long).filter(|_| long != "自治州")
                && let Some(place) = place_of_peoples(peoples)
            {
                divisions.autonomous.insert(format!("{place}{short}"), (*name).to_owned());
            }
        }
    }
    let [old, new, year, source] =
        [renamed.column("old")?, renamed.column("new")?, renamed.column("year")?, renamed.column("source")?];
    for row in renamed.rows() {
        let number = row.field(year);
        divisions.renamed.push(Renamed {
            old: renamed.required(row, old)?.to_owned(),
            new: row.field(new).to_owned(),
            year: number.parse().map_err(|_| renamed.error(row, format!("“{number}”不是年份")))?,
            source: renamed.required(row, source)?.to_owned(),
        });
    }
    Ok(divisions)
}

/// The peoples whose names stand in names of divisions, longest first where one ends like another.
const PEOPLES: [&str; 44] = [
    "保安族",
    "东乡族",
    "撒拉族",
    "裕固",
    "哈萨克",
    "蒙古族",
    "蒙古",
    "回族",
    "回",
    "藏族",
    "维吾尔",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "纳西族",
    "景颇族",
    "土族",
    "仫佬族",
    "羌族",
    "布朗族",
    "毛南族",
    "仡佬族",
    "锡伯",
    "普米族",
    "怒族",
    "独龙族",
    "塔吉克",
    "裕固族",
    "各族",
];

/// 东乡 from 东乡族, 积石山 from 积石山保安族东乡族撒拉族; 门源 from 门源回族. The name itself where it is its people's.
fn place_of_peoples(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(shorter) = PEOPLES.iter().find_map(|p| rest.strip_suffix(p)) {
        rest = shorter;
    }
    match rest {
        // 东乡族自治县 has no place before its people: people say 东乡县.
        "" => text.strip_suffix('族').filter(|p| p.chars().count() == 2).map(str::to_owned),
        // A place of one character is easily something else.
        rest if rest == text || rest.chars().count() < 2 => None,
        rest => Some(rest.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_of_autonomous_counties() {
        for (peoples, place) in [
            ("东乡族", Some("东乡")),
            ("积石山保安族东乡族撒拉族", Some("积石山")),
            ("门源回族", Some("门源")),
            ("肃南裕固族", Some("肃南")),
            ("湘西", None),
        ] {
            assert_eq!(place_of_peoples(peoples).as_deref(), place, "{peoples}");
        }
    }
}
