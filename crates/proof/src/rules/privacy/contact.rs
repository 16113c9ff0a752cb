//! Where people are reached: electronic mail, WeChat and QQ, addresses finer than the village.

use super::super::Entry;
use super::grid::Spot;
use super::view::View;
use super::{LAW, cue, names};
use crate::passage::{Passage, has, head, tail};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::identifiers::mask_email;
use domain::{Example, Finding, Rule, Severity};

/// 电子邮箱
const EMAIL: Rule = Rule {
    id: "privacy.email",
    title: "个人电子邮箱",
    severities: &[Severity::Warning, Severity::Question],
    what: "个人的电子邮箱地址：旁边写着人名、申请人、本人的作提醒，看不出是谁的请核实。政府域名（gov.cn）的、写明是监督、投诉、咨询、报送、征求意见用的单位邮箱不提示。",
    why: "邮箱与姓名一起公开，会招来垃圾邮件和诈骗。",
    basis: LAW,
    good: &[
        Example::text("咨询邮箱：fengshan2021@163.com"),
        Example::text("邮箱：xzf@dongxiang.gov.cn"),
        Example::text("意见请发送至 yijian@126.com（征求意见邮箱）"),
        Example::text("电子邮箱：z***@qq.com"),
        Example::text("如有疑问，请与县人民政府办公室联系（电话：0930-7121234，电子邮箱：dxzwgk@126.com）。"),
        Example::text("举报邮箱 jubao@sina.com 由县纪委管理"),
        Example::text("请将应聘资料发送到邮箱rsk2024@163.com（县人民医院人事科）"),
        Example::text("办公地址\t凤山乡街道12号\n联系电话\t0930-7123456\n电子邮箱\tfengshan@163.com"),
    ],
    bad: &[
        Example::text("马明，邮箱⟦maming1985@163.com→m***@163.com⟧"),
        Example::text("姓名\t邮箱\n马明\t⟦12345678@qq.com→1***@qq.com⟧"),
        Example::text("申请人电子邮件：⟦wang.xl@126.com→w***@126.com⟧"),
        Example::text("本人邮箱为⟦lijuan_88@sina.com→l***@sina.com⟧。"),
        Example::text("网民赵先生（⟦zhao@hotmail.com→z***@hotmail.com⟧）"),
        Example::text("祁玉兰，⟦ｑｉ１９９０＠163.com→q***@163.com⟧"),
        Example::text("邮箱：⟦mzh1990@163.com⟧"),
    ],
};

pub(in super::super) const EMAIL_ENTRY: Entry = Entry::everywhere(&EMAIL, &["@", "＠"], email);

static ADDRESS: Pattern = Pattern::new(r"[A-Za-z0-9][A-Za-z0-9._%+-]*[ 　]?@[ 　]?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+");
const OFFICIAL: [&str; 29] = [
    "咨询",
    "监督",
    "举报",
    "投诉",
    "信箱",
    "受理",
    "征集",
    "征求",
    "反馈",
    "报送",
    "单位",
    "办公",
    "投稿",
    "公开",
    "采购",
    "报名",
    "服务",
    "意见",
    "应聘",
    "发送到",
    "发送至",
    "发至",
    "代理机构",
    "招聘",
    "工作邮箱",
    "材料",
    "编辑",
    "记者",
    "通讯员",
];
const PERSONAL: [&str; 12] =
    ["本人", "我的", "个人", "网民", "申请人", "信访人", "反映人", "投诉人", "来信人", "举报人", "姓名", "应聘人"];

fn is_value_of_office(passage: &Passage<'_>, reading: &Reading<'_>) -> bool {
    Spot::of(passage, reading).is_some_and(|spot| spot.is_value_of_office())
}

