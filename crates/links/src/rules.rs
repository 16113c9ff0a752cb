//! The rules of this crate, and the sentence each of them says.
//!
//! Severities follow what the crawler can know. What an own server says of its own pages is certain; a stranger's “404” may be meant
//! for programs only, so that it is a warning; what a browser may see otherwise is asked. No clause numbers are given:
//! the text of 国办发〔2017〕47号 was not at hand when this was written, only what it asks for.
//!
//! Examples are written in this notation: the body of a page, then a line for each server that is asked: address, status,
//! content type (or the target of a redirect), body. `tests/rules.rs` crawls them.

use domain::{Example, Finding, Place, Rule, Severity};
use jiff::civil::Date;
use url::Url;

use crate::address::Inside;
use crate::check::{Fault, FileFault};
use crate::fetch::{Trouble, host};
use crate::page::How;
use crate::takeover::{Class, Takeover};

const GUIDE: &str = "国办发〔2017〕47号《政府网站发展指引》关于网站链接有效、外部链接审查的要求";
const CHECKED: &str = "国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》、国办发〔2017〕47号《政府网站发展指引》";
const VETO: &str = "国办秘函〔2019〕19号单项否决指标“安全、泄密事故等严重问题”（出现色情等内容或链接）";
const MIXED: &str = "W3C《Mixed Content》（浏览器据此拦截）";

/// 链接打不开
pub(crate) const DEAD: Rule = Rule {
    id: "links.dead",
    title: "链接打不开",
    severities: &[Severity::Error, Severity::Warning],
    what: "页面上的链接、图片等地址应当打得开。回答“不存在”（404、410）的，再问一次仍是如此才提示；服务器出错、超时、域名解析不了等可能\
           是暂时的，接连几次检查都打不开才提示。要求登录、限制访问的不作判断。",
    why: "打不开的链接让办事的人走进死路，也是政府网站检查的常见扣分项。",
    basis: CHECKED,
    good: &[
        Example { says: "地址打得开。", given: "<a href=\"/new\">新闻</a>\n/new 200 text/html 新闻" },
        Example {
            says: "对方不允许程序访问，不等于打不开。",
            given: "<a href=\"http://partner.test/x\">x</a>\nhttp://partner.test/x 403 text/html 禁止",
        },
    ],
    bad: &[
        Example {
            says: "本站页面已经删除。", given: "<a href=\"/old\">旧闻</a>\n/old 404 text/html 没有"
        },
        Example {
            says: "地址写错，浏览器无法识别。", given: "<a href=\"http://http://www.partner.test/\">x</a>"
        },
    ],
};

/// 链接跳转到别的网站
pub(crate) const STRANGER: Rule = Rule {
    id: "links.stranger",
    title: "链接跳转到别的网站",
    severities: &[Severity::Warning],
    what: "链接不应当跳转到与原地址无关的网站。跳转到同一单位的其他域名、政府网站（.gov.cn）和设置中列明的合作网站，不提示。",
    why: "单位撤并、域名到期后，原来的地址可能已经归别人所有。",
    basis: GUIDE,
    good: &[Example {
        says: "跳转到同一单位的新地址。",
        given: "<a href=\"http://partner.test/\">x</a>\nhttp://partner.test/ 301 http://www.partner.test/\nhttp://www.partner.test/ 200 text/html 首页",
    }],
    bad: &[Example {
        says: "跳转到无关的网站。",
        given: "<a href=\"http://partner.test/\">x</a>\nhttp://partner.test/ 302 http://stranger.test/\nhttp://stranger.test/ 200 text/html 商城",
    }],
};

/// 链接指向被占用的网站
pub(crate) const TAKEOVER: Rule = Rule {
    id: "links.takeover",
    title: "链接指向赌博、色情或者出售域名的页面",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "链接打开的页面，标题中有两个以上、或者全文有四个以上不同的赌博、色情用语，或者写明出售域名的，予以提示。本站页面和政府网站的反赌宣传不\
           提示，其他网站上像反赌宣传的只请核实。",
    why: "过期域名常被抢注用于赌博、色情，政府网站上的旧链接会把群众引过去，出现色情内容或者链接的网站单项否决。",
    basis: VETO,
    good: &[Example {
        says: "政府网站的反赌宣传。",
        given: "<a href=\"http://gaj.county.gov.cn/\">x</a>\nhttp://gaj.county.gov.cn/ 200 text/html <title>反赌宣传</title>百家乐、老虎机、首存返水、时时彩都是骗局，民警提醒远离赌博",
    }],
    bad: &[
        Example {
            says: "域名被抢注，成了赌博网站。",
            given: "<a href=\"http://partner.test/\">x</a>\nhttp://partner.test/ 200 text/html <title>澳门新葡京娱乐城</title>真人荷官 百家乐 注册送彩金",
        },
        Example {
            says: "域名正在出售。",
            given: "<a href=\"http://partner.test/\">x</a>\nhttp://partner.test/ 200 text/html <title>域名出售</title>购买此域名",
        },
    ],
};

