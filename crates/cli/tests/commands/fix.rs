//! `gongkai check --fix` and `--allow`: what is certain is put right and nothing is lost; what is left has its reason.

use std::fs;

use documents::model::{Document, Role};

use crate::support::{folder, gongkai, path};

const TEXT: &str =
    "一、工作要求\r\n全镇布署检查，，按照东凤府发[2021]20号要求办理。\r\n根据《条例》、《办法》公开。\r\n";

#[test]
fn a_text_is_put_right_in_place_and_kept_as_it_was() {
    let out = folder();
    let file = out.path().join("通知.txt");
    fs::write(&file, TEXT).unwrap();

    let shown = gongkai(&["check", "--fix", "--dry-run", path(&file)]);
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(
        shown.out.contains("-全镇布署检查，，") && shown.out.contains("+全镇部署检查，按照东凤府发〔2021〕20号"),
        "{}",
        shown.out
    );
    assert!(shown.out.contains("可以改正1个文件的3处"), "{}", shown.out);
    assert_eq!(fs::read_to_string(&file).unwrap(), TEXT, "a dry run writes nothing");

    let done = gongkai(&["check", "--fix", path(&file)]);
    assert!(done.code == 0 && done.out.contains("改正1个文件的3处"), "{done:?}");
    let right = TEXT.replace("布署检查，，", "部署检查，").replace("[2021]", "〔2021〕");
    assert_eq!(fs::read_to_string(&file).unwrap(), right, "line ends stay, questions are not answered");
    assert_eq!(fs::read_to_string(out.path().join("通知.txt.bak")).unwrap(), TEXT);

    // Nothing is left to put right; a second time keeps what was kept.
    assert!(gongkai(&["check", "--fix", path(&file)]).out.contains("改正0个文件的0处"));
    fs::write(&file, "全镇布署检查工作。").unwrap();
    gongkai(&["check", "--fix", path(&file)]);
    assert_eq!(fs::read_to_string(out.path().join("通知.txt.bak")).unwrap(), TEXT);
    assert_eq!(fs::read_to_string(out.path().join("通知.txt.bak2")).unwrap(), "全镇布署检查工作。");
}

#[test]
fn a_word_file_is_put_right_and_a_web_page_only_shows_its_changes() {
    let out = folder();
    let mut document = Document::default();
    document.push(Role::Title, "关于检查工作的通知");
    document.push(Role::Body, "全镇布署检查工作，资金按时拔付到户。");
    let word = out.path().join("通知.docx");
    fs::write(&word, documents::write::docx::write(&document).unwrap()).unwrap();
    let run = gongkai(&["check", "--fix", path(&word)]);
    assert_eq!(run.code, 0, "{run:?}");
    let read = documents::read::read("通知.docx", &fs::read(&word).unwrap()).unwrap();
    assert!(read.paragraphs().any(|p| p.text() == "全镇部署检查工作，资金按时拨付到户。"), "{read:?}");

    let page = out.path().join("通知.html");
    let html = "<html><body><p>全镇布署检查工作。</p></body></html>";
    fs::write(&page, html).unwrap();
    let run = gongkai(&["check", "--fix", path(&page)]);
    assert!(run.code == 2 && run.out.contains("+全镇部署检查工作。") && run.err.contains("不能直接改写"), "{run:?}");
    assert_eq!(fs::read_to_string(&page).unwrap(), html);
}

#[test]
fn exceptions_need_reasons_and_leave_the_rest() {
    let out = folder();
    let file = out.path().join("通知.txt");
    fs::write(&file, "全镇布署检查，根据县信访案件台账办理。\n").unwrap();
    let list = out.path().join("allow.toml");
    let rules = |arguments: &[&str]| -> Vec<String> {
        let base = ["check", path(&file), "--format", "json", "--only", "proof"];
        let run = gongkai(&[&base[..], arguments].concat());
        run.file()["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(rules(&[]), ["proof.misspelling", "proof.term"]);
    fs::write(
        &list,
        "[[allow]]\nrule = \"proof.term\"\ntext = \"信访案件\"\nreason = \"台账的名称\"\nuntil = 2099-12-31\n",
    )
    .unwrap();
    assert_eq!(rules(&["--allow", path(&list)]), ["proof.misspelling"]);
    assert_eq!(rules(&["--allow", path(&list), "--today", "2100-01-01"]), ["proof.misspelling", "proof.term"]);
    fs::write(&list, "[[allow]]\nrule = \"proof.term\"\nreason = \"\"\n").unwrap();
    let refused = gongkai(&["check", path(&file), "--allow", path(&list)]);
    assert!(refused.refusal().contains("第1条没有写理由"), "{refused:?}");
}

#[test]
fn every_rule_is_explained_by_its_name() {
    let run = gongkai(&["check", "--explain", "privacy.mobile"]);
    assert!(run.code == 0 && run.out.contains("检查什么：") && run.out.contains("依据："), "{run:?}");
    let unknown = gongkai(&["check", "--explain", "proof.nothing"]);
    assert!(unknown.refusal().contains("proof.misspelling") && unknown.err.contains("report.balance"), "{unknown:?}");
}
