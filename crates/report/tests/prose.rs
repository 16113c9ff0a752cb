//! What is read in sentences as reports have them, and above all what is not: the numbers of other years, other matters,
//! parts of a whole. The tables of the report here hold a number that no sentence gives, so that all that is read shows.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

use report::{AnnualReport, Form, Number, check, model::Section, model::Text};

const NOWHERE: i64 = 987_654;

/// The numbers that the checks of the text read, with their place in the tables.
fn read(text: &str) -> Vec<String> {
    let mut report = AnnualReport::blank(Form::for_year(2024).unwrap());
    report.year = Some(2024);
    report.organ = Some("青山县财政局".to_owned());
    for (name, _) in AnnualReport::blank(report.form).cells() {
        report.cell_mut(name).unwrap().value = Some(Number::from(NOWHERE));
    }
    let texts = text.lines().map(Text::from).collect();
    report.sections[0] = Section { title: "一、总体情况".to_owned(), texts, ..Section::default() };
    check(&report, None)
        .into_iter()
        .filter(|f| f.rule.starts_with("report.text"))
        .map(|f| {
            let (said, table) = f.message.split_once("，而").unwrap();
            let number = said.rsplit_once('（').unwrap().1.trim_end_matches('）');
            format!("{}={number}", table.split_once('为').unwrap().0.trim_start_matches('表'))
        })
        .collect()
}