/// https 页面使用 http 地址
pub(crate) const INSECURE: Rule = Rule {
    id: "links.insecure",
    title: "https页面使用http地址",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "以https打开的页面，其脚本、样式、内嵌页面、图片、表单和指向本站的链接应当使用https。指向其他网站的http链接，每个网站只请核实一次。",
    why: "浏览器拦截https页面中的http脚本和样式，对图片和表单提出警告；经http传送的内容可能在途中被篡改。",
    basis: MIXED,
    good: &[Example { says: "使用https地址。", given: "<img src=\"https://www.county.gov.cn/a.png\">" }],
    bad: &[Example {
        says: "脚本使用http地址，浏览器不执行。",
        given: "<script src=\"http://www.county.gov.cn/a.js\"></script>",
    }],
};

/// 附件缺失
pub(crate) const ATTACHMENT: Rule = Rule {
    id: "links.attachment",
    title: "附件缺失",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "指向文件（pdf、doc、xls、zip等）的链接应当给出文件：不存在的、内容为空的、给出的是网页而不是文件的，予以提示。其他网站以网页回答\
           的只请核实，可能是下载前的提示页面。",
    why: "公文的附件和表格下载不到，等于没有公开。",
    basis: CHECKED,
    good: &[Example {
        says: "附件可以下载。",
        given: "<a href=\"/a.pdf\">附件</a>\n/a.pdf 200 application/pdf %PDF-1.7",
    }],
    bad: &[
        Example { says: "附件不存在。", given: "<a href=\"/a.pdf\">附件</a>\n/a.pdf 404 text/html 没有" },
        Example {
            says: "附件是空的。", given: "<a href=\"/a.xlsx\">附件</a>\n/a.xlsx 200 application/octet-stream"
        },
        Example {
            says: "给出的是出错页面。",
            given: "<a href=\"/a.doc\">附件</a>\n/a.doc 200 text/html <html>出错了</html>",
        },
    ],
};

/// 内部地址
pub(crate) const INTERNAL: Rule = Rule {
    id: "links.internal",
    title: "页面上有内部地址",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "链接不应当指向本机、内网地址（127.*、10.*、172.16.*至172.31.*、192.168.*、fe80::、fd00::等）、没有点的主机名、file:、C:\\和\\\\服务器\\\
           共享等，文字中也不应当写出这样的网址。只看写法，不去访问。域名在检查时解析为内部地址的，只请核实。",
    why: "外面的人打不开，还暴露了办公网络的情况；多半是把办公网中的文稿直接粘贴了上来。",
    basis: GUIDE,
    good: &[Example {
        says: "指向公开的地址。",
        given: "<a href=\"http://partner.test/a.pdf\">附件</a>\nhttp://partner.test/a.pdf 200 application/pdf %PDF-1.7",
    }],
    bad: &[
        Example { says: "指向内网地址。", given: "<a href=\"http://192.168.1.5:8080/oa/a\">附件</a>" },
        Example { says: "指向自己电脑上的文件。", given: "<a href=\"C:\\Users\\通知.doc\">附件</a>" },
    ],
};

/// 页内位置不存在
pub(crate) const ANCHOR: Rule = Rule {
    id: "links.anchor",
    title: "链接所指的页内位置不存在",
    severities: &[Severity::Question],
    what: "指向本站页面某一位置（#之后的部分）的链接，该页应当有这个位置。位置也可能由脚本产生，所以只请核实。",
    why: "点击后停在页首，读者找不到要看的内容。",
    basis: "没有专门规定，属于通行做法（HTML标准“片段”）",
    good: &[Example {
        says: "页面上有这个位置。", given: "<a href=\"#fee\">收费</a><h2 id=\"fee\">收费</h2>"
    }],
    bad: &[Example { says: "页面上没有这个位置。", given: "<a href=\"#fee\">收费</a>" }],
};

/// All rules, in the order of a guide.
pub const RULES: &[&Rule] = &[&DEAD, &ATTACHMENT, &TAKEOVER, &STRANGER, &INTERNAL, &INSECURE, &ANCHOR];

fn finding(rule: &Rule, severity: Severity, message: String, hint: &str, text: &str) -> Finding {
    let place = Place { text: text.to_owned(), ..Place::default() };
    rule.finding(severity, message, place).hint(hint).basis(rule.basis)
}

pub(crate) fn gone(text: &str, status: u16, own: bool) -> Finding {
    let (severity, whose) = if own { (Severity::Error, "本站") } else { (Severity::Warning, "对方网站") };
    let message = format!("链接打不开：{whose}回答这个地址不存在（{status}）");
    finding(&DEAD, severity, message, "更正地址；内容已经撤下的，删除链接或者改为现在的地址", text)
}

pub(crate) fn malformed(text: &str) -> Finding {
    let message = "链接打不开：地址书写有误，浏览器无法识别".to_owned();
    finding(&DEAD, Severity::Error, message, "按“https://域名/路径”的写法更正地址", text)
}

