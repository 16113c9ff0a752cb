//! The words that the checks of the text know, found in one pass over a paragraph.

use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// What a word in a sentence stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Word {
    /// 政府信息公开申请: unmistakably a request under the 条例.
    Request,
    /// 依申请公开: a request, or what was disclosed on request.
    OnRequest,
    /// 申请 alone.
    Application,
    /// 收到
    Receive,
    /// 受理: offices count received or accepted requests by it.
    Accept,
    /// 未收到
    NotReceived,
    /// 答复, 办结
    Reply,
    /// 上年结转
    CarriedIn,
    /// 结转下年度
    CarriedOut,
    /// 结转, with the year said otherwise.
    Carry,
    /// 予以公开
    Granted,
    /// 部分公开
    PartlyGranted,
    /// 不予公开
    Refused,
    /// 无法提供
    CannotProvide,
    /// 不予处理
    NotProcessed,
    /// 其他处理
    OtherHandling,
    /// 政府信息公开 or 信息公开, which tells what a review was about.
    Disclosure,
    /// 行政复议
    Reconsideration,
    /// 行政诉讼
    Litigation,
    /// 未经复议直接起诉
    LitigationDirect,
    /// 复议后起诉
    LitigationAfterReview,
    /// 结果维持
    Upheld,
    /// 结果纠正
    Corrected,
    /// 其他结果
    OtherResult,
    /// 尚未审结
    Pending,
    /// 行政规范性文件
    NormativeDocument,
    /// 规范性文件, which people use in a wider sense.
    LooseNormativeDocument,
    /// 规章
    Regulation,
    /// 制发
    Made,
    /// 制定, 出台: not quite what the form counts.
    LooselyMade,
    /// 废止
    Repealed,
    /// 现行有效
    InForce,
    /// 行政许可
    Licence,
    /// 行政处罚
    Penalty,
    /// 行政强制
    CoerciveMeasure,
    /// 行政事业性收费
    AdministrativeFee,
    /// 信息处理费
    InformationFee,
    /// 收取
    Collect,
    /// 未收取
    NotCollected,
    /// 收费通知
    FeeNotice,
    /// 未发出收费通知
    NoFeeNotice,
    /// 公开, 发布, 信息: counts what was published, not what was done.
    Publish,
    /// 信访, 留言, 建议 …: also received, answered and counted.
    OtherThing,
    /// 全市, 本级, 各部门 …: perhaps not the organ that reports.
    OtherOrgan,
    /// 其中
    Among,
    /// 网上, 信函 …, and kinds of applicant: a part of the whole.
    SubPart,
    /// 上年, 去年, 累计 …
    OtherTime,
    /// 同比, 较上年, 增长
    Growth,
    /// 下降, 减少
    Decline,
    /// 无, 未发生
    None,
    /// 均为零
    Zero,
    /// 统计期限
    Period,
    /// 国办公开办函〔2019〕60号
    Form2019,
    /// 国办公开办函〔2021〕30号
    Form2021,
    /// 政府信息公开条例
    Statute,
    /// 国务院令第…号
    Order,
    /// 考核
    Appraisal,
    /// 社会评议
    SocialReview,
    /// 责任追究
    Accountability,
    /// 下一步, 改进
    Improvement,
    /// 问题, 不足
    Problem,
    /// A place that is still to be filled in.
    ToFill,
    /// 公开或部分公开: a number behind it is of more than one outcome.
    Joined,
    /// Words that only keep a shorter one from being read inside them.
    Filler,
    /// ，、：
    Comma,
    /// 、
    Listing,
    /// ；
    Semicolon,
    /// 。！？
    Stop,
    /// （
    Open,
    /// ）
    Close,
}

use Word::*;

