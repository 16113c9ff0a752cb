//! 、 between words that quotation marks or title marks already part.

use super::Entry;
use crate::passage::Passage;
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 引号、书名号之间的顿号
const RULE: Rule = Rule {
    id: "proof.listing_mark",
    title: "并列的引号、书名号之间不用顿号",
    severities: &[Severity::Question],
    what: "并列的几个词语都有引号，或者都有书名号，中间没有其他成分的，通常不用顿号。",
    why: "国家标准规定“通常不用顿号”；各地文件用顿号的也多，所以只提请核实，全文统一即可。",
    basis: "GB/T 15834—2011《标点符号用法》4.5.3.5",
    good: &[
        Example::text("增强“四个意识”、坚定“四个自信”。"),
        Example::text("根据《条例》《办法》的规定。"),
        Example::text("坚持“公开为常态”“不公开为例外”。"),
        Example::text("《条例》（国务院令第711号）、《办法》已经施行。"),
        Example::text("“低保”和“五保”对象名单。"),
    ],
    bad: &[
        Example::text("根据《条例⟦》、《→》《⟧办法》的规定，现予公开。"),
        Example::text("坚持“公开为常态⟦”、“→”“⟧不公开为例外”。"),
        Example::text("落实《预算法⟦》、《→》《⟧会计法》等法律。"),
        Example::text("做到“真公开⟦”、“→”“⟧早公开”，群众满意。"),
        Example::text("公开“三务⟦”、“→”“⟧四议”情况。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &["》、《", "”、“"], check);

static MARKS: Pattern = Pattern::new("》、《|”、“");

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in MARKS.all(&passage.text) {
        let right = found.as_str().replace('、', "");
        let message = "并列的引号或者书名号之间通常不用顿号";
        findings.push(passage.finding(&RULE, Severity::Question, found.range(), message).replace_by(right));
    }
}