fn email(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::of(passage);
    for found in ADDRESS.all(&passage.text) {
        let text: String = found.as_str().chars().filter(|c| !c.is_whitespace()).collect();
        let lower = text.to_ascii_lowercase();
        let named = cue(passage, reading, found.start());
        let behind = super::behind(passage, found.end());
        let sentence = passage.around(found.start(), &['。', '；', '\n']);
        let before = sentence.text.get(..found.start() - sentence.start).unwrap_or_default();
        let near = format!("{}{}", tail(before, 24), head(passage.after(found.end()), 12));
        let is_personal =
            has(&near, &PERSONAL) || names::is_about_a_person(&near) || super::is_beside_a_name(passage, reading);
        // 如有疑问，请与某某人民政府办公室联系（地址：…，电子邮箱：…）
        let is_of_an_office = has(before, &["联系（", "联系(", "请与", "请联系"]) && !is_personal;
        let is_official = is_of_an_office
            || has(&lower, &[".gov.cn", "@gov.", ".org.cn", ".edu.cn"])
            || (has(&named, &OFFICIAL) || has(behind, &OFFICIAL)) && !has(&named, &["本人", "我的", "个人"]);
        // Part of one that is masked.
        let is_masked = text.contains("**") || passage.before(found.start()).ends_with(['@', '*']);
        if is_official || is_masked || is_value_of_office(passage, reading) {
            continue;
        }
        let range = found.range();
        findings.push(match is_personal {
            true => {
                let finding = passage.finding(&EMAIL, Severity::Warning, range, "个人电子邮箱不宜公开");
                finding.hint("删去，或者只留首字母和域名").replace_by(mask_email(&text))
            }
            false => {
                let finding = passage.finding(&EMAIL, Severity::Question, range, "请核实是单位邮箱还是个人邮箱");
                finding.hint("单位邮箱写明用途，如“咨询邮箱”；个人邮箱删去")
            }
        });
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
        Example::text("官方QQ号：800012345（县融媒体中心）"),
    ],
    bad: &[
        Example::text("本人微信：⟦maming1985⟧"),
        Example::text("微信号⟦wxl_8888⟧，可以添加。"),
        Example::text("QQ：⟦123456789⟧"),
        Example::text("联系QQ号码⟦87654321⟧"),
        Example::text("姓名\t微信号\n马明\t⟦maming1985⟧"),
        Example::text("马占海（VX：⟦mzh１９９０⟧）"),
    ],
};

pub(in super::super) const CHAT_ENTRY: Entry = Entry::everywhere(&CHAT, &[], chat);

static WECHAT: Pattern = Pattern::new(
    r"(?:微信|(?i:wechat|weixin|vx)|V信)(?:号码?|账号|同号|ID|id)?(?:为|是)?[：: ]{0,2}([A-Za-z][A-Za-z0-9_-]{5,19})",
);
static QQ: Pattern = Pattern::new(r"(?:(?i:qq)|扣扣)(?:号码?|账号)?(?:为|是)?[：: ]{0,2}([1-9]\d{4,10})");

static BARE: Pattern = Pattern::new(r"^\s*([A-Za-z][A-Za-z0-9_-]{5,19}|[1-9]\d{4,10})\s*$");
/// Accounts of offices and of groups.
const PUBLIC_ACCOUNTS: [&str; 12] =
    ["公众号", "视频号", "QQ群", "qq群", "微信群", "交流群", "官方", "融媒体", "服务号", "订阅号", "小程序", "gh_"];

