//! The catalogue of what has to be published: the shipped data holds, and broken data is refused.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use domain::calendar::Calendar;
use domain::law::DayUnit;
use domain::obligation::{Audience, Catalogue, CatalogueError, CatalogueLevel};
use domain::organ::OrganLevel;
use jiff::civil::date;

const SMALL: &str = r#"
code = "budget"
name = "财政预决算"
basis = "预算法"
[[item]]
code = "budget-01"
level1 = "财政预决算"
level2 = "政府预算"
elements = ["收支表"]
basis = "预算法第十四条"
time_limit = "信息形成或者变更之日起20个工作日内"
limit = { days = 20, unit = "working" }
subject = "财政部门"
channels = ["政府网站"]
audience = "public"
mode = "proactive"
levels = ["county"]
from = 2019-05-15
certainty = "verified"
"#;

fn refused(from: &str, to: &str) -> CatalogueError {
    assert!(SMALL.contains(from), "{from}");
    Catalogue::parse(&[&SMALL.replacen(from, to, 1)]).unwrap_err()
}

#[test]
fn the_shipped_catalogue_covers_every_field_of_the_rule_book() {
    let catalogue = Catalogue::standard().unwrap();
    let names: Vec<&str> = catalogue.fields().iter().map(|f| f.name.as_str()).collect();
    for name in [
        "社会救助",
        "扶贫（乡村振兴）",
        "农村危房改造",
        "涉农补贴",
        "财政预决算",
        "农村集体土地征收",
        "重大建设项目",
        "公共资源配置",
        "救灾",
        "义务教育",
        "养老服务",
        "户籍管理",
        "公共法律服务",
        "就业",
        "社会保险",
        "卫生健康",
        "公共文化服务",
        "安全生产",
        "生态环境",
        "城市综合执法",
        "宅基地",
        "土地承包",
        "筹资筹劳",
        "农田水利",
        "机构信息",
        "村务公开督查",
    ] {
        assert!(names.contains(&name), "{name}");
    }
    assert_eq!(names.len(), 26);
    assert_eq!(catalogue.items().count(), 94);
}

#[test]
fn every_township_duty_of_article_21_has_an_item_that_applies_to_townships() {
    let catalogue = Catalogue::standard().unwrap();
    for code in [
        "farm-subsidies",
        "irrigation",
        "land-contracts",
        "homesteads",
        "land-requisition",
        "village-levies",
        "social-assistance",
    ] {
        let field = catalogue.field(code).unwrap();
        assert!(field.items_for(OrganLevel::Township).next().is_some(), "{code}");
    }
}

#[test]
fn no_abbreviation_of_the_tables_is_left_in_a_row() {
    for item in Catalogue::standard().unwrap().items() {
        for text in [&item.basis, &item.subject, &item.time_limit] {
            assert!(!text.contains("同上") && text.as_str() != "同", "{}: {text}", item.code);
            assert!(!text.contains("T20") && !text.contains("T10"), "{}: {text}", item.code);
        }
    }
}

#[test]
fn a_countable_limit_says_the_same_as_its_wording() {
    for item in Catalogue::standard().unwrap().items() {
        let Some(limit) = item.limit else { continue };
        assert_eq!(limit.unit, DayUnit::Working, "{}", item.code);
        let said = format!("{}个工作日", limit.days);
        assert!(item.time_limit.contains(&said), "{}: {}", item.code, item.time_limit);
    }
}

#[test]
fn items_are_found_by_code_by_field_and_by_level() {
    let catalogue = Catalogue::standard().unwrap();
    let first_review = catalogue.item("social-assistance-05").unwrap();
    assert_eq!((first_review.level1.as_str(), first_review.level2.as_str()), ("最低生活保障", "审核信息"));
    assert_eq!(first_review.audience, Audience::Specific);
    assert_eq!(first_review.levels, [CatalogueLevel::Township, CatalogueLevel::Village]);
    assert!(first_review.applies_to(OrganLevel::Village) && !first_review.applies_to(OrganLevel::CountyOffice));
    assert_eq!(catalogue.field_of("social-assistance-05").unwrap().name, "社会救助");
    assert!(catalogue.items_for(OrganLevel::Village).all(|(f, i)| i.code.starts_with(&f.code)));
    assert!(catalogue.item("social-assistance-99").is_none() && catalogue.field("nothing").is_none());
}

#[test]
fn departments_publish_what_stands_in_the_county_column() {
    assert_eq!(CatalogueLevel::of(OrganLevel::Department), CatalogueLevel::of(OrganLevel::CountyOffice));
}

#[test]
fn the_last_day_is_counted_only_where_the_period_runs_from_the_forming() {
    let (catalogue, calendar) = (Catalogue::standard().unwrap(), Calendar::national().unwrap());
    let by = |code: &str| catalogue.item(code).unwrap().publish_by(date(2026, 9, 21), &calendar).unwrap();
    assert_eq!(by("farm-subsidies-01"), Some(date(2026, 10, 26)));
    assert_eq!(by("budget-01"), None);
    let late = catalogue.item("farm-subsidies-01").unwrap().publish_by(date(2026, 12, 20), &calendar);
    assert_eq!(late.unwrap_err().year, 2027);
}

#[test]
fn a_row_with_something_missing_wrong_or_twice_is_refused() {
    assert!(Catalogue::parse(&[SMALL]).is_ok());
    assert_eq!(Catalogue::parse(&[SMALL, SMALL]).unwrap_err(), CatalogueError::Duplicate("budget-01".into()));
    assert!(matches!(refused("\"政府网站\"", "\"网站\""), CatalogueError::UnknownChannel { .. }));
    assert!(matches!(refused("[\"政府网站\"]", "[]"), CatalogueError::Empty { part: "公开渠道和载体", .. }));
    assert!(matches!(refused("[\"收支表\"]", "[\" \"]"), CatalogueError::Empty { part: "公开内容（要素）", .. }));
    assert!(matches!(refused("[\"county\"]", "[]"), CatalogueError::Empty { part: "公开层级", .. }));
    assert_eq!(refused("budget-01", "budgets-01"), CatalogueError::BadCode("budgets-01".into()));
    assert_eq!(refused("\"budget\"", "\"Budget\""), CatalogueError::BadCode("Budget".into()));
    assert_eq!(refused("days = 20", "days = 0"), CatalogueError::NoDays("budget-01".into()));
    assert!(matches!(refused("level2", "level_two"), CatalogueError::Unreadable(_)));
    assert!(matches!(refused("[\"county\"]", "[\"province\"]"), CatalogueError::Unreadable(_)));
}