pub(crate) fn failing(text: &str, fault: Fault, runs: u32, since: Date) -> Finding {
    let why = match fault {
        Fault::Trouble(Trouble::Name) => "域名解析不了".to_owned(),
        Fault::Trouble(Trouble::Connection) => "服务器拒绝连接或者连接不上".to_owned(),
        Fault::Trouble(Trouble::Time) => "服务器没有按时回答".to_owned(),
        Fault::Trouble(_) => "服务器的回答不完整".to_owned(),
        Fault::Status(status) => format!("服务器出错（{status}）"),
        Fault::Circle => "页面来回跳转".to_owned(),
    };
    let (year, month, day) = (since.year(), since.month(), since.day());
    let message = format!("链接打不开：{why}，自{year}年{month}月{day}日起接连{runs}次检查都是如此");
    finding(&DEAD, Severity::Warning, message, "在浏览器中核实；确实打不开的，删除链接或者改为现在的地址", text)
}

pub(crate) fn strayed(text: &str, to: &Url) -> Finding {
    let message = format!("链接跳转到了别的网站“{}”", host(to));
    let hint = "核实该网站是谁的；是同一单位的，改为新地址，或者在设置中列为合作网站，不是的，删除链接";
    finding(&STRANGER, Severity::Warning, message, hint, text)
}

pub(crate) fn taken(text: &str, to: &Url, takeover: &Takeover) -> Finding {
    let words = takeover.words.join("、");
    let host = host(to);
    let what = match takeover.class {
        Class::Adult => "色情页面",
        Class::Parking => "出售域名的页面",
        Class::Gambling | Class::Notice => "赌博页面",
    };
    let (message, hint) = match takeover.severity {
        Severity::Question => (
            format!("链接打开的“{host}”出现“{words}”等用语，可能是{what}，也可能是有关的宣传报道"),
            "打开核实；不是宣传报道的，立即删除链接",
        ),
        _ => (
            format!("链接打开的“{host}”像是{what}，出现“{words}”等用语"),
            "立即删除链接并检查其他页面；域名原属本单位的，向域名注册服务机构和网信、公安部门报告",
        ),
    };
    let basis = match takeover.class {
        Class::Adult => VETO,
        _ => GUIDE,
    };
    finding(&TAKEOVER, takeover.severity, message, hint, text).basis(basis)
}

pub(crate) fn file(text: &str, fault: FileFault, own: bool) -> Finding {
    let (severity, message) = match fault {
        FileFault::Gone(status) => (Severity::Warning, format!("附件缺失：服务器回答这个文件不存在（{status}）")),
        FileFault::Empty => (Severity::Warning, "附件缺失：文件是空的".to_owned()),
        FileFault::Page => (Severity::Question, "附件缺失：服务器给出的是网页，不是文件".to_owned()),
    };
    let severity = if own { Severity::Error } else { severity };
    finding(&ATTACHMENT, severity, message, "重新上传附件并更正链接", text)
}

pub(crate) fn internal(text: &str, inside: Inside) -> Finding {
    let message = format!("链接指向{}，外面的人打不开", describe(inside));
    let hint = "改为公开的地址；文件只在办公网或者自己电脑上的，上传后再链接";
    finding(&INTERNAL, Severity::Error, message, hint, text)
}

pub(crate) fn internal_in_text(text: &str, inside: Inside) -> Finding {
    let message = format!("页面文字中写出了{}", describe(inside));
    finding(&INTERNAL, Severity::Warning, message, "删去该地址，或者改为公开的地址", text)
}

pub(crate) fn private(text: &str, to: &Url) -> Finding {
    let message = format!("链接的主机“{}”在本机解析为内部地址，没有访问", host(to));
    let hint = "在外网打开核实；外网打不开的，改为公开的地址";
    finding(&INTERNAL, Severity::Question, message, hint, text)
}

fn describe(inside: Inside) -> &'static str {
    match inside {
        Inside::Loopback => "本机地址",
        Inside::Private => "内网地址",
        Inside::Name => "只在内网使用的主机名",
        Inside::Disk => "某台电脑上的文件",
        Inside::Share => "内网的共享文件夹",
    }
}

pub(crate) fn insecure(text: &str, how: How, own: bool) -> Finding {
    let (severity, message) = match how {
        How::Run => (Severity::Error, "https页面使用http的脚本、样式或者内嵌页面，浏览器不予加载"),
        How::Shown => (Severity::Warning, "https页面使用http的图片、音频或者视频，浏览器提示不安全或者不予显示"),
        How::Form => (Severity::Warning, "https页面的表单经http提交，填写的内容可能泄露"),
        How::Link if own => (Severity::Warning, "https页面以http地址链接本站"),
        How::Link => (Severity::Question, "https页面链接到该网站的http地址"),
    };
    finding(
        &INSECURE,
        severity,
        message.to_owned(),
        "改为https地址；对方没有https的，核实后可以保留链接，图片和文件改存本站",
        text,
    )
}

pub(crate) fn anchor(text: &str) -> Finding {
    let message = "链接所指的页内位置（#之后的部分）在该页上不存在".to_owned();
    finding(&ANCHOR, Severity::Question, message, "核对位置的名称，或者去掉#之后的部分", text)
}
