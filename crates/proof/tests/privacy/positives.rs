//! Texts in which personal data stands, each value between ⟦ and ⟧. Written from what county and township sites show,
//! not from what the rules look for.

use crate::values::*;

/// A text and what is hidden or not hidden in it.
pub struct Sample {
    pub class: &'static str,
    /// The rules of which one must speak; none for a hard negative.
    pub family: &'static [&'static str],
    /// The text; `⟦…⟧` around each value, `{b}` for a break of the physical line.
    pub text: String,
    /// One paragraph with soft breaks, as from a text processor, instead of a text file.
    pub is_whole: bool,
}

const NUMBER: &[&str] = &["privacy.identity_number", "privacy.column", "privacy.half_masked"];
const MOBILE: &[&str] = &["privacy.mobile", "privacy.column"];
const BANK: &[&str] = &["privacy.bank_card", "privacy.column"];
const PASSPORT: &[&str] = &["privacy.passport", "privacy.column"];
const PLATE: &[&str] = &["privacy.plate", "privacy.column"];
const EMAIL: &[&str] = &["privacy.email", "privacy.column"];
const CHAT: &[&str] = &["privacy.chat_account", "privacy.column"];
const ADDRESS: &[&str] = &["privacy.address", "privacy.column"];
const HEALTH: &[&str] = &["privacy.health", "privacy.column"];
const MINOR: &[&str] = &["privacy.minor", "privacy.column"];
const COLUMN: &[&str] = &["privacy.column", "privacy.chat_account", "privacy.mobile", "privacy.identity_number"];
const HALF: &[&str] =
    &["privacy.half_masked", "privacy.identity_number", "privacy.mobile", "privacy.bank_card", "privacy.column"];

/// A document around a sentence, as offices print it.
fn framed(dice: &mut Dice, body: &str) -> String {
    let phone = landline(dice);
    match dice.below(6) {
        0 => format!(
            "百和乡2024年度农村低保对象公示\n各村（居）民委员会：\n{body}\n公示期为2024年5月6日至5月12日，监督电话：{phone}。\n百和乡人民政府\n2024年5月6日"
        ),
        1 => format!("百和乡党委会议纪要\n〔2024〕12号\n一、听取民政工作汇报\n{body}\n二、其他事项\n（略）"),
        2 => format!("网民留言及答复\n{body}\n答复单位：东乡族自治县医疗保障局\n答复时间：2024-05-16"),
        3 => format!("东乡族自治县百和乡人民政府\n关于信访事项的处理意见\n百政信字〔2024〕7号\n{body}\n特此告知。"),
        _ => body.to_owned(),
    }
}

struct Maker<'a> {
    dice: &'a mut Dice,
    samples: Vec<Sample>,
}

impl Maker<'_> {
    /// `{}` in a pattern stands for the value, `{n}` for a name.
    fn prose(&mut self, class: &'static str, family: &'static [&'static str], pattern: &str, value: &str) {
        let name = name(self.dice);
        let body = pattern.replace("{n}", &name).replace("{}", &format!("⟦{value}⟧"));
        let is_whole = value.contains('\n');
        let text = if is_whole || pattern.contains('\t') { body } else { framed(self.dice, &body) };
        self.samples.push(Sample { class, family, text, is_whole });
    }
}

const IDENTITY_CONTEXTS: &[&str] = &[
    "户主{n}，身份证号码：{}，家庭人口4人，享受二类低保。",
    "{n}（身份证号{}）申请城乡居民最低生活保障，经入户调查符合条件。",
    "{n}，男，东乡族，公民身份号码{}，住百和乡百和村。",
    "申请人{n}，身份证号为{}，要求公开2023年退耕还林补助发放名册。",
    "经查，当事人{n}({})在百和村东沟非法采砂，责令立即停止。",
    "低保金发放到{n}{}名下。",
    "一、{n}{}百和村三社低保户",
    "问：我叫{n}，身份证{}，医保为什么一直没有报销？答：请到窗口查询。",
    "会议听取了{n}（{}）的申诉，同意重新核查。",
    "符合条件的人员：\n{n}【{}】\n特此公示。",
    "证件号码：{}。",
    "1.{n}，{}，退休人员，原籍百和乡。",
    "被执行人{n}，居民身份证：{}，履行期限届满。",
    "序号\t姓名\t身份证号码\t补助金额\n1\t{n}\t{}\t1200",
    "序号\t户主\t证件号\t村组\t金额（元）\n1\t{n}\t{}\t百和村三社\t1200\n2\t王某\t\t百和村一社\t900",
    "{n}\t女\t{}\t百和村二社\t3人",
    "{n} {} 百和村",
    "ID:{}",
    "{}",
    "身份证号{}的{n}已于2023年去世，停发待遇。",
    "现将{n}等2人（身份证号分别为{}、622926********0018）的情况通报如下。",
    "姓名：{n}；性别：男；身份证：{}；民族：回族",
];

