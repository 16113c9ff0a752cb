//! Places of a template that were never filled in.

use super::Entry;
use crate::passage::{Passage, begins};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 没有填写的模板内容
const RULE: Rule = Rule {
    id: "proof.placeholder",
    title: "没有填写的模板内容",
    severities: &[Severity::Error, Severity::Warning],
    what: "留着模板的占位内容：“XX乡”“××年”“202X年”“（此处填写…）”“待补充”，或者年月日之间是空白。隐去姓名、车牌的“张××”不在此列。",
    why: "占位内容公开出去，说明没有人看过这份文件。",
    basis: "《政府网站发展指引》（国办发〔2017〕47号）关于信息发布准确、完整的要求",
    good: &[
        Example::text("张××，男，凤山乡人。"),
        Example::text("2021年1月22日"),
        Example::text("规格为5××型，长10×20厘米。"),
        Example::text("车牌号甘N××345的车主请尽快移车。"),
        Example::text("尺码分为L、XL、XXL三种。"),
        Example::text("会议强调，要补充完善有关材料。"),
        Example::text("待补充耕地任务完成后组织验收，有关证据尚待补充。"),
        Example::text("发文字号的格式为“×政发〔××××〕×号”。"),
    ],
    bad: &[
        Example::text("⟦XX乡⟧人民政府关于开展清查的通知"),
        Example::text("⟦××县⟧人民政府办公室"),
        Example::text("截至⟦202X年⟧底，全乡共有低保户120户。"),
        Example::text("公示期为⟦　年　月　日⟧至6月7日。"),
        Example::text("主要做法：⟦（此处填写主要做法）⟧"),
        Example::text("联系电话：⟦XXXXXXX⟧"),
        Example::text("经费来源：⟦待补充⟧。"),
        Example::text("项目总投资⟦XXX万元⟧，同比增长⟦XX%⟧。"),
        Example::text("请于⟦X月X日⟧前报送。"),
        Example::text("依据县政府安政办发⟦〔20XX〕⟧5号文件执行。"),
        Example::text("责任单位：⟦【填写单位名称】⟧；完成时限：10月底前。"),
        Example::text("救助资金⟦（　　）万元⟧，惠及群众386人。"),
        Example::text("预算资金⟦（待财政局核定后补填）⟧列入年度预算。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::everywhere(
    &RULE,
    &["X", "x", "×", "Ｘ", "此处", "请填写", "填写", "请输入", "待补充", "（待", "(待", "{", "）万元", "）元", "年"],
    check,
);

static PLACE: Pattern = Pattern::new(
    r"[XxＸ×]{2,4}(?:省|市|县|区|乡|镇|村|街道|局|单位|年|月|日|同志|项目|公司)|(?:19|20)[\dXx×Ｘ*]?[Xx×Ｘ*]年|[（(](?:此处|请在此|请填写)[^）)]{0,30}[）)]|[（(]待[^）)]{0,12}(?:填|补)[^）)]{0,4}[）)]|【(?:填写|请填写|请输入|此处)[^】]{0,20}】|\{[\p{Han}]{2,8}\}|[XＸ]{2,4}(?:[万亿]?元|[%％])|[XxＸ×]{1,2}月[XxＸ×]{1,2}日|〔20[XxＸ×]{2}〕|[（(][ 　]{1,8}[）)][万亿]元|待补充",
);
static BLANK_DATE: Pattern = Pattern::new(r"(?:\d{4}|[ 　_]{1,6})年[ 　_]{1,6}月(?:[ 　_]{1,6}|\d{1,2})日");
/// The day below the signature, left blank.
static LAST_DATE: Pattern = Pattern::new(r"^[ 　_]*((?:\d{4})?年[ 　_]{1,6}月[ 　_]{1,6}日)[ 　]*$");
static NUMBER: Pattern = Pattern::new(r"(?:电话|号码|账号|网址|邮编)[：:]\s*([XxＸ×]{4,})");

fn check(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in PLACE.all(&passage.text) {
        // 张××村 is a name; XXL is a size; 甘N××.
        let before = passage.before(found.start()).chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            continue;
        }
        // 待补充耕地 is a term, 尚待补充 a sentence; a form that is spoken of stands in quotation marks.
        if found.as_str() == "待补充"
            && (begins(passage.after(found.end()), &["耕地", "材料", "资料", "证据"])
                || passage.before(found.start()).ends_with(['尚', '有', '仍', '还']))
            || is_quoted(passage, found.range())
        {
            continue;
        }
        // What the draft of an annual report leaves to the office is asked about by the report checks (report.to_fill).
        if reading.facts.report_year.is_some() && found.as_str().contains("请填写") {
            continue;
        }
        let severity = if found.as_str() == "待补充" { Severity::Warning } else { Severity::Error };
        let message = format!("“{}”是没有填写的模板内容", found.as_str());
        findings.push(passage.finding(&RULE, severity, found.range(), message).hint("填写实际内容"));
    }
    // Cells and forms are filled in by hand.
    if !passage.is_cell() {
        if let Some(found) =
            LAST_DATE.first(&passage.text).and_then(|g| g.get(1)).filter(|_| is_last_line(passage, reading))
        {
            let message = "成文日期没有填写";
            findings.push(passage.finding(&RULE, Severity::Error, found.range(), message).hint("填写日期"));
        }
        for found in BLANK_DATE.all(&passage.text).filter(|_| passage.text.contains(['，', '。', '至'])) {
            let message = "年月日没有填写";
            findings.push(passage.finding(&RULE, Severity::Error, found.range(), message).hint("填写日期"));
        }
    }
    for number in NUMBER.groups(&passage.text).filter_map(|g| g.get(1)) {
        let message = "号码没有填写";
        findings.push(passage.finding(&RULE, Severity::Error, number.range(), message).hint("填写实际的号码"));
    }
}

/// Whether the stretch stands between “ and ” of its sentence.
fn is_quoted(passage: &Passage<'_>, range: std::ops::Range<usize>) -> bool {
    let before = crate::passage::tail(passage.before(range.start), 60);
    before.rfind('“') > before.rfind('”') && crate::passage::head(passage.after(range.end), 60).contains('”')
}

/// A blank date in a form is filled in by hand; below the name of an office at the end of a text it was forgotten.
fn is_last_line(passage: &Passage<'_>, reading: &Reading<'_>) -> bool {
    let mut last = reading.passages.iter().rev().filter(|p| !p.text.trim().is_empty());
    let is_it = last.next().is_some_and(|p| std::ptr::eq(p, passage));
    let signed = |p: &Passage<'_>| {
        let text = p.text.trim();
        text.ends_with(['府', '局', '会', '室', '处', '厅', '委', '院'])
            && text.chars().count() <= 30
            && !text.contains(['，', '。'])
    };
    is_it && last.next().is_some_and(signed)
}
