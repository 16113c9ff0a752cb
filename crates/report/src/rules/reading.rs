//! The rules that [`crate::parse()`] applies while it reads a file: whose report, which form, and whether the tables are
//! the form's. The code is in the parser; the texts for the guide are here.

use domain::{Example, Rule, Severity};

/// All of them, in the order of the guide.
pub(super) const RULES: &[&Rule] =
    &[&TITLE, &FORM, &HEADING, &LABEL, &LABEL_FORM, &STRUCTURE, &CITATION, &UNIT, &UNFILLED, &UNREAD];

/// 标题写明机关和年份
const TITLE: Rule = Rule {
    id: "report.title",
    title: "标题写明机关和年份",
    severities: &[Severity::Warning],
    what: "标题应当写明是哪个机关、哪一年的报告，写不明的年份无法判断适用哪版格式。",
    why: "报告要单独流传和汇总，标题是读者认出它的唯一依据。",
    basis: "编制惯例，没有单独的条文",
    good: &[Example {
        says: "年份在前，机关在后。",
        given: "改字 清水镇人民政府2024年政府信息公开工作年度报告 → 2024年清水镇人民政府政府信息公开工作年度报告",
    }],
    bad: &[Example {
        says: "标题里没有年份。",
        given: "改字 清水镇人民政府2024年政府信息公开工作年度报告 → 清水镇人民政府政府信息公开工作年度报告",
    }],
};

/// 使用当年适用的格式
const FORM: Rule = Rule {
    id: "report.form",
    title: "使用当年适用的格式",
    severities: &[Severity::Error],
    what: "2019、2020年度使用2019年版格式，2021年度起使用2021年版格式；一份报告不混用两版。",
    why: "两版的栏目含义不同，用错格式的数字不能汇总。",
    basis: "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号",
    good: &[Example {
        says: "2024年度使用2021年版格式。", given: "改字 社会公益组织 → 社会公益组织"
    }],
    bad: &[Example {
        says: "2021年以后的报告沿用旧格式。",
        given: "年度：2020\n改字 清水镇人民政府2020年政府信息公开工作年度报告 → 清水镇人民政府2022年政府信息公开工作年度报告",
    }],
};

/// 部分标题与格式一致
const HEADING: Rule = Rule {
    id: "report.heading",
    title: "部分标题与格式一致",
    severities: &[Severity::Warning],
    what: "六个部分的标题与格式不同，但能认出是哪一部分。",
    why: "标题统一，读者和系统才能直接找到对应内容。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号）",
    good: &[Example {
        says: "2019年度格式下另一种通行的写法。",
        given: "改字 五、存在的主要问题及改进情况 → 五、政府信息公开工作存在的主要问题及改进情况",
    }],
    bad: &[Example {
        says: "标题多了几个字。",
        given: "改字 五、存在的主要问题及改进情况 → 五、政府信息公开工作中存在的主要问题及改进情况",
    }],
};

/// 表格文字与格式一致
const LABEL: Rule = Rule {
    id: "report.label",
    title: "表格文字与格式一致",
    severities: &[Severity::Error],
    what: "表格的栏目和项目名称应当与格式一字不差；格式之外的栏目也会提示。只是标点或者空格不同的见“report.label_form”。",
    why: "名称不同，意思就可能不同，数字也难以汇总。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号）",
    good: &[Example {
        says: "窄格里的换行不算不同。", given: "改字 社会公益组织 → 社会公益组织"
    }],
    bad: &[Example { says: "漏了“公益”二字。", given: "改字 社会公益组织 → 社会组织" }],
};

/// 表格文字的标点与格式一致
const LABEL_FORM: Rule = Rule {
    id: "report.label_form",
    title: "表格文字的标点与格式一致",
    severities: &[Severity::Warning],
    what: "表格文字的字都对，但标点、全角半角或者空格与格式不同。",
    why: "格式文本用全角标点；半角标点和多余空格是转换留下的痕迹。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号）",
    good: &[Example { says: "与格式一致。", given: "改字 （一）予以公开 → （一）予以公开" }],
    bad: &[Example { says: "半角括号和空格。", given: "改字 （一）予以公开 → (一) 予以公开" }],
};

/// 表格的行列位置正确
const STRUCTURE: Rule = Rule {
    id: "report.structure",
    title: "表格的行列位置正确",
    severities: &[Severity::Error],
    what: "缺少表格、缺行、重复的行、放错位置的行，或者数字与栏目对不上。对不上的数字不采用。",
    why: "位置不对，就不能确定数字说的是哪一项。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号）",
    good: &[Example { says: "行列齐全。", given: "改字 （一）予以公开 → （一）予以公开" }],
    bad: &[Example {
        says: "项目名称无法辨认，缺了一行。", given: "改字 （一）予以公开 → 某项"
    }],
};

/// 表二的条款引用正确
const CITATION: Rule = Rule {
    id: "report.citation",
    title: "表二的条款引用正确",
    severities: &[Severity::Error],
    what: "表二各栏上方的条款应当是条例第二十条的第（一）（五）（六）（八）项；2019年版另有第（九）项。",
    why: "引错条款，表格就不是条例规定的内容。",
    basis: "《中华人民共和国政府信息公开条例》第二十条；国办公开办函〔2021〕30号",
    good: &[Example {
        says: "引用正确。", given: "改字 第二十条第（一）项 → 第二十条第（一）项"
    }],
    bad: &[Example {
        says: "写成第二十一条。", given: "改字 第二十条第（一）项 → 第二十一条第（一）项"
    }],
};

/// 金额注明单位
const UNIT: Rule = Rule {
    id: "report.unit",
    title: "金额注明单位",
    severities: &[Severity::Error, Severity::Warning],
    what: "金额栏没有注明单位，作提醒；注明的单位不是规定的单位（如收费金额写“元”），是错误。",
    why: "差一个单位就差一万倍。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号）",
    good: &[Example {
        says: "注明万元。",
        given: "年度：2020\n改字 采购总金额（单位：万元） → 采购总金额（单位：万元）",
    }],
    bad: &[Example {
        says: "2019年版的采购总金额没有单位。",
        given: "年度：2020\n改字 采购总金额（单位：万元） → 采购总金额",
    }],
};

/// 表格已经填写
const UNFILLED: Rule = Rule {
    id: "report.unfilled",
    title: "表格已经填写",
    severities: &[Severity::Error],
    what: "三张表里没有任何数字，是一份空白格式。",
    why: "空白格式不是报告。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号）",
    good: &[],
    bad: &[],
};

/// 整份文件都能读出
const UNREAD: Rule = Rule {
    id: "report.unread",
    title: "整份文件都能读出",
    severities: &[Severity::Error, Severity::Question],
    what: "文件中有扫描的页面，里面的文字没有读出，没有检查。正文旁边的大幅图片只作提问。",
    why: "没有读出的部分可能正有错误，不能当作检查通过。",
    basis: "检查方法，没有单独的条文",
    good: &[Example { says: "每一页都是文字。", given: "改字 社会公益组织 → 社会公益组织" }],
    bad: &[Example { says: "中间一页是扫描件。", given: "扫描 第3页" }],
};
