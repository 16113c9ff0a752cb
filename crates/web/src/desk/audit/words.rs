//! An audit entry in words: its instant in China, its action, and what of its details a reader needs.

use domain::date::chinese;
use jiff::Timestamp;
use jiff::tz::Offset;

/// `2026年11月23日 20:52:41` in China (UTC+8 all year); what is no instant is shown as it stands.
pub fn china_time(at: &str) -> String {
    let Ok(instant) = at.parse::<Timestamp>() else { return at.to_owned() };
    let local = Offset::constant(8).to_datetime(instant);
    format!("{} {:02}:{:02}:{:02}", chinese(local.date()), local.hour(), local.minute(), local.second())
}

/// The label of an action; one without a label shows its name, so that no entry hides.
pub fn action(name: &str) -> &str {
    match name {
        "write_publication" => "起草信息",
        "edit_publication" => "修改信息",
        "submit_publication" => "提交审核",
        "approve_publication" => "审核通过（保密审查）",
        "return_publication" => "退回修改",
        "publish" => "发布信息",
        "withdraw_publication" => "撤下信息",
        "repeal_publication" => "标注废止",
        "set_valid_until" => "标注有效期",
        "bind_publication" => "登记依据的政策",
        "unbind_publication" => "取消依据的政策",
        "check_links" => "检查链接",
        "add_contact" => "登记联系电话",
        "remove_contact" => "停用联系电话",
        "record_call" => "登记拨测结果",
        "add_word" => "登记校对词语",
        "remove_word" => "删除校对词语",
        "add_exception" => "登记校对例外",
        "remove_exception" => "取消校对例外",
        "ask_for_checks" => "要求立即检查",
        "begin_nightly" => "开始夜间检查",
        "finish_nightly" => "完成夜间检查",
        "attach_file" => "添加附件",
        "detach_file" => "移除附件",
        "submit_request" => "网上提交申请",
        "receive_request" => "登记申请",
        "confirm_receipt" => "确认收到申请",
        "ask_clarification" => "通知补正",
        "extend_deadline" => "延长答复期限",
        "notify_fee" => "通知缴费",
        "answer_request" => "答复申请",
        "serve_reply" => "送达答复",
        "record_step" => "登记办理步骤",
        "refresh_index" => "重算期限",
        "record_ledger" => "登记台账数据",
        "record_work" => "登记工作记录",
        "record_review_case" => "登记复议诉讼案件",
        "conclude_review_case" => "登记审理结果",
        "edit_report" => "修改年度报告文字",
        "override_cell" => "更正年度报告数据",
        "publish_report" => "公布年度报告",
        "receive_report" => "接收报告文件",
        "confirm_report" => "确认报告的机关和年度",
        "set_aside_report" => "停用报告文件",
        "note_elsewhere" => "登记别处公布的报告",
        "decide_finding" => "认定核对结果",
        "prepare_amendment" => "准备更正年度报告",
        "withdraw_amendment" => "撤销准备的更正",
        "sign_amendment" => "签发更正年度报告",
        "make_reminders" => "生成催报函",
        "undo_decision" => "撤回认定",
        "give_reason" => "写明文字不改的理由",
        "take_back_reason" => "撤回文字不改的理由",
        "sweep" => "内容巡查",
        "sign_in" => "登录",
        "sign_in_failed" => "登录失败",
        "sign_out" => "退出",
        "add_county" => "建立站点",
        "add_organ" => "添加机关",
        "add_account" => "添加账号",
        other => other,
    }
}

/// The part of the details that says what it was about: a corrected number with its reason, a title, a file, a step or a
/// name.
pub fn about(detail: &str) -> Option<String> {
    let detail: serde_json::Value = serde_json::from_str(detail).ok()?;
    if let Some(cell) = detail["cell"].as_str() {
        let number = |key: &str| if detail[key].is_null() { "空".to_owned() } else { detail[key].to_string() };
        let why = detail["note"].as_str().map_or_else(|| "恢复为按记录得出".to_owned(), |note| format!("理由：{note}"));
        return Some(format!("{cell}：{}改为{}，{why}", number("before"), number("after")));
    }
    ["title", "file", "step", "name"].iter().find_map(|key| detail.get(key)?.as_str().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_told_in_china_time() {
        assert_eq!(china_time("2026-11-23T20:52:41.25Z"), "2026年11月24日 04:52:41");
        assert_eq!(china_time("昨天"), "昨天");
    }

    #[test]
    fn details_give_the_title_or_nothing() {
        assert_eq!(about(r#"{"title":"通知","state":"draft"}"#).as_deref(), Some("通知"));
        let corrected = r#"{"cell":"表三“总计”","before":1,"after":2,"note":"漏登一件"}"#;
        assert_eq!(about(corrected).as_deref(), Some("表三“总计”：1改为2，理由：漏登一件"));
        let taken_back = r#"{"cell":"表三“总计”","before":2,"after":1,"note":null}"#;
        assert_eq!(about(taken_back).as_deref(), Some("表三“总计”：2改为1，恢复为按记录得出"));
        assert_eq!(about(r#"{"digest":"aa"}"#), None);
        assert_eq!(about("不是 JSON"), None);
    }

    /// The names stand where an action passes the door: after the permission, or after the account.
    #[test]
    fn every_action_of_the_office_has_a_label() {
        let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/../actions/src");
        let mut found = 0;
        let files = std::fs::read_dir(sources).unwrap().map(|file| file.unwrap().path());
        for file in files.filter(|path| path.is_file()) {
            let text = std::fs::read_to_string(file).unwrap();
            let door = ["perform(", ".write(", "step(office", "(Permission::"];
            for line in text.lines().filter(|l| door.iter().any(|d| l.contains(d))) {
                for (_, rest) in line.match_indices(", \"").map(|(i, m)| (i, &line[i + m.len()..])) {
                    let name = rest.split('"').next().unwrap();
                    if name.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !name.is_empty() {
                        assert_ne!(action(name), name, "no label for {name}");
                        found += 1;
                    }
                }
            }
        }
        assert!(found >= 30, "only {found} actions found");
    }
}