fn identities(m: &mut Maker<'_>) {
    for i in 0..88 {
        let value = if i % 5 == 0 { identity_x(m.dice) } else { identity(m.dice) };
        let form = i % 16;
        let context = IDENTITY_CONTEXTS[(i * 7 + i / 16) % IDENTITY_CONTEXTS.len()];
        let mut value = disguised(m.dice, &value, &[6, 8, 4], form);
        if i % 10 == 5 {
            value = value.replace('X', "x").replace('Ｘ', "ｘ");
        }
        m.prose("身份证18位", NUMBER, context, &value);
    }
    // Two in a row, pasted together with a phone or an account.
    for i in 0..6 {
        let (id, phone) = (identity(m.dice), mobile(m.dice));
        let card = bank_card(m.dice);
        let pattern = ["{n} {} 其他略", "{n}，{}，", "{n}/{}/"][i % 3].to_owned();
        let tail = [format!(" {phone}"), card.clone(), format!(" {card} {phone}")][i % 3].clone();
        m.prose("身份证18位", NUMBER, &format!("{}{tail}", pattern.replace(" 其他略", "")), &id);
    }
    // Mistyped by one digit: it still tells who.
    for i in 0..8 {
        let right = identity(m.dice);
        let last = right.chars().last().unwrap();
        let wrong = format!("{}{}", &right[..17], if last == '3' { '4' } else { '3' });
        m.prose(
            "身份证18位",
            NUMBER,
            ["户主{n}，身份证号码{}，已核实。", "身份证号：{}", "公民身份号码为{}的{n}"][i % 3],
            &wrong,
        );
    }
    for i in 0..32 {
        let value = identity15(m.dice);
        let context = [
            "{n}，身份证号{}，1985年参加工作，申请工龄认定。",
            "旧身份证号码：{}",
            "退休职工{n}（身份证号码{}）档案遗失，现予公告。",
            "姓名\t身份证号\t金额\n{n}\t{}\t300",
            "申请人：{n}，居民身份证{}，住百和乡。",
            "{n}（公民身份号码：{}）",
            "{n}，男，{}，农民。",
            "姓名：{n} 身份证：{} 联系地址：略",
        ][i % 8];
        let form = if i < 16 { 0 } else { i % 11 };
        let value = disguised(m.dice, &value, &[6, 6, 3], form);
        m.prose("身份证15位", NUMBER, context, &value);
    }
}

const MOBILE_CONTEXTS: &[&str] = &[
    "户主{n}，电话{}，住百和村三社。",
    "联系人：{n}{}",
    "养殖户{n}（{}）反映草场纠纷。",
    "问：我是{n}，手机号{}，请问社保卡怎么补办？答：请带身份证到窗口办理。",
    "请尽快与申请人{n}联系，联系电话：{}。",
    "序号\t姓名\t联系电话\t村\n1\t{n}\t{}\t百和村",
    "{n}\t男\t{}\t泥瓦工",
    "{n} {}",
    "{}（{n}，村民）",
    "反映人手机{}，要求保密。",
    "农户{n}：{}",
    "贫困户{n}/{}/养羊20只",
    "会议要求联系{n}{}了解情况。",
    "【{n}】{}",
    "本人联系方式{}，盼复。",
    "Tel:{}",
    "投诉人{n}来电（号码{}）反映道路破损。",
    "承租方：{n}，手机：{}，租金每亩300元。",
    "{}",
    "领取人{n}，{}，已签字",
];

