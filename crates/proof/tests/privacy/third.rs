//! A third set with names and words of its own: the surnames follow 《百家姓》 and the registers of rare ones, the heads
//! of columns and the labels are those that lists of counties show. It was written without the lists of the rules, so
//! that recall is not measured on their own vocabulary. The rules as they were before found 91 of its 684 values and
//! flagged 1 of its 91 other texts; the rules that were made for what it asks found 611 on the first run. Then the list
//! of surnames was completed.

use crate::positives::Sample;
use crate::values::{Dice, close_identity, identity, mobile};

/// In the order of 《百家姓》, with the ordinary characters of prose among them, and rare ones at the end.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单洪包左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳松井段富巫焦牧山谷车侯宓全班秋仲宫宁仇栾甘厉祖武符刘景詹束龙叶司黎薄印白蒲卓蔺屠蒙池乔胥苍双闻莘党翟谭贡劳冉郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎慕连习艾鱼容向古易慎戈廖庾居衡步都耿满匡国文寇广欧沃蔚越隆师巩聂晁敖融冷辛阚简饶空曾沙养鞠须丰巢关相查荆红游竺权盖桓公辜佟仝鄢逄佘揭谌苑芮亓";
const COMPOUND: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "司徒", "长孙", "东方",
    "钟离", "鲜于", "申屠", "淳于", "濮阳", "宗政", "南宫", "端木",
];
const GIVEN: &[&str] = &[
    "建国", "玉兰", "海明", "小军", "秀英", "桂花", "志刚", "文斌", "永红", "春生", "长林", "卫东", "淑珍", "红霞",
    "国庆", "金莲", "世杰", "晓东", "雪梅", "得胜", "新民", "桂芳", "亚楠", "成才", "有财", "彩云", "兴旺", "翠平",
];
const OTHERS: &[&str] = &[
    "阿卜杜热合曼·吾甫尔",
    "古丽巴哈尔·艾尼",
    "迪丽努尔",
    "吐尔洪·买买提",
    "洛桑曲珍",
    "旦增卓嘎",
    "娜仁托娅",
    "巴特尔",
    "努尔古丽",
    "穆罕默德·萨拉",
    "才仁拉毛",
];

fn surname(dice: &mut Dice) -> String {
    if dice.below(12) == 0 {
        return dice.pick(COMPOUND).to_owned();
    }
    let all: Vec<char> = SURNAMES.chars().collect();
    dice.pick(&all).to_string()
}

fn name(dice: &mut Dice) -> String {
    if dice.below(15) == 0 {
        return dice.pick(OTHERS).to_owned();
    }
    format!("{}{}", surname(dice), dice.pick(GIVEN))
}

/// How many surnames the set draws from.
pub fn surnames() -> usize {
    let all: std::collections::HashSet<char> = SURNAMES.chars().collect();
    all.len() + COMPOUND.len()
}

const NUMBER: &[&str] = &["privacy.identity_number", "privacy.column", "privacy.half_masked"];
const MOBILE: &[&str] = &["privacy.mobile", "privacy.column"];
const HEALTH: &[&str] = &["privacy.health", "privacy.column"];
const MINOR: &[&str] = &["privacy.minor", "privacy.column"];
const COLUMN: &[&str] =
    &["privacy.column", "privacy.minor", "privacy.health", "privacy.identity_number", "privacy.address"];