fn chat(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::of(passage);
    let mut tell = |range| {
        let finding = passage.finding(&CHAT, Severity::Warning, range, "个人的微信号、QQ号不宜公开");
        findings.push(finding.hint("删去，改用办公电话或者公众号"));
    };
    // In a column of accounts the words stand in its head.
    let head = super::column_head(passage, reading);
    if has(&head, &["微信", "QQ"]) && !has(&head, &PUBLIC_ACCOUNTS) {
        BARE.groups(&passage.text).filter_map(|g| g.get(1)).for_each(|account| tell(account.range()));
        return;
    }
    for account in WECHAT.groups(&passage.text).chain(QQ.groups(&passage.text)).filter_map(|g| g.get(1)) {
        let clause = passage.around(account.start(), &['。', '；', '\n']);
        if !has(clause.text, &PUBLIC_ACCOUNTS) && !passage.after(account.end()).starts_with('*') {
            tell(account.range());
        }
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
        Example::text("老旧小区改造：福苑小区3号楼2单元加装电梯。"),
    ],
    bad: &[
        Example::text("住址：⟦李家村三社12号⟧"),
        Example::text("王秀兰，家住⟦幸福小区3号楼2单元501室⟧。"),
        Example::text("姓名\t家庭住址\n王秀兰\t⟦李家村三组25号⟧"),
        Example::text("户籍地址为⟦城关镇人民路18号院2单元301⟧"),
        Example::text("救助对象马明，⟦和谐家园5栋3单元1202室⟧，每月500元。"),
        Example::text("现居住在⟦凤山乡街道村二组36号⟧"),
        Example::text("马占海，男，东乡族，住⟦锁南镇东大街12号⟧。"),
        Example::text("祁玉兰（户籍所在地：⟦桥东社区福苑小区5幢22室⟧）"),
    ],
};

pub(in super::super) const HOME_ENTRY: Entry = Entry::everywhere(&HOME, &["号", "室", "单元", "栋", "幢"], home);

/// A door: 12号, 5幢22室, 41楼1203号, 3号楼2单元501.
const HOME_CUES: [&str; 16] = [
    "住址",
    "户籍地",
    "家住",
    "居住在",
    "居住地",
    "现住",
    "现居",
    "居住于",
    "暂住",
    "户口所在地",
    "户籍所在地",
    "通讯地址",
    "通信地址",
    "送达地址",
    "，住",
    "（住",
];
static DOOR: Pattern = Pattern::new(
    r"[\p{Han}][\p{Han}\d 　]{1,40}?\d{1,4}(?:号楼|号院|号|栋|幢|楼)[ 　]?(?:\d{1,2}单元)?[ 　]?(?:\d{2,4}(?:室|号|户)?)?",
);
static ROOM: Pattern =
    Pattern::new(r"[\p{Han}][\p{Han}\d]{1,24}?\d{1,3}(?:号楼|栋|幢|号|楼)[ 　]?\d{1,2}单元[ 　]?\d{3,4}(?:室|号|户)?");
const PUBLIC_PLACES: [&str; 29] = [
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
    "住所",
    "营业",
    "经营",
    "机构",
    "服务站",
    "拍卖",
    "维修",
    "改造",
    "注册",
    "供应商",
    "信访局",
];

fn home(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::of(passage);
    let mut last = 0;
    for found in ROOM.all(&passage.text).chain(DOOR.all(&passage.text)) {
        if found.start() < last {
            continue;
        }
        // What is said before the name of the place is no part of it.
        let text = found.as_str();
        let cut = HOME_CUES
            .iter()
            .chain(&["为", "在", "：", "住"])
            .filter_map(|w| text.rfind(w).map(|at| at + w.len()))
            .filter(|at| *at < text.len() - 6)
            .max();
        let start = found.start() + cut.unwrap_or(0);
        // 住所 is the seat of a company.
        let named = cue(passage, reading, start).replace("住所", "");
        let is_begun = matches!(passage.before(start), "住" | "现住" | "家住");
        let is_home = is_begun || has(&named, &HOME_CUES);
        let clause = passage.around(start, &['。', '；', '\n']);
        let rest = passage.after(found.end());
        let is_room = ROOM.is_in(text) && !has(clause.text, &PUBLIC_PLACES);
        // The address of an office stands after the same words, with its name.
        let is_office = has(&named, &["办公", "单位", "信访局", "供应商", "代理"])
            || named.contains("通信地址") && !names::is_about_a_person(clause.text);
        if !is_home && !is_room || is_office || rest.starts_with(['个', '套', '线', '文', '令', '公']) {
            continue;
        }
        last = found.end();
        let severity = if is_home { Severity::Error } else { Severity::Warning };
        let finding = passage.finding(&HOME, severity, start..found.end(), "个人的详细住址不得公开");
        findings.push(finding.hint("只写到村、组（社区）"));
    }
}