#[test]
fn sentences_about_requests_are_read() {
    for (text, want) in [
        (
            "2024年，全县共受理政府信息公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年度答复），均在法定期限内予以答复。",
            vec!["三本年新收=3119件", "三办理结果总计=3050件", "三上年结转=34件", "三结转下年度继续办理=103件"],
        ),
        ("2024年我局未收到政府信息公开申请。", vec!["三本年新收=0件"]),
        ("2024年,我局未接到任何形式的信息公开申请。", vec!["三本年新收=0件"]),
        ("本年度我局没有收到依申请公开政府信息申请，没有上年结转的申请。", vec!["三本年新收=0件", "三上年结转=0件"]),
        ("全年共收到依申请公开０件，不予公开0件。", vec!["三本年新收=0件", "三不予公开各项之和=0件"]),
        ("我局收到政府信息公开申请十二件，均按时答复。", vec!["三本年新收=12件"]),
        ("全年收到3件政府信息公开申请。", vec!["三本年新收=3件"]),
        (
            "新收政府信息公开申请 1,234 件，其中：予以公开 12 件，部分公开 3 件，无法提供4件，不予处理5件，其他处理6件。",
            vec![
                "三本年新收=1234件",
                "三予以公开=12件",
                "三部分公开=3件",
                "三无法提供各项之和=4件",
                "三不予处理各项之和=5件",
                "三其他处理各项之和=6件",
            ],
        ),
        (
            "收到政府信息公开申请8件，2023年结转2件，结转至2025年1件。",
            vec!["三本年新收=8件", "三上年结转=2件", "三结转下年度继续办理=1件"],
        ),
        ("收到政府信息公开申请8件，予以公开答复6件。", vec!["三本年新收=8件", "三予以公开=6件"]),
    ] {
        let mut found = read(text);
        found.sort();
        let mut want: Vec<String> = want.into_iter().map(str::to_owned).collect();
        want.sort();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn sentences_about_reviews_documents_and_fees_are_read() {
    for (text, want) in [
        ("因政府信息公开引起的行政复议3件，没有行政诉讼。", vec!["四行政复议总计=3件", "四两类行政诉讼总计之和=0件"]),
        (
            "政府信息公开行政复议351件，其中结果维持72件，结果纠正64件；行政诉讼46件，其中尚未审结7件。",
            vec![
                "四行政复议总计=351件",
                "四行政复议结果维持=72件",
                "四行政复议结果纠正=64件",
                "四两类行政诉讼总计之和=46件",
                "四两类行政诉讼尚未审结之和=7件",
            ],
        ),
        (
            "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。",
            vec!["四行政复议总计=0件", "四两类行政诉讼总计之和=0件"],
        ),
        ("因政府信息公开引起的行政复议、行政诉讼均为0件。", vec!["四行政复议总计=0件", "四两类行政诉讼总计之和=0件"]),
        (
            "制发行政规范性文件2件，废止1件，现行有效5件。",
            vec!["二规范性文件本年制发=2件", "二规范性文件本年废止=1件", "二规范性文件现行有效=5件"],
        ),
        (
            "全年作出行政许可决定550件，行政处罚12件，行政强制3件。",
            vec!["二行政许可处理决定=550件", "二行政处罚处理决定=12件", "二行政强制处理决定=3件"],
        ),
        ("征收行政事业性收费12.5万元。", vec!["二行政事业性收费金额=125000元"]),
    ] {
        let mut found = read(text);
        found.sort();
        let mut want: Vec<String> = want.into_iter().map(str::to_owned).collect();
        want.sort();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn what_is_about_something_else_is_left_alone() {
    for text in [
        // Other years and parts of the year.
        "2023年收到政府信息公开申请20件。",
        "与2023年相比，收到政府信息公开申请增加20件。",
        "去年我局收到政府信息公开申请20件。",
        "上半年收到政府信息公开申请20件。",
        "2019年以来累计收到政府信息公开申请200件。",
        // Other matters.
        "办理信访事项98件，收到群众建议5条，办理人大代表建议和政协提案12件。",
        "共办理12345热线工单47件，已全部办结。",
        "处理网民留言92条，全部按时答复。",
        "全年未收到投诉举报，未收到行政许可申请。",
        "全年审理行政复议案件120件，办理行政诉讼应诉案件30件。",
        // What was published, not what was done.
        "主动公开规范性文件11件，公开行政许可信息550条、行政处罚信息12条。",
        "主动公开政府信息1136条，其中重点领域信息300条，发布政策解读21件。",
        "在公报上公开规章13件（含新制定5件，修改4件，废止4件）。",
        // Parts of a whole, and numbers of more than one thing.
        "其中网上申请15件，信函申请6件，当面申请1件。",
        "其中自然人申请18件，商业企业申请3件。",
        "其中同意公开或部分公开共81件。",
        "予以公开、部分公开共81件。",
        "行政复议和行政诉讼共5件，均与政府信息公开无关。",
        // Round numbers, shares, ordinals, idioms.
        "收到政府信息公开申请约3000件。",
        "收到政府信息公开申请3000余件。",
        "按时答复率100%，予以公开占66.48%。",
        "依申请公开工作实行一次性告知、一件一档。",
        "进一步规范依申请公开办理流程，畅通受理渠道，严格依法答复。",
        "召开新闻发布会12场，开展政府信息公开培训2次。",
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}

/// What the numbers of a sentence lead to where the tables say 21 received and 2 carried over.
fn asked(text: &str) -> Vec<(&'static str, String)> {
    let mut report = AnnualReport::blank(Form::for_year(2024).unwrap());
    (report.year, report.organ) = (Some(2024), Some("青山县财政局".to_owned()));
    for (name, _) in AnnualReport::blank(report.form).cells() {
        report.cell_mut(name).unwrap().value = Some(Number::ZERO);
    }
    for (cell, n) in
        [("new", 21), ("carried_in", 2), ("total", 22), ("carried_out", 1), ("granted", 20), ("other.3", 2)]
    {
        report.cell_mut(format!("requests.{cell}[6]").parse().unwrap()).unwrap().value = Some(Number::from(n));
    }
    let texts = text.lines().map(Text::from).collect();
    report.sections[0] = Section { title: "一、总体情况".to_owned(), texts, ..Section::default() };
    let findings = check(&report, None).into_iter().filter(|f| f.rule == "report.text_numbers");
    findings.map(|f| (f.severity.as_str(), f.place.text)).collect()
}

#[test]
fn what_offices_count_differently_is_asked_and_what_agrees_is_quiet() {
    for quiet in [
        "收到政府信息公开申请21件，答复22件。",
        "受理政府信息公开申请23件。",
        "共办理政府信息公开申请22件。",
        "收到政府信息公开申请21件，已答复20件，另有1件结转至下年度。",
        "全县共受理政府信息公开申请21件，其中县本级受理政府信息公开申请3件。",
    ] {
        assert_eq!(asked(quiet), [], "{quiet}");
    }
    assert_eq!(asked("收到政府信息公开申请20件。"), [("warning", "收到政府信息公开申请20件".to_owned())]);
    assert_eq!(asked("收到政府信息公开申请23件。"), [("question", "收到政府信息公开申请23件".to_owned())]);
    assert_eq!(asked("受理政府信息公开申请20件。"), [("question", "受理政府信息公开申请20件".to_owned())]);
    // Two sentences that contradict each other: one of them is right, the other is asked about.
    assert_eq!(
        asked("收到政府信息公开申请21件。全年收到政府信息公开申请12件。"),
        [("question", "全年收到政府信息公开申请12件".to_owned())]
    );
}