fn mobiles(m: &mut Maker<'_>) {
    for i in 0..72 {
        let value = mobile(m.dice);
        let context = MOBILE_CONTEXTS[(i * 7 + i / 16) % MOBILE_CONTEXTS.len()];
        let value = match i % 20 {
            16 => format!("+86 {value}"),
            17 => format!("+86-{}", grouped(&value, &[3, 4, 4], "-")),
            18 => grouped(&value, &[3, 3, 5], " "),
            19 => grouped(&value, &[4, 4, 3], "-"),
            form => disguised(m.dice, &value, &[3, 4, 4], form),
        };
        m.prose("手机号码", MOBILE, context, &value);
    }
    for i in 0..16 {
        let value = mobile(m.dice);
        let (context, value) = match i % 8 {
            0 => ("{n}，电话：{}。", format!("0{value}")),
            1 => ("{n}，电话：{}。", format!("0086{value}")),
            2 => ("{n}电话（+86）{}", value),
            3 => ("{n}，{}、13900000000两个号码均无人接听。", value),
            4 => ("{n}电话{}（微信同号）", value),
            5 => ("{n}，电话：0930-7121234，{}", value),
            6 => ("{n}联系电话7121234 {}", value),
            _ => ("{n}手机号：{}", grouped(&value, &[3, 4, 4], ".")),
        };
        m.prose("手机号码", MOBILE, context, &value);
    }
}

const BANK_CONTEXTS: &[&str] = &[
    "补贴发放到{n}银行卡{}。",
    "户主{n}，一卡通账号{}，金额1200元。",
    "{n}，开户行：东乡县农商银行，账号：{}",
    "序号\t姓名\t银行账号\t金额\n1\t{n}\t{}\t1200",
    "姓名\t惠农一折统账号\t补贴面积\t金额\n{n}\t{}\t3.5\t420",
    "卡号{}（户名{n}）因信息有误退回。",
    "养老金通过社保卡（卡号：{}）发放给{n}。",
    "{n}银行卡号{}开户行甘肃银行",
];

fn cards(m: &mut Maker<'_>) {
    for i in 0..48 {
        let value = bank_card(m.dice);
        let context = if i % 3 == 2 {
            ["{n}，{}，1200元", "{n}\t{}\t百和村", "{n} {}", "{}"][i / 3 % 4]
        } else {
            BANK_CONTEXTS[(i * 5 + i / 16) % BANK_CONTEXTS.len()]
        };
        let value = disguised(m.dice, &value, &[4, 4, 4, 4, 3], i);
        m.prose("银行卡", BANK, context, &value);
    }
    for i in 0..20 {
        let value = passbook(m.dice);
        let context = BANK_CONTEXTS[i % BANK_CONTEXTS.len()];
        let form = if i < 12 { 0 } else { i };
        let value = disguised(m.dice, &value, &[4, 4, 4, 4, 3], form);
        m.prose("银行账号（无校验位）", BANK, context, &value);
    }
}

fn passports(m: &mut Maker<'_>) {
    let contexts = [
        "{n}，护照号码：{}，因涉嫌非法出境被列入限制名单。",
        "持护照{}出境的{n}尚未返回。",
        "姓名\t护照号\t目的地\n{n}\t{}\t沙特阿拉伯",
        "{n}（护照号{}）报名参加朝觐。",
        "经查，{n}持普通护照（{}）。",
        "朝觐人员{n}，因私护照号为{}。",
        "护照：{} 姓名：{n}",
        "{n}遗失护照一本，号码{}，声明作废。",
        "{n}，往来港澳通行证号码{}。",
    ];
    for i in 0..27 {
        let value = match i % 9 {
            8 => format!("C{}", m.dice.digits(8)),
            n if n % 3 == 0 => format!("E{}{}", m.dice.pick(&["A", "B", "D", "J", "K"]), m.dice.digits(7)),
            n if n % 3 == 1 => format!("G{}", m.dice.digits(8)),
            _ => format!("E{}", m.dice.digits(8)),
        };
        let value = match i / 9 {
            1 => wide(&value),
            2 => grouped(&value, &[2, 99], if i % 2 == 0 { " " } else { "\u{200b}" }),
            _ => value,
        };
        m.prose("护照", PASSPORT, contexts[i % contexts.len()], &value);
    }
}