const WORDS: &[(Word, &[&str])] = &[
    (
        Request,
        &[
            "政府信息公开申请",
            "政府信息公开的申请",
            "信息公开申请",
            "信息公开的申请",
            "依申请公开申请",
            "依申请公开政府信息申请",
            "依申请公开件",
            "依申请公开的申请",
            "政务公开申请",
            "公开申请件",
        ],
    ),
    (OnRequest, &["依申请公开"]),
    (Application, &["申请"]),
    (Receive, &["收到", "新收", "接收", "接到", "共收"]),
    (Accept, &["受理", "办理", "处理"]),
    (
        NotReceived,
        &[
            "未收到",
            "没有收到",
            "未接到",
            "没有接到",
            "未受理",
            "没有受理",
            "未新收",
            "未接收",
            "未收",
            "无人提出",
            "未有",
        ],
    ),
    (Reply, &["答复", "办结", "办复", "办理完毕", "回复"]),
    (
        CarriedIn,
        &[
            "上年结转",
            "上年度结转",
            "上一年结转",
            "上一年度结转",
            "去年结转",
            "结转上年",
            "结转上年度",
            "上年转入",
            "往年结转",
            "上年遗留",
        ],
    ),
    (
        CarriedOut,
        &[
            "结转下年",
            "结转至下年",
            "结转到下年",
            "结转下一年",
            "结转至下一年",
            "结转到下一年",
            "转下年",
            "转入下年",
            "转至下年",
            "转到下一年",
            "转入下一年",
            "转下一年",
            "顺延到下年",
            "顺延至下年",
            "下年度继续办理",
            "结转次年",
            "结转至次年",
        ],
    ),
    (Carry, &["结转", "顺延"]),
    (Granted, &["予以公开"]),
    (PartlyGranted, &["部分公开"]),
    (Refused, &["不予公开", "不予以公开", "不予公布"]),
    (CannotProvide, &["无法提供"]),
    (NotProcessed, &["不予处理"]),
    (OtherHandling, &["其他处理"]),
    (Disclosure, &["政府信息公开", "信息公开"]),
    (Reconsideration, &["行政复议"]),
    (Litigation, &["行政诉讼"]),
    (LitigationDirect, &["未经复议直接起诉"]),
    (LitigationAfterReview, &["复议后起诉"]),
    (Upheld, &["结果维持", "维持原行为", "维持"]),
    (Corrected, &["结果纠正", "被纠正", "纠正"]),
    (OtherResult, &["其他结果"]),
    (Pending, &["尚未审结", "未审结", "未办结", "正在审理"]),
    (NormativeDocument, &["行政规范性文件"]),
    (LooseNormativeDocument, &["规范性文件"]),
    (Regulation, &["规章"]),
    (Made, &["制发", "本年制发"]),
    (LooselyMade, &["制定", "出台", "印发", "新制定", "制定出台"]),
    (Repealed, &["废止"]),
    (InForce, &["现行有效"]),
    (Licence, &["行政许可"]),
    (Penalty, &["行政处罚"]),
    (CoerciveMeasure, &["行政强制"]),
    (AdministrativeFee, &["行政事业性收费"]),
    (InformationFee, &["信息处理费", "信息公开处理费", "政府信息公开信息处理费"]),
    (Collect, &["收取", "实收", "实际收取", "收缴"]),
    (NotCollected, &["未收取", "没有收取", "未实际收取", "未产生", "无收取"]),
    (FeeNotice, &["收费通知"]),
    (NoFeeNotice, &["未发出收费通知", "没有发出收费通知", "未发收费通知"]),
    (Publish, &["公开", "发布", "公示", "公布", "信息", "主动公开", "公告", "更新", "推送"]),
    (
        OtherThing,
        &[
            "信访",
            "咨询",
            "提案",
            "建议",
            "议案",
            "留言",
            "来信",
            "来电",
            "热线",
            "工单",
            "投诉",
            "举报",
            "听证",
            "网民",
            "意见征集",
            "市长信箱",
            "县长信箱",
            "书记信箱",
            "信箱",
            "复核",
            "案卷评查",
            "培训",
            "舆情",
            "检查",
            "低保",
            "救助",
            "业务",
            "事项",
            "不动产",
            "查询",
            "窗口",
            "职权",
            "权责",
            "审批服务",
            "服务事项",
        ],
    ),
    (
        OtherOrgan,
        &[
            "全市",
            "全区",
            "全县",
            "全州",
            "全旗",
            "全省",
            "全系统",
            "本级",
            "各部门",
            "各单位",
            "各县区",
            "各乡镇",
            "各镇",
            "各街道",
            "下属",
            "直属单位",
            "各级",
            "市政府办",
            "县政府办",
            "区政府办",
            "市级",
            "县级",
            "区级",
            "省级",
            "乡镇街道",
        ],
    ),
    (Among, &["其中"]),
    (
        SubPart,
        &[
            "网上",
            "网络",
            "互联网",
            "信函",
            "邮寄",
            "当面",
            "现场",
            "传真",
            "电子邮件",
            "邮箱",
            "在线",
            "平台",
            "口头",
            "书面",
            "自然人",
            "公民",
            "法人",
            "企业",
            "律师",
            "个人",
            "撤回",
            "转办",
            "代办",
            "重复",
            "涉及",
            "关于",
            "按期",
            "延期",
            "逾期",
        ],
    ),
    (
        OtherTime,
        &[
            "上年",
            "上年度",
            "去年",
            "上一年",
            "上一年度",
            "往年",
            "历年",
            "累计",
            "近年",
            "近三年",
            "近五年",
            "年均",
            "上半年",
            "下半年",
            "季度",
            "以来",
            "截至",
            "截止",
            "次年",
            "下年",
            "下一年",
            "每年",
            "每月",
            "平均",
        ],
    ),
    (
        Growth,
        &[
            "同比",
            "环比",
            "较上年",
            "比上年",
            "较去年",
            "比去年",
            "较上年度",
            "比上年度",
            "较上一年",
            "比上一年",
            "增长",
            "增加",
            "上升",
            "增幅",
            "增多",
            "相比",
        ],
    ),
    (Decline, &["下降", "减少", "降低", "降幅", "同比下降", "同比减少"]),
    (None, &["未发生", "没有发生", "无", "没有", "未产生过", "不存在", "未出现", "未引起", "未被"]),
    (Zero, &["均为零", "均为0", "为零", "均为0件"]),
    (Period, &["统计期限", "统计时限", "统计期间", "统计时段", "统计时间", "统计周期", "数据期限"]),
    (Form2019, &["〔2019〕60号", "[2019]60号", "【2019】60号", "（2019）60号", "(2019)60号", "［2019］60号"]),
    (Form2021, &["〔2021〕30号", "[2021]30号", "【2021】30号", "（2021）30号", "(2021)30号", "［2021］30号"]),
    (Statute, &["政府信息公开条例"]),
    (Order, &["国务院令第", "国务院令", "国令第"]),
    (Appraisal, &["考核", "考评", "绩效", "评估"]),
    (SocialReview, &["评议", "满意度", "测评", "监督员", "社会评价"]),
    (Accountability, &["追究", "追责", "问责"]),
    (Improvement, &["下一步", "改进", "整改", "今后", "下阶段", "打算"]),
    (Problem, &["问题", "不足", "差距", "薄弱"]),
    (ToFill, &["（请填写", "(请填写", "（文字描述", "(文字描述"]),
    (
        Joined,
        &[
            "或部分公开",
            "和部分公开",
            "及部分公开",
            "与部分公开",
            "或不予公开",
            "和不予公开",
            "或无法提供",
            "和无法提供",
            "或不予处理",
            "或予以公开",
            "和予以公开",
        ],
    ),
    (
        Filler,
        &[
            "无法",
            "无障碍",
            "无关",
            "无误",
            "无偿",
            "无缝",
            "无死角",
            "规章制度",
            "政务公开",
            "信息公开工作",
            "未收集",
            "接收人",
            "申请人",
            "收到的",
            "处理费",
            "信息处理",
            "依申请公开工作",
            "依申请公开流程",
            "依申请公开渠道",
        ],
    ),
    (Comma, &["，", "：", ":", "“", "”", "《", "》"]),
    (Listing, &["、"]),
    (Semicolon, &["；", ";"]),
    (Stop, &["。", "！", "？", "\n"]),
    (Open, &["（", "("]),
    (Close, &["）", ")"]),
];