type Group = (&'static str, &'static [&'static str], &'static [&'static str]);

/// `{n}` and `{m}` are names, `{i}` an identity number, `{p}` a mobile telephone, `{a}` and `{b}` parts of a number.
const TEXTS: &[Group] = &[
    (
        "疾病",
        HEALTH,
        &[
            "{n}，女，⟦患宫颈癌⟧，给予临时救助6000元。",
            "户主{n}⟦患尿毒症⟧，每周透析。",
            "{n}，⟦残疾二级⟧，享受护理补贴。",
            "村民{n}（⟦听力残疾三级⟧）申请助听器。",
            "脱贫户{n}，⟦患肺癌⟧，已转诊。",
            "{n}⟦患白血病⟧，医疗费自付8万元。",
            "救助对象：{n}，⟦肝硬化⟧，3000元。",
            "名字\t事由\t金额\n{n}\t⟦患胃癌⟧，住院化疗\t3000",
        ],
    ),
    (
        "未成年人",
        MINOR,
        &[
            "⟦{n}，男，9岁⟧，每月补助1200元。",
            "孤儿⟦{n}⟧，由外祖母抚养。",
            "⟦{n}（女，2015年6月出生）⟧，纳入保障。",
            "困境儿童⟦{n}⟧由村委会照料。",
            "留守儿童⟦{n}⟧，父母在浙江打工。",
            "姓名\t性别\t年龄\n{n}\t女\t⟦11⟧\n{m}\t男\t⟦8⟧",
            "孤儿\t年龄\t监护人\n{n}\t⟦7⟧\t{m}",
        ],
    ),
    (
        "号码",
        NUMBER,
        &[
            "卷宗编号27，{n}，⟦{i}⟧。",
            "协议编号XY-09，{n}⟦{i}⟧，已经签字。",
            "登记编号：5　姓名：{n}　⟦{i}⟧",
            "编码\t姓名\t款额\n⟦{i}⟧\t{n}\t700",
            "代码\t农户\t款额\n⟦{i}⟧\t{n}\t700",
            "票据号码00123，领款人{n}，⟦{i}⟧，金额300元。",
            "序号\t领款人\t单号\n1\t{n}\t⟦{i}⟧",
            "姓名\t号码\t\t额度\n{n}\t⟦{a}⟧\t{b}\t300",
            "持卡人\t证件\t\t额度\n{n}\t⟦{a}⟧\t{b}\t300",
        ],
    ),
    (
        "手机",
        MOBILE,
        &[
            "收据编号0036{n}⟦{p}⟧",
            "快递订单已由{n}⟦{p}⟧签收。",
            "收入情况：{n}⟦{p}⟧，800元",
            "姓名\t编码\n{n}\t⟦{p}⟧",
            "农户\t金额\n{n}\t⟦{p}⟧",
            "合同编号12号，{n}，⟦{p}⟧。",
            "{n}\t⟦{p}⟧\t七里村",
        ],
    ),
    (
        "表格",
        COLUMN,
        &[
            "序号\t姓名\t个人情况\t\t发放额\n\t\t身份证号码\t残疾级别\t\n1\t{n}\t⟦6205021985⟧\t⟦三级⟧\t80\n2\t{m}\t⟦6205021971⟧\t⟦一级⟧\t80",
            "序号\t户主姓名\t残疾\t\t发放额\n\t\t类型\t等级\t\n1\t{n}\t⟦肢体⟧\t⟦三级⟧\t80",
            "农户\t残别\t残级\t补助\n{n}\t⟦视力⟧\t⟦一级⟧\t80\n{m}\t⟦肢体⟧\t⟦四级⟧\t80",
            "领款人\t一卡通号\t数额\n{n}\t⟦62303512345⟧\t600",
            "持卡人\t账号\t数额\n{n}\t⟦270512345678⟧\t600",
            "领取人\t开户账户\t数额\n{n}\t⟦270512345678⟧\t600",
            "户主\t地址\t人口\n{n}\t⟦七里村二社18号⟧\t4",
            "姓名\t配偶\t人口\n{n}\t⟦{m}⟧\t4",
            "姓名\t开户行\t数额\n{n}\t⟦农商银行七里支行⟧\t600",
            "名字\t残疾证\t数额\n{n}\t⟦62050219850312401142⟧\t600",
            "承包户\t身份证\t亩数\n{n}\t⟦6205021985⟧\t4",
            "监护人\t残疾等级\t数额\n{n}\t⟦二级⟧\t600",
            "低保户\tID号\t数额\n{n}\t⟦6205021985031⟧\t600",
            "姓名\t{n}\n身份证号\t⟦6205021985⟧\n残疾等级\t⟦二级⟧\n家庭住址\t⟦七里村18号⟧",
            "户主姓名\t{n}\t性别\t男\n银行卡号\t⟦623035123⟧\t健康状况\t⟦长期卧床⟧",
        ],
    ),
];

pub fn positives(dice: &mut Dice) -> Vec<Sample> {
    let mut samples = Vec::new();
    for (class, family, texts) in TEXTS {
        for round in 0..12 {
            for text in *texts {
                let number = identity(dice);
                let cut = [6, 10, 14][round % 3];
                let text = text
                    .replace("{n}", &name(dice))
                    .replace("{m}", &name(dice))
                    .replace("{i}", &number)
                    .replace("{p}", &mobile(dice))
                    .replace("{a}", &number[..cut])
                    .replace("{b}", &number[cut..]);
                samples.push(Sample { class, family, text, is_whole: false });
            }
        }
    }
    samples
}

/// Ordinary prose that begins as names do, and numbers of other things.
pub fn negatives(dice: &mut Dice) -> Vec<Sample> {
    let mut samples: Vec<Sample> = [
        "文化站成立后，残疾人活动增多。",
        "施工完成后，肢体残疾人可以通行。",
        "申请材料齐全，残疾二级以上的可以办理。",
        "齐抓共管，尿毒症患者得到救治。",
        "全面落实，患大病的家庭应保尽保。",
        "时间紧、任务重，脑瘫儿童康复不等人。",
        "成立专班，高血压管理率提高。",
        "水利工程惠及群众，三年级学生参加实践。",
        "明确责任，留守儿童全面纳入关爱。",
        "孤儿应享受的待遇按时发放。",
        "未成年人文明上网，儿童平安出行。",
        "幼儿全部参保，儿童成长环境改善。",
        "农村留守儿童从去年起建档。",
        "都市农业发展，老人和儿童共享成果。",
        "方案明确，8岁以上儿童免费。",
        "从业人员，男，不超过60岁。",
        "简化手续，残疾一级凭证办理。",
        "管理费用，白血病患者减半。",
        "关心困难群众，患病者及时救助。",
        "古城保护，听力残疾人讲解服务上线。",
        "单亲家庭，残疾人优先。",
        "和平年代，烈士遗孤儿童受照顾。",
        "乔木、灌木，病虫害防治。",
        "平均年龄，6岁至12岁。",
        "应届毕业生，17岁以上可以报名。",
        "连续三年，肺结核发病率下降。",
        "经过治疗，乙肝患者转阴率提高。",
        "计划生育，先天性心脏病筛查。",
        "支持企业，招用残疾人。",
        "通过验收，精神残疾人托养中心启用。",
        "相关部门，癫痫患者管理到位。",
        "施肥过量，马铃薯晚疫病加重。",
        "时任领导，糖尿病防治指挥部成员。",
        "成员单位：县残联，肢体残疾鉴定由县医院承担。",
        "解决难题，智力残疾儿童入学。",
        "项目建成，视力残疾人盲道贯通。",
        "季节变化，哮喘患者注意防护。",
        "盛夏时节，5岁以下儿童防溺水。",
        "车辆管理，驾驶员不得患有癫痫。",
        "景区免票：1.2米以下儿童，6岁以下。",
        "对象\t年龄\t标准\n孤儿\t16\t1380\n困境儿童\t12\t900",
        "企业名称\t地址\t电话\n兴旺商贸\t东街12号\t0930-7121234",
        "申请人\t地址\t事项\n七里乡兴旺超市\t东街12号\t烟草零售",
        "项目\t账号\t金额\n道路硬化\t270512345678\t300",
        "姓名\t年龄\t岗位\n史建国\t45\t护林员\n梅桂芳\t52\t保洁员",
        "姓名\t职务\t地址\n史建国\t所长\t七里乡",
        "单位名称\t七里乡人民政府\n通讯地址\t东街12号\n联系电话\t0930-7121234\n负责人\t史建国",
        "类别\t残疾等级\t标准\n重度\t一级\t100",
        "村名\t户数\t残疾人\n七里村\t120\t14",
        "名称\t数量\t\n\t上年\t本年\n轮椅\t12\t15",
        "指标\t一季度\t\t二季度\n\t目标\t完成\t目标\n农户\t622926\t19900101\t0018",
    ]
    .iter()
    .map(|text| Sample { class: "第三组", family: &[], text: (*text).to_owned(), is_whole: false })
    .collect();
    // Eighteen digits with an area and a date, and a check digit that is not right.
    let patterns = [
        "招标编号：{}",
        "合同编号{}",
        "办件编号{}已办结。",
        "项目名称\t代码\n渠道衬砌\t{}",
        "不动产单元号：{}",
        "文件索引号{}",
        "许可证编号：{}",
        "采购计划备案号{}",
    ];
    for i in 0..40 {
        let right =
            close_identity(&format!("62050220{:02}{:02}{:02}{}", 10 + i % 14, 1 + i % 12, 1 + i % 28, dice.digits(3)));
        let wrong = if right.ends_with('4') { "7" } else { "4" };
        let text = patterns[i % patterns.len()].replace("{}", &format!("{}{wrong}", &right[..17]));
        samples.push(Sample { class: "十八位的编号", family: &[], text, is_whole: false });
    }
    samples
}