fn plates(m: &mut Maker<'_>) {
    let contexts = [
        "{n}驾驶{}小型轿车行驶至百和路段时与行人相撞。",
        "当事人{n}，车牌号{}，超限运输。",
        "车主{n}的{}面包车长期占用消防通道。",
        "姓名\t车牌号\t罚款\n{n}\t{}\t200",
        "{n}名下有小型汽车一辆（号牌号码：{}），不符合低保条件。",
        "查获{n}无证驾驶号牌为{}的货车一辆。",
        "问：我的车{}在百和路口被拍了违章，怎么处理？",
        "经核查，低保户{n}拥有车辆{}。",
        "{}（车主{n}）",
    ];
    for i in 0..36 {
        let value = plate(m.dice);
        let value = match i % 6 {
            1 => grouped(&value, &[2, 99], "·"),
            2 => grouped(&value, &[2, 99], " "),
            3 => grouped(&value, &[2, 99], "-"),
            4 => wide(&value),
            5 => grouped(&value, &[2, 99], m.dice.pick(&["•", "－", "．", "\u{200b}", ".", "—"])),
            _ => value,
        };
        m.prose("车牌", PLATE, contexts[(i * 2 + i / 6) % contexts.len()], &value);
    }
}

fn emails(m: &mut Maker<'_>) {
    let contexts = [
        "申请人{n}，电子邮箱{}，请以电子邮件方式答复。",
        "{n}的邮箱是{}。",
        "联系人{n}，Email：{}",
        "姓名\t电子邮箱\t意见\n{n}\t{}\t同意",
        "网民{n}（{}）来信反映。",
        "请将答复发至本人邮箱{}，谢谢。",
        "{n}，{}，百和村村民",
        "问：我的邮箱{}收不到回复怎么办？",
        "信访人{n}通过邮箱{}多次来信。",
    ];
    for i in 0..36 {
        let user = m.dice.pick(&["mazhanhai", "qiyulan1990", "zhang.wei", "li_na-86", "tuofuxiang", "yexiaolong123"]);
        let user = if i % 4 == 0 { m.dice.digits(9) } else { user.to_owned() };
        let domain = m.dice.pick(&[
            "qq.com",
            "163.com",
            "126.com",
            "sina.com",
            "139.com",
            "gmail.com",
            "foxmail.com",
            "sohu.com",
            "189.cn",
            "outlook.com",
        ]);
        let value = format!("{user}@{domain}");
        let value = match i % 8 {
            1 => value.replace('@', "＠"),
            3 => wide(&value),
            5 => value.replace('@', " @ "),
            6 => grouped(&value, &[4, 99], &m.dice.pick(INVISIBLE).to_string()),
            7 => value.to_uppercase(),
            _ => value,
        };
        m.prose("电子邮箱", EMAIL, contexts[(i + i / 8) % contexts.len()], &value);
    }
}

fn chats(m: &mut Maker<'_>) {
    let contexts = [
        "{n}，微信号：{w}，可随时联系。",
        "{n}QQ号{q}",
        "请加本人微信{w}，谢谢。",
        "QQ：{q}（{n}）",
        "姓名\t微信号\t特长\n{n}\t{w}\t砌砖",
        "姓名\tQQ\t村\n{n}\t{q}\t百和村",
        "联系{n}微信 {w}。",
        "反映人{n}，QQ号码为{q}。",
        "{n}（微信：{w}）反映拖欠工资。",
        "{n}，QQ:{q}，待业。",
        "户主{n}，微信号码{w}",
        "联系人{n}，扣扣{q}",
        "{n}，WeChat：{w}",
        "{n}（VX：{w}）",
    ];
    for i in 0..42 {
        let context = contexts[i % contexts.len()];
        let value = if context.contains("{q}") {
            let length = m.dice.between(6, 10);
            format!("{}{}", m.dice.between(1, 9), m.dice.digits(length - 1))
        } else {
            match i % 4 {
                0 => format!("wxid_{}abc", m.dice.digits(8)),
                1 => "mazhanhai_1990".to_owned(),
                2 => format!("qyl{}", m.dice.digits(6)),
                _ => format!("ye-{}", m.dice.digits(6)),
            }
        };
        let value = match i / 14 {
            1 => wide(&value),
            2 => grouped(&value, &[4, 99], &m.dice.pick(INVISIBLE).to_string()),
            _ => value,
        };
        let pattern = context.replace("{q}", "{}").replace("{w}", "{}");
        m.prose("微信、QQ", CHAT, &pattern, &value);
    }
}

