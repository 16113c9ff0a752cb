//! 内容雷同: text that also stands in last year's report or in a neighbour's. A question, from a high share a warning,
//! never an error: whether words were copied or well kept, only people know.

use super::{Context, Sibling};
use crate::{
    model::AnnualReport,
    similarity::{Fingerprint, Similarity, Sketch, Thresholds},
};
use domain::{Example, Finding, Rule, Severity};
use std::cell::OnceCell;

/// 正文没有照抄
pub(super) const RULE: Rule = Rule {
    id: "report.similar",
    title: "正文没有照抄",
    severities: &[Severity::Warning, Severity::Question],
    what: "正文与本机关上一年度报告，或者与其他机关同年度报告相同的句子所占的比例。只改了年份、数字和机关名称的句子也算相同；引用法规、统计期限、联系方式、没有收到申请等各份报告都有的句子和统计数字不算，表格不算。与上年相同70%、与其他机关相同50%以上提出疑问，90%以上作提醒；文字太短的不比较。",
    why: "国务院办公厅要求年度报告不得内容雷同、敷衍塞责。每年做了什么、改了什么，应当写新的情况。",
    basis: "国办公开办函〔2021〕30号；《中华人民共和国政府信息公开条例》第四十七条",
    good: &[
        Example {
            says: "内容不同。",
            given: "一（一）：一是完善公示栏管理办法，明确专人负责日常更新和维护。二是围绕惠民补贴、农村建房、救灾救助等群众关心的领域及时公开办理结果。三是在便民服务大厅设置政府信息查阅点，配备电脑和工作人员，方便老人查询。四是定期检查各村公开栏，发现内容过期的当场提醒更换并限期报告。五是把公开工作列入村干部培训课程，组织学习典型案例，提高公开意识和操作水平。\n上年 一（一）：村民议事会讨论的修路方案、用地补偿和招标过程全部张贴在祠堂门口的公告墙上。每逢赶集日，工作人员在集市摆设咨询台，发放办事流程折页，解答养老保险缴费疑难。镇里录制方言广播节目，介绍防汛值守安排和转移路线，让不识字的老人也听得明白。年底召开恳谈会，邀请返乡青年代表对账目逐笔提问，会计现场翻出凭证作答。",
        },
        Example {
            says: "文字太短，不比较。",
            given: "一（一）：完善公示栏管理办法，明确专人负责。\n上年 一（一）：完善公示栏管理办法，明确专人负责。",
        },
    ],
    bad: &[
        Example {
            says: "与上年的报告只差年份。",
            given: "一（一）：2024年，一是完善公示栏管理办法，明确专人负责日常更新和维护。二是围绕惠民补贴、农村建房、救灾救助等群众关心的领域及时公开办理结果。三是在便民服务大厅设置政府信息查阅点，配备电脑和工作人员，方便老人查询。四是定期检查各村公开栏，发现内容过期的当场提醒更换并限期报告。五是把公开工作列入村干部培训课程，组织学习典型案例，提高公开意识和操作水平。\n上年 一（一）：2023年，一是完善公示栏管理办法，明确专人负责日常更新和维护。二是围绕惠民补贴、农村建房、救灾救助等群众关心的领域及时公开办理结果。三是在便民服务大厅设置政府信息查阅点，配备电脑和工作人员，方便老人查询。四是定期检查各村公开栏，发现内容过期的当场提醒更换并限期报告。五是把公开工作列入村干部培训课程，组织学习典型案例，提高公开意识和操作水平。",
        },
        Example {
            says: "大部分句子与邻近的镇相同，作为疑问提出。",
            given: "一（一）：一是完善公示栏管理办法，明确专人负责日常更新和维护。二是围绕惠民补贴、农村建房、救灾救助等群众关心的领域及时公开办理结果。三是在便民服务大厅设置政府信息查阅点，配备电脑和工作人员，方便老人查询。四是定期检查各村公开栏，发现内容过期的当场提醒更换并限期报告。五是把公开工作列入村干部培训课程，组织学习典型案例，提高公开意识和操作水平。村民议事会讨论的修路方案、用地补偿和招标过程全部张贴在祠堂门口的公告墙上。每逢赶集日，工作人员在集市摆设咨询台，发放办事流程折页，解答养老保险缴费疑难。镇里录制方言广播节目，介绍防汛值守安排和转移路线，让不识字的老人也听得明白。年底召开恳谈\n邻近 一（一）：一是进一步完善公示栏管理办法，明确专人负责日常更新和维护。二是围绕惠民补贴、农村建房、救灾救助等群众关心的领域及时公开办理结果。三是在便民服务大厅设置政府信息查阅点，配备电脑和工作人员，方便老人查询。四是定期检查各村公开栏，发现内容过期的当场提醒更换并限期报告。五是把公开工作列入村干部培训课程，组织学习典型案例，提高公开意识和操作水平。",
        },
    ],
};

