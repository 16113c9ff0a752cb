//! `gongkai deadline`: the wire format and the refusals; the counting itself is tested in the crate `domain`.

use serde_json::{Value, json};

use crate::support::{Run, folder, gongkai, is_chinese, path};

const RECEIVED: &str = "[[event]]\non = 2020-09-21\nkind = \"received\"\nchannel = \"counter\"\n";

fn scenario(text: &str, arguments: &[&str]) -> Run {
    let out = folder();
    let file = out.path().join("情景.toml");
    std::fs::write(&file, text).unwrap();
    gongkai(&[&["deadline", path(&file)], arguments].concat())
}

fn case(today: &str, events: &str) -> String {
    format!("law = \"information_request\"\ntoday = {today}\n{events}")
}

#[test]
fn the_json_holds_state_due_date_days_left_and_every_counted_day() {
    let run = scenario(&case("2020-10-01", RECEIVED), &["--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let answer = run.json();
    assert_eq!(
        (&answer["state"], &answer["due"], &answer["overdue"]),
        (&json!("open"), &json!("2020-10-23"), &json!(false))
    );
    // Holidays until the 8th; then Friday the 9th, Saturday the 10th worked in lieu, and two full weeks.
    assert_eq!(answer["days_left"], 1 + 1 + 5 + 5);
    let steps = answer["steps"].as_array().unwrap();
    for step in steps {
        assert_eq!(step.as_object().unwrap().keys().collect::<Vec<_>>(), ["date", "counted", "why", "note"]);
        assert!(step["note"].as_str().unwrap().chars().any(is_chinese), "{step}");
    }
    assert_eq!(steps.iter().filter(|s| s["counted"] == json!(true)).count(), 20);
    let why = |date: &str| steps.iter().find(|s| s["date"] == date).map(|s| s["why"].clone());
    assert_eq!(why("2020-09-21"), Some(json!("first_day")));
    assert_eq!(why("2020-09-22"), Some(json!("counted")));
    assert_eq!(why("2020-09-26"), Some(json!("weekend")));
    assert_eq!(why("2020-09-27"), Some(json!("makeup")));
    assert_eq!(why("2020-10-01"), Some(json!("holiday")));
    assert_eq!(steps.first().unwrap()["date"], "2020-09-21");
    assert_eq!(steps.last().unwrap()["date"], answer["due"]);
    let notes = answer["notes"].as_array().unwrap();
    assert!(notes.iter().any(|n| n.as_str().unwrap().contains("第三十三条")), "{notes:?}");
}

#[test]
fn a_consultation_pauses_and_an_unpaid_fee_stops_the_clock() {
    let asked = "[[event]]\non = 2020-09-23\nkind = \"third_party_asked\"\n";
    let answer = scenario(&case("2020-09-25", &format!("{RECEIVED}{asked}")), &["--format", "json"]).json();
    assert_eq!(answer["state"], "paused");
    let steps = answer["steps"].as_array().unwrap();
    assert!(steps.iter().any(|s| s["why"] == "paused" && s["counted"] == json!(false)), "{steps:?}");
    // The rules on fees are in force since 2021.
    let received = RECEIVED.replace("2020-09-21", "2024-03-04");
    let fee = "[[event]]\non = 2024-03-06\nkind = \"fee_notified\"\namount_yuan = 100\n";
    let answer = scenario(&case("2024-03-07", &format!("{received}{fee}")), &["--format", "json"]).json();
    assert_eq!((&answer["state"], &answer["overdue"]), (&json!("awaiting_payment"), &json!(false)));
}

#[test]
fn what_is_not_running_has_null_for_due_date_and_days_left() {
    let online = "[[event]]\non = 2020-09-21\nkind = \"received\"\nchannel = \"online\"\n";
    let answer = scenario(&case("2020-09-25", online), &["--format", "json"]).json();
    assert_eq!(answer["state"], "awaiting_confirmation");
    assert_eq!((&answer["due"], &answer["days_left"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_text_says_due_date_state_and_each_day_in_words() {
    let run = scenario(&case("2020-10-01", RECEIVED), &[]);
    assert_eq!(run.code, 0);
    for words in ["状态：办理中", "收到之日：2020年9月21日", "答复期限：2020年10月23日（星期五），还剩12个工作日"]
    {
        assert!(run.out.contains(words), "{words} is missing in {}", run.out);
    }
    let days = run.out.lines().filter(|l| l.starts_with("  20"));
    assert_eq!(days.filter(|l| l.contains("计入　")).count(), 20, "{}", run.out);
    assert!(run.out.contains("2020-10-01 星期四  不计入"), "{}", run.out);
}

#[test]
fn today_on_the_command_line_outranks_the_file() {
    let text = case("2020-10-01", RECEIVED);
    let late = scenario(&text, &["--format", "json", "--today", "2020-10-26"]).json();
    assert_eq!((&late["overdue"], &late["days_left"], &late["due"]), (&json!(true), &json!(-3), &json!("2020-10-23")));
    let last = scenario(&text, &["--format", "json", "--today", "2020-10-23"]).json();
    assert_eq!((&last["overdue"], &last["days_left"]), (&json!(false), &json!(0)));
    let run = scenario(&text, &["--today", "2020-13-01"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
}

#[test]
fn a_move_the_law_does_not_allow_is_refused_with_event_number_and_article() {
    let extended = |days: u32| {
        format!("[[event]]\non = 2020-09-25\nkind = \"extended\"\nworking_days = {days}\napprover = \"王\"\n")
    };
    let run = scenario(&case("2020-09-25", &format!("{RECEIVED}{}", extended(21))), &["--format", "json"]);
    let sentence = run.refusal();
    assert!(sentence.contains("第2个事件") && sentence.contains("第三十三条"), "{sentence}");
    let twice = format!("{RECEIVED}{}{}", extended(10), extended(5));
    let run = scenario(&case("2020-09-25", &twice), &[]);
    assert!(run.refusal().contains("第3个事件") && run.err.contains("第三十三条"), "{run:?}");
    let late = format!("{RECEIVED}[[event]]\non = 2020-10-20\nkind = \"clarification_asked\"\nreply_by = 2020-10-30\n");
    let run = scenario(&case("2020-10-20", &late), &[]);
    assert!(run.refusal().contains("第2个事件") && run.err.contains("第三十条"), "{run:?}");
}

#[test]
fn a_refusal_says_its_sentence_once() {
    let extended = "[[event]]\non = 2020-09-25\nkind = \"extended\"\nworking_days = 21\napprover = \"王\"\n";
    let run = scenario(&case("2020-09-25", &format!("{RECEIVED}{extended}")), &[]);
    assert_eq!(run.refusal().matches("最多20个工作日").count(), 1, "{}", run.err);
}

#[test]
fn a_file_with_an_unknown_key_word_or_day_is_refused() {
    let refused = |text: &str| scenario(text, &["--format", "json"]).refusal().to_owned();
    assert!(refused(&case("2020-10-01", &format!("{RECEIVED}colour = \"red\"\n"))).contains("第1个事件"));
    assert!(refused(&format!("holiday = true\n{}", case("2020-10-01", RECEIVED))).contains("holiday"));
    assert!(refused(&case("2020-10-01", &RECEIVED.replace("received", "recieved"))).contains("第1个事件"));
    assert!(refused(&case("2020-10-01", &RECEIVED.replace("2020-09-21", "\"21/9/2020\""))).contains("第1个事件"));
    assert!(refused(&case("2020-10-01", RECEIVED).replace("information_request", "tax")).contains("tax"));
    assert!(refused("law = ").contains("无法读取"));
    refused(&case("2020-10-01", ""));
    let run = gongkai(&["deadline", "没有这个情景.toml"]);
    assert!(run.refusal().contains("没有这个情景.toml"), "{run:?}");
}

#[test]
fn a_year_without_a_calendar_is_refused() {
    let run = scenario(&case("2031-03-03", &RECEIVED.replace("2020-09-21", "2031-03-03")), &["--format", "json"]);
    assert!(run.refusal().contains("2031"), "{run:?}");
}