fn addresses(m: &mut Maker<'_>) {
    let contexts = [
        "{n}，男，东乡族，住{}。",
        "户主{n}，家庭住址：{}，享受一类低保。",
        "申请人{n}，住址{}，要求公开征地补偿标准。",
        "{n}，现住{}。",
        "被征收人{n}（住{}）",
        "姓名\t家庭住址\t类别\n{n}\t{}\t二类",
        "{n}户籍地址为{}，现下落不明。",
        "{n}（女，1956年出生，户籍所在地：{}）",
        "送达地址：{}，收件人{n}",
        "问：我家住{}，冬天暖气不热，找谁？",
        "{n}的经常居住地为{}",
        "通讯地址：{} {n}收",
    ];
    for i in 0..48 {
        let n = m.dice.between(1, 199);
        let value = [
            format!("东乡族自治县百和乡百和村三社{n}号"),
            format!("兰州市城关区张掖路街道民主西路{n}号3单元502室"),
            format!("临夏市红园新村小区{}号楼2单元{}01室", n % 20 + 1, n % 9 + 1),
            format!("锁南镇东大街{n}号"),
            format!("甘肃省临夏回族自治州东乡族自治县达板镇红柳村下庄社{n}号"),
            format!("县城惠民家园{}栋1单元{}02", n % 30 + 1, n % 6 + 1),
            format!("锁南镇桥东社区福苑小区{}幢{n}室", n % 9 + 1),
            format!("龙泉乡苏黑村四组{n}号"),
            format!("易地扶贫搬迁安置点{}号楼3单元101", n % 9 + 1),
            format!("锁南镇团结巷{n}号院"),
            format!("北京市朝阳区望京西园四区{n}楼1203号"),
            format!("河滩镇东干村东干社门牌{n}号"),
        ][i * 5 % 12]
            .clone();
        let value = match i / 12 {
            2 => wide(&value),
            3 => value.replace("小区", "小区 ").replace("单元", "单元 "),
            _ => value,
        };
        m.prose("住址", ADDRESS, contexts[(i + i / 12) % contexts.len()], &value);
    }
}

fn illnesses(m: &mut Maker<'_>) {
    let contexts = [
        "村民⟦{n}患{d}⟧，家庭支出骤增，同意纳入监测。",
        "⟦{n}患有{d}⟧，需长期服药。",
        "户主⟦{n}因患{d}⟧致贫，纳入低保。",
        "⟦{n}（{d}）⟧，申请临时救助5000元。",
        "会议研究了⟦{n}（患{d}）⟧的大病救助问题。",
        "⟦{n}，男，52岁，患{d}⟧三年，无劳动能力。",
        "脱贫户⟦{n}确诊{d}⟧后花费12万元。",
        "低保对象⟦{n}身患{d}⟧，给予临时救助。",
        "⟦{n}系{d}患者⟧，由村医定期随访。",
        "问：我父亲⟦{n}得了{d}⟧，怎么申请救助？",
        "姓名\t致贫原因\t金额\n{n}\t⟦{d}⟧\t3000",
        "姓名\t病种\t救助金额\n{n}\t⟦{d}⟧\t3000",
        "⟦{n}妻子患{d}⟧住院，本人无法外出务工。",
        "百和村⟦{n}，因{d}⟧住院治疗，个人自付4.2万元。",
        "救助对象⟦{n}{d}⟧，救助3000元。",
        "⟦{n}被诊断为{d}⟧，已转诊。",
    ];
    for i in 0..48 {
        let illness = m.dice.pick(&[
            "尿毒症",
            "肝癌",
            "乳腺癌",
            "肺结核",
            "脑梗死",
            "白血病",
            "精神分裂症",
            "包虫病",
            "冠心病",
            "糖尿病",
            "艾滋病",
            "癫痫",
            "胃癌晚期",
            "乙肝",
            "先天性心脏病",
            "股骨头坏死",
            "类风湿性关节炎",
            "高血压",
            "布鲁氏菌病",
            "抑郁症",
        ]);
        let name = if i % 6 == 5 && !contexts[i % 16].contains("⟦{n}{d}") {
            name_without_surname(m.dice).to_owned()
        } else {
            name(m.dice)
        };
        let pattern = contexts[i % contexts.len()].replace("{n}", &name).replace("{d}", illness);
        let text = if pattern.contains('\t') { pattern } else { framed(m.dice, &pattern) };
        m.samples.push(Sample { class: "疾病", family: HEALTH, text, is_whole: false });
    }
    let contexts = [
        "⟦{n}，{d}⟧，享受重度残疾人护理补贴。",
        "⟦{n}（{d}）⟧，每月100元。",
        "村民⟦{n}系{d}⟧，生活不能自理。",
        "姓名\t残疾类别\t补贴\n{n}\t⟦{d}⟧\t100",
        "姓名\t残疾类别及等级\t补贴\n{n}\t⟦{d}⟧\t100",
        "⟦{n}持有{d}⟧残疾证。",
        "⟦{n}为{d}⟧，同意纳入特困供养。",
        "{n}\t百和村\t⟦{d}⟧\t100",
        "经鉴定⟦{n}属{d}⟧。",
    ];
    for i in 0..36 {
        let disability = m.dice.pick(&[
            "肢体残疾二级",
            "一级精神残疾",
            "听力残疾三级",
            "智力二级残疾",
            "视力残疾",
            "肢体二级",
            "重度残疾人",
            "言语残疾四级",
            "多重残疾一级",
        ]);
        let context = contexts[i % contexts.len()];
        // Whoever “holds” holds a degree; whoever “is” is a person or a degree.
        let disability = if context.contains("持有") { "二级肢体" } else { disability };
        let name = if i % 9 == 4 { name_without_surname(m.dice).to_owned() } else { name(m.dice) };
        let pattern = context.replace("{n}", &name).replace("{d}", disability);
        let text = if pattern.contains('\t') { pattern } else { framed(m.dice, &pattern) };
        m.samples.push(Sample { class: "残疾", family: HEALTH, text, is_whole: false });
    }
}