struct Lexicon {
    words: Vec<Word>,
    automaton: Option<AhoCorasick>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let all = || WORDS.iter().flat_map(|(word, forms)| forms.iter().map(move |form| (*word, *form)));
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(aho_corasick::AhoCorasickKind::DFA))
        // Known words stand close together: looking for a rare byte first only costs.
        .prefilter(false)
        .build(all().map(|(_, form)| form));
    Lexicon { words: all().map(|(word, _)| word).collect(), automaton: automaton.ok() }
});

/// The words of a text without blanks, in order, with their byte ranges; the longest where several begin together.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Word, usize, usize)> {
    let lexicon = &*LEXICON;
    let found = lexicon.automaton.iter().flat_map(move |a| a.find_iter(text));
    found.filter_map(|m| Some((*lexicon.words.get(m.pattern().as_usize())?, m.start(), m.end())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_built_and_no_word_stands_twice() {
        assert!(LEXICON.automaton.is_some());
        let mut all: Vec<&str> = WORDS.iter().flat_map(|(_, forms)| forms.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn the_longest_word_wins() {
        let kinds = |text| words(text).map(|(w, _, _)| w).collect::<Vec<_>>();
        assert_eq!(kinds("不予公开"), [Refused]);
        assert_eq!(kinds("行政规范性文件"), [NormativeDocument]);
        assert_eq!(kinds("收到政府信息公开申请"), [Receive, Request]);
        assert_eq!(kinds("无法提供"), [CannotProvide]);
    }
}
