//! 车牌号码 of private cars.

use super::super::Entry;
use super::grid::Spot;
use super::numbers::DIGITS;
use super::view::View;
use super::{LAW, cue};
use crate::passage::{Passage, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 车牌号码
const PLATE: Rule = Rule {
    id: "privacy.plate",
    title: "车牌号码",
    severities: &[Severity::Warning],
    what: "完整的机动车号牌。公务用车、执法车辆、处置报废车辆的公示可以写明理由后公开。",
    why: "车牌可以查到车主。",
    basis: LAW,
    good: &[
        Example::text("车牌号甘N××345"),
        Example::text("甘N·***45的车主请移车。"),
        Example::text("京津冀A类企业100家"),
        Example::text("公务用车甘N12345已经报废。"),
        Example::text("甘政发〔2021〕12345号"),
        Example::text("救护车甘N12345由县人民医院使用。"),
        Example::text("号牌\t车型\t使用单位\n甘N00138\t轿车\t县财政局"),
    ],
    bad: &[
        Example::text("车牌⟦甘N12345⟧的车主请移车。"),
        Example::text("号牌为⟦京A·12345⟧的小型客车"),
        Example::text("⟦粤BD12345⟧新能源汽车"),
        Example::text("姓名\t车辆\n马明\t⟦甘N8A123⟧"),
        Example::text("⟦甘 N12345⟧涉嫌超限"),
        Example::text("马占海驾驶⟦甘Ｎ—１２３４５⟧小型轿车"),
    ],
};

pub(in super::super) const PLATE_ENTRY: Entry = Entry::everywhere(&PLATE, DIGITS, plate);

static PLATE_NUMBER: Pattern = Pattern::new(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][ 　]?[A-HJ-NP-Z][·•・\-—.． 　]?[A-HJ-NP-Z0-9]{5,6}",
);

/// Cars of the public, and cars that are sold or scrapped by it.
const PUBLIC_CARS: [&str; 20] = [
    "公务用车",
    "公务车",
    "执法车",
    "执勤车",
    "公车",
    "警车",
    "报废",
    "校车",
    "公交",
    "救护车",
    "消防车",
    "环卫",
    "洒水车",
    "应急",
    "清扫车",
    "垃圾清运",
    "班车",
    "拍卖",
    "车辆处置",
    "保障用车",
];

/// Whether the list says whose cars they are.
fn is_of_an_office(passage: &Passage<'_>, reading: &Reading<'_>) -> bool {
    let says = |spot: Spot<'_>| has(spot.grid.head_row(spot.table), &["使用单位", "车辆所属", "所属单位"]);
    Spot::of(passage, reading).is_some_and(says)
}

fn plate(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::of(passage);
    for found in PLATE_NUMBER.all(&passage.text) {
        let digits = found.as_str().chars().filter(char::is_ascii_digit).count();
        let alone = !passage.after(found.end()).starts_with(|c: char| c.is_ascii_alphanumeric());
        let clause = passage.around(found.start(), &['。', '；', '\n']);
        let named = cue(passage, reading, found.start());
        let is_public = has(clause.text, &PUBLIC_CARS)
            || has(&named, &["编号", "型号"])
            || passage.is_cell() && is_of_an_office(passage, reading);
        if digits < 3 || !alone || is_public {
            continue;
        }
        let finding = passage.finding(&PLATE, Severity::Warning, found.range(), "车牌号码能够识别个人");
        findings.push(finding.hint("隐去中间几位，如“甘N·***45”"));
    }
}