fn minors(m: &mut Maker<'_>) {
    let contexts = [
        "学生⟦{c}⟧，就读于百和小学三年级一班，因病请假。",
        "⟦{c}（男，9岁）⟧在河边玩耍时溺水。",
        "孤儿⟦{c}⟧由其祖父抚养，每月发放基本生活费。",
        "留守儿童⟦{c}⟧，父母在新疆务工。",
        "事实无人抚养儿童⟦{c}⟧纳入保障范围。",
        "被监护人⟦{c}，6岁⟧，监护人为其叔父。",
        "姓名\t学校\t班级\n{c}\t百和小学\t⟦三年级二班⟧",
        "⟦{c}，女，2016年3月出生⟧，百和村三社人。",
        "困境儿童⟦{c}⟧已由民政办落实走访。",
        "⟦{c}，12周岁⟧，因家庭困难辍学。",
        "弃婴⟦{c}⟧由县福利院收养，现公告查找生父母。",
        "百和小学五年级学生⟦{c}⟧获一等奖学金。",
        "⟦{c}，百和中心幼儿园大班⟧，资助500元。",
        "小学生⟦{c}⟧上学路途较远，申请校车。",
        "儿子⟦{c}，8岁⟧，上小学二年级。",
        "未成年人⟦{c}⟧因盗窃被送专门学校。",
        "其女⟦{c}（2015年生）⟧患病住院。",
        "姓名\t出生年月\t监护人\n{c}\t⟦2017年4月⟧\t祖父",
    ];
    for i in 0..54 {
        let child = child(m.dice);
        let pattern = contexts[i % contexts.len()].replace("{c}", &child);
        let text = if pattern.contains('\t') { pattern } else { framed(m.dice, &pattern) };
        m.samples.push(Sample { class: "未成年人", family: MINOR, text, is_whole: false });
    }
}

