//! Where people are reached: electronic mail, WeChat and QQ, addresses finer than the village.

use super::super::Entry;
use super::{LAW, cue};
use crate::passage::{Passage, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::identifiers::mask_email;
use domain::{Example, Finding, Rule, Severity};

/// 电子邮箱
const EMAIL: Rule = Rule {
    id: "privacy.email",
    title: "个人电子邮箱",
    severities: &[Severity::Warning],
    what: "个人的电子邮箱地址。政府域名（gov.cn）的、写明是监督、投诉、咨询、报送、征求意见用的单位邮箱不提示。",
    why: "邮箱与姓名一起公开，会招来垃圾邮件和诈骗。",
    basis: LAW,
    good: &[
        Example::text("咨询邮箱：fengshan2021@163.com"),
        Example::text("邮箱：xzf@dongxiang.gov.cn"),
        Example::text("意见请发送至 yijian@126.com（征求意见邮箱）"),
        Example::text("电子邮箱：z***@qq.com"),
        Example::text("举报邮箱 jubao@sina.com 由县纪委管理"),
        Example::text("办公地址\t凤山乡街道12号\n联系电话\t0930-7123456\n电子邮箱\tfengshan@163.com"),
    ],
    bad: &[
        Example::text("马明，邮箱⟦maming1985@163.com→m***@163.com⟧"),
        Example::text("姓名\t邮箱\n马明\t⟦12345678@qq.com→1***@qq.com⟧"),
        Example::text("申请人电子邮件：⟦wang.xl@126.com→w***@126.com⟧"),
        Example::text("本人邮箱为⟦lijuan_88@sina.com→l***@sina.com⟧。"),
        Example::text("（⟦zhao@hotmail.com→z***@hotmail.com⟧）"),
    ],
};

pub(in super::super) const EMAIL_ENTRY: Entry = Entry::everywhere(&EMAIL, &["@", "＠"], email);

static ADDRESS: Pattern = Pattern::new(r"[A-Za-z0-9][A-Za-z0-9._%+-]*[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+");
const OFFICIAL: [&str; 18] = [
    "咨询", "监督", "举报", "投诉", "信箱", "受理", "征集", "征求", "反馈", "报送", "单位", "办公", "投稿", "公开",
    "采购", "报名", "服务", "意见",
];

fn email(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in ADDRESS.all(&passage.text) {
        let text = found.as_str().replace('＠', "@");
        let lower = text.to_ascii_lowercase();
        let named = cue(passage, reading, found.start());
        let behind = super::behind(passage, found.end());
        let official = has(&lower, &[".gov.cn", "@gov.", ".org.cn", ".edu.cn"])
            || has(&named, &OFFICIAL)
            || has(behind, &OFFICIAL);
        if official || text.contains("**") || super::is_value_of_office(passage, reading) {
            continue;
        }
        let finding = passage.finding(&EMAIL, Severity::Warning, found.range(), "个人电子邮箱不宜公开");
        findings.push(finding.hint("删去，或者只留首字母和域名").replace_by(mask_email(&text)));
    }
}

/// 微信号、QQ号
const CHAT: Rule = Rule {
    id: "privacy.chat_account",
    title: "微信号、QQ号",
    severities: &[Severity::Warning],
    what: "写明是微信、QQ的个人账号。公众号、视频号、工作群不提示。",
    why: "个人账号公开，会招来诈骗。",
    basis: LAW,
    good: &[
        Example::text("微信公众号：fengshanxiang"),
        Example::text("关注“凤山乡发布”微信号了解详情。"),
        Example::text("QQ群：123456789（政策咨询群）"),
        Example::text("通过微信、QQ等平台宣传。"),
        Example::text("微信号：f***2021"),
    ],
    bad: &[
        Example::text("本人微信：⟦maming1985⟧"),
        Example::text("微信号⟦wxl_8888⟧，可以添加。"),
        Example::text("QQ：⟦123456789⟧"),
        Example::text("联系QQ号码⟦87654321⟧"),
        Example::text("姓名\t微信号\n马明\t⟦maming1985⟧"),
    ],
};

pub(in super::super) const CHAT_ENTRY: Entry = Entry::everywhere(&CHAT, &[], chat);

static WECHAT: Pattern = Pattern::new(r"微信(?:号码?|账号|同号)?(?:为|是)?[：: ]{0,2}([A-Za-z][A-Za-z0-9_-]{5,19})");
static QQ: Pattern = Pattern::new(r"(?i:qq)(?:号码?|账号)?(?:为|是)?[：: ]{0,2}([1-9]\d{4,10})");

static BARE: Pattern = Pattern::new(r"^\s*([A-Za-z][A-Za-z0-9_-]{5,19}|[1-9]\d{4,10})\s*$");

fn chat(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    // In a column of accounts the words stand in its head.
    if has(&super::column_head(passage, reading), &["微信", "QQ"]) {
        for account in BARE.groups(&passage.text).filter_map(|g| g.get(1)) {
            let finding = passage.finding(&CHAT, Severity::Warning, account.range(), "个人的微信号、QQ号不宜公开");
            findings.push(finding.hint("删去，改用办公电话或者公众号"));
        }
        return;
    }
    for account in WECHAT.groups(&passage.text).chain(QQ.groups(&passage.text)).filter_map(|g| g.get(1)) {
        let clause = passage.around(account.start(), &['。', '；', '\n']);
        if has(clause.text, &["公众号", "视频号", "QQ群", "qq群", "微信群"])
            || passage.after(account.end()).starts_with('*')
        {
            continue;
        }
        let finding = passage.finding(&CHAT, Severity::Warning, account.range(), "个人的微信号、QQ号不宜公开");
        findings.push(finding.hint("删去，改用办公电话或者公众号"));
    }
}

/// 住址
const HOME: Rule = Rule {
    id: "privacy.address",
    title: "详细住址",
    severities: &[Severity::Warning, Severity::Error],
    what: "具体到门牌、楼号、单元、房号的个人住址；写明是住址、户籍地址的作错误。到村、组为止的不提示，办公地址、项目地址不提示。",
    why: "公开救助名单只需要到村、组；详细住址会暴露孤寡老人和儿童的住处。",
    basis: LAW,
    good: &[
        Example::text("王秀兰，凤山乡李家村三社。"),
        Example::text("办公地址：凤山乡街道12号"),
        Example::text("家庭住址：李家村三社"),
        Example::text("项目位于人民路12号3号楼，建筑面积200平方米。"),
        Example::text("报名地点：县政务大厅3号楼201室"),
        Example::text("小区新建3号楼2个单元。"),
    ],
    bad: &[
        Example::text("住址：⟦李家村三社12号⟧"),
        Example::text("王秀兰，家住⟦幸福小区3号楼2单元501室⟧。"),
        Example::text("姓名\t家庭住址\n王秀兰\t⟦李家村三组25号⟧"),
        Example::text("户籍地址为⟦城关镇人民路18号院2单元301⟧"),
        Example::text("救助对象马明，⟦和谐家园5栋3单元1202室⟧，每月500元。"),
        Example::text("现居住在⟦凤山乡街道村二组36号⟧"),
    ],
};

pub(in super::super) const HOME_ENTRY: Entry = Entry::everywhere(&HOME, &["号", "室", "单元", "栋", "幢"], home);

static FINE: Pattern = Pattern::new(
    r"[\p{Han}]{2,14}?(?:村|社区|小区|家园|花园|路|街|巷|苑|城|镇|新村|公寓)?(?:[一二三四五六七八九十\d]{1,3}[社组])?\d{1,4}(?:号楼|栋|幢|号院|号)(?:\d{1,2}单元)?(?:\d{2,4}(?:室|号|户)?)?",
);
static ROOM: Pattern = Pattern::new(r"[\p{Han}]{2,14}\d{1,3}(?:号楼|栋|幢)\d{1,2}单元\d{2,4}(?:室|号|户)?");
const HOME_CUES: [&str; 8] = ["住址", "户籍地", "家住", "居住在", "居住地", "现住", "户口所在地", "通讯地址"];
const PUBLIC_PLACES: [&str; 24] = [
    "办公",
    "地点",
    "项目",
    "工程",
    "位于",
    "大厅",
    "政府",
    "公司",
    "学校",
    "医院",
    "中心",
    "单位",
    "酒店",
    "银行",
    "窗口",
    "会议",
    "建设",
    "施工",
    "住所地",
    "营业",
    "经营",
    "机构",
    "服务站",
    "拍卖",
];

fn home(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let mut last = 0;
    for found in ROOM.all(&passage.text).chain(FINE.all(&passage.text)) {
        if found.start() < last {
            continue;
        }
        // What is said before the name of the place is no part of it.
        let text = found.as_str();
        let cut = HOME_CUES
            .iter()
            .chain(&["为", "在", "：", "住"])
            .filter_map(|w| text.rfind(w).map(|at| at + w.len()))
            .max();
        let start = found.start() + cut.filter(|at| *at < text.len() - 6).unwrap_or(0);
        let named = cue(passage, reading, start);
        let is_home = has(&named, &HOME_CUES);
        let is_room = found.as_str().contains("单元") && !has(&named, &PUBLIC_PLACES);
        let rest = passage.after(found.end());
        let clause = passage.around(start, &['。', '；', '\n']);
        if !is_home && !is_room
            || !is_home && has(clause.text, &PUBLIC_PLACES)
            || rest.starts_with(['个', '套', '线', '文', '令', '公'])
        {
            continue;
        }
        last = found.end();
        let severity = if is_home { Severity::Error } else { Severity::Warning };
        let finding = passage.finding(&HOME, severity, start..found.end(), "个人的详细住址不得公开");
        findings.push(finding.hint("只写到村、组（社区）"));
    }
}