pub(super) fn check(report: &AnnualReport, context: &Context<'_>) -> Vec<Finding> {
    let limits = context.thresholds;
    let previous = context.previous.filter(|p| report.year.zip(p.year).is_some_and(|(year, before)| before < year));
    if previous.is_none() && context.siblings.is_empty() {
        return Vec::new();
    }
    let own = SimilarText::of(report);
    let mut findings = Vec::new();
    if let Some(previous) = previous {
        let alike = own.fingerprint().compare(&Fingerprint::of(previous));
        let year = previous.year.map_or_else(|| "上一年度".to_owned(), |y| format!("{y}年度"));
        findings.extend(finding(&alike, limits, limits.last_year, &format!("{year}报告")));
    }
    findings.extend(context.siblings.iter().filter_map(|sibling| own.in_sibling(*sibling, limits)));
    findings
}

/// A report whose text is looked for in many others; what that takes is made once, when it is needed.
#[derive(Debug)]
pub struct SimilarText<'a> {
    report: &'a AnnualReport,
    sketch: OnceCell<Sketch>,
    fingerprint: OnceCell<Fingerprint<'a>>,
}

impl<'a> SimilarText<'a> {
    /// Of a report.
    pub fn of(report: &'a AnnualReport) -> Self {
        SimilarText { report, sketch: OnceCell::new(), fingerprint: OnceCell::new() }
    }

    fn fingerprint(&self) -> &Fingerprint<'a> {
        self.fingerprint.get_or_init(|| Fingerprint::of(self.report))
    }

    /// What is to be said about text that also stands in another organ's report of the year.
    pub fn in_sibling(&self, sibling: Sibling<'_>, limits: Thresholds) -> Option<Finding> {
        let sketch = self.sketch.get_or_init(|| Sketch::of(self.report));
        if !sketch.may_share(sibling.sketch, limits.neighbour) {
            return None;
        }
        let alike = self.fingerprint().compare(&Fingerprint::of(sibling.report));
        finding(&alike, limits, limits.neighbour, &format!("{}的报告", sibling.organ))
    }
}

fn finding(alike: &Similarity, limits: Thresholds, limit: u8, with: &str) -> Option<Finding> {
    let percent = alike.percent();
    if alike.characters < limits.least_characters || percent < limit {
        return None;
    }
    let severity = if percent >= limits.copied { Severity::Warning } else { Severity::Question };
    let place = alike.passages.iter().max_by_key(|(a, _)| a.text.len()).map(|(a, _)| a.place.clone());
    let message =
        format!("正文有{percent}%与{with}相同（只改年份、数字和机关名称的也算），共{}处", alike.passages.len());
    Some(
        RULE.finding(severity, message, place.unwrap_or_default())
            .hint("写明本年度本机关的实际情况；确实没有变化的，可以保留")
            .basis(RULE.basis),
    )
}