/// Columns whose header says it all, with values that no pattern knows.
fn columns(m: &mut Maker<'_>) {
    let columns: &[(&str, &[&str])] = &[
        ("身份证号", &["62292619900101", "622926199001010011", "62292619900"]),
        ("公民身份号码", &["6229261990010100", "622926199513010018", "622926 1990"]),
        ("联系电话", &["13912345", "139123456789", "139-1234-567"]),
        ("手机", &["1391234567", "159123456", "139 1234 567"]),
        ("一卡通账号", &["27012050101", "6217-0001", "270120501"]),
        ("银行卡号", &["62170000", "6228480", "62170001234"]),
        ("家庭住址", &["三社马家台", "下庄社大场旁", "百和村东头第三户"]),
        ("详细地址", &["百和村三社12号", "下庄社5号", "阳洼社7号"]),
        ("出生日期", &["1990-01-01", "1990年1月1日", "19900101"]),
        ("出生年月", &["1990.01", "1990年1月", "199001"]),
        ("残疾类别", &["肢体", "视力", "多重"]),
        ("残疾等级", &["一级", "二级", "三级"]),
        ("所患疾病", &["腰椎间盘突出", "肝硬化", "中风"]),
        ("致贫原因", &["因病", "因残", "患大病"]),
        ("婚姻状况", &["离异", "丧偶", "未婚"]),
        ("家庭成员姓名", &["马小英", "马建国", "马秀花"]),
        ("就读学校及班级", &["百和小学三年级", "百和中学七年级一班", "达板小学二（1）班"]),
        ("微信号", &["mzh1990", "wx_123456", "abc123456"]),
    ];
    for round in 0..3 {
        for (header, values) in columns {
            let text = match round {
                0 => {
                    let rows: String = values
                        .iter()
                        .enumerate()
                        .map(|(i, v)| format!("\n{}\t{}\t⟦{v}⟧\t{}00", i + 1, name(m.dice), i + 3))
                        .collect();
                    format!("百和乡2024年临时救助发放名册\n序号\t姓名\t{header}\t金额{rows}")
                }
                1 => {
                    let rows: String =
                        values.iter().map(|v| format!("\n| {} | ⟦{v}⟧ | 百和村 |", name(m.dice))).collect();
                    format!("| 户主姓名 | {header} | 村 |\n|---|---|---|{rows}")
                }
                _ => {
                    // Blanks in the head, a heading row above it.
                    let spaced: Vec<String> = header.chars().map(String::from).collect();
                    let rows: String =
                        values.iter().map(|v| format!("\n百和村\t{}\t⟦{v}⟧\t略", name(m.dice))).collect();
                    format!(
                        "附件1：公示名册\t\t\t\n村名\t姓 名\t{}\t备注{rows}",
                        spaced.join(if header.len() > 9 { "" } else { " " })
                    )
                }
            };
            m.samples.push(Sample { class: "表格列", family: COLUMN, text, is_whole: false });
        }
    }
}

fn half_masked(m: &mut Maker<'_>) {
    let contexts = [
        "户主{n}，身份证号{}，享受低保。",
        "{n}（{}）",
        "姓名\t身份证号\t金额\n{n}\t{}\t300",
        "申请人{n}，{}。",
        "{n}\t{}\t百和村",
        "{}",
    ];
    for i in 0..36 {
        let star = m.dice.pick(&["*", "*", "＊", "×", "x", "X", "●", "•", "#", "※"]);
        let id = identity(m.dice);
        let (phone, card) = (mobile(m.dice), bank_card(m.dice));
        let value = match i % 9 {
            0 => format!("{}{}", &id[..14], star.repeat(4)),
            1 => format!("{}{}{}", &id[..12], star.repeat(4), &id[16..]),
            2 => format!("{}{}{}", &id[..10], star.repeat(4), &id[14..]),
            3 => format!("{}{}{}", &id[..14], star.repeat(2), &id[16..]),
            4 => format!("{}{}{}", &phone[..5], star.repeat(2), &phone[7..]),
            5 => format!("{}{}{}", &phone[..7], star, &phone[8..]),
            6 => format!("{}{}", &card[..card.len() - 2], star.repeat(2)),
            7 => format!("{}{}", &id[..16], star.repeat(2)),
            _ => format!("{}{}{}", star.repeat(6), &id[6..14], star.repeat(4)),
        };
        m.prose("半遮盖", HALF, contexts[(i + i / 9) % contexts.len()], &value);
    }
}

/// All positives.
pub fn positives(dice: &mut Dice) -> Vec<Sample> {
    let mut maker = Maker { dice, samples: Vec::new() };
    for make in [
        identities,
        mobiles,
        cards,
        passports,
        plates,
        emails,
        chats,
        addresses,
        illnesses,
        minors,
        columns,
        half_masked,
    ] {
        make(&mut maker);
    }
    maker.samples
}
