//! Our own parts (`gk-`): what they say, that they escape what they are given, and that nothing is told by colour
//! alone.

use askama::Template;

use super::*;

macro_rules! template {
    ($name:ident, $it:ty, $source:literal) => {
        #[derive(Template)]
        #[template(ext = "html", source = $source)]
        struct $name {
            it: $it,
        }
    };
}

template!(Badge, Deadline, r#"{% import "components/deadline.html" as deadline %}{{ deadline::badge(it) }}"#);

#[test]
fn a_deadline_is_an_icon_words_and_a_light() {
    for (days, light, words) in [
        (-2, "late", "超期 2 天"),
        (0, "soon", "今天到期"),
        (1, "soon", "剩 1 个工作日"),
        (3, "soon", "剩 3 个工作日"),
        (4, "ok", "剩 4 个工作日"),
    ] {
        let html = Badge { it: Deadline::days_left(days) }.render().unwrap();
        assert!(html.contains(&format!("gk-due--{light}")), "{html}");
        assert!(html.contains(words), "{html}");
        assert!(html.contains("<svg"), "{html}");
    }
    let still = Badge { it: Deadline::still("等申请人补正") }.render().unwrap();
    assert!(still.contains("gk-due--still") && still.contains("等申请人补正"), "{still}");
}

template!(
    Revealing,
    (Field, Vec<Choice>, Field),
    r#"{% import "components/radios.html" as radios %}{% import "components/input.html" as input %}{% call(choice) radios::revealing(it.0, it.1) %}{% if choice.value == "post" %}{{ input::text(it.2) }}{% endif %}{% endcall %}"#
);

#[test]
fn fields_of_one_answer_stand_open_for_readers_without_scripts() {
    let field = Field::new("delivery", "希望怎样拿到？").value("self");
    let choices = vec![Choice::new("self", "自取"), Choice::new("post", "邮寄").reveals()];
    let address = Field::new("address", "收件地址").value("<人民路>").error(Some("请填写收件地址"));
    let html = Revealing { it: (field, choices, address) }.render().unwrap();
    assert!(html.contains(r#"data-show-for="delivery=post""#), "{html}");
    assert_eq!(html.matches("data-show-for").count(), 1, "{html}");
    assert!(!html.contains(" hidden>") && !html.contains(" hidden "), "{html}");
    assert!(!html.contains("aria-expanded"), "{html}");
    assert!(html.contains("请填写收件地址") && html.contains("&#60;人民路&#62;"), "{html}");
}

#[test]
fn problems_come_in_the_order_of_the_form() {
    let name = Field::new("name", "姓名").error(Some("请填写姓名"));
    let phone = Field::new("phone", "联系电话");
    let what = Field::new("what", "想要什么信息").error(Some("请写明想要什么信息"));
    let found = problems(&[&name, &phone, &what]);
    assert_eq!(found.iter().map(|each| each.field.as_str()).collect::<Vec<_>>(), ["name", "what"]);
}

#[test]
fn a_long_list_offers_its_ends_and_the_neighbours() {
    let row = Pagination::new(1, 12, |number| format!("?page={number}"));
    let numbers: Vec<Option<usize>> = row
        .items
        .iter()
        .map(|item| match item {
            PageItem::Page { number, .. } => Some(*number),
            PageItem::Gap => None,
        })
        .collect();
    assert_eq!(numbers, [Some(1), Some(2), Some(3), None, Some(12)]);
    assert_eq!(row.previous, None);
    assert_eq!(row.next.as_deref(), Some("?page=2"));
}

template!(Why, Vec<Step>, r#"{% import "components/steps.html" as steps %}{{ steps::table("为什么是这一天", it) }}"#);

#[test]
fn a_day_that_does_not_count_says_so_in_words() {
    let day = |date: &str, weekday: &str, counted, reason: &str, due| Step {
        date_text: date.into(),
        weekday: weekday.into(),
        counted,
        reason: reason.into(),
        due,
    };
    let html = Why {
        it: vec![
            day("2026年11月20日", "星期五", None, "收到当日不计入", false),
            day("2026年11月23日", "星期一", Some(1), "工作日", true),
        ],
    }
    .render()
    .unwrap();
    assert!(html.contains("不计入</td><td>收到当日不计入"), "{html}");
    assert!(html.contains("第 1 个工作日") && html.contains("（期限届满日）"), "{html}");
}

template!(
    Index,
    Vec<IndexRow>,
    r#"{% import "components/index_table.html" as index_table %}{{ index_table::table(it) }}"#
);

#[test]
fn the_index_table_stands_two_pairs_a_row() {
    let rows = vec![
        IndexRow::new("索引号", "HW000-0407"),
        IndexRow::new("发文机关", "河湾镇人民政府"),
        IndexRow::new("有效性", "有效"),
    ];
    let html = Index { it: rows }.render().unwrap();
    assert_eq!(html.matches("<tr>").count(), 2, "{html}");
    assert!(html.contains(r#"<th scope="row">有效性</th><td colspan="3">有效</td>"#), "{html}");
}

template!(Tasks, Vec<Task>, r#"{% import "components/tasks.html" as tasks %}{{ tasks::table("待办事项", it) }}"#);

#[test]
fn a_case_in_the_list_names_its_fields_for_the_phone_card() {
    let task = Task {
        deadline: Some(Deadline::days_left(-1)),
        title: "关于上河村征地补偿款<明细>的申请".into(),
        href: "/desk/requests/1".into(),
        number: "YSQ-2026-0031".into(),
        kind: "依申请公开".into(),
        state: "办理中".into(),
        due_text: "2026年11月20日".into(),
        handler: String::new(),
        verb: "办理".into(),
    };
    let html = Tasks { it: vec![task] }.render().unwrap();
    for label in ["期限", "事项", "类型", "当前环节", "截止日期", "经办人", "操作"] {
        assert!(html.contains(&format!(r#"data-l="{label}""#)), "{label}: {html}");
    }
    assert!(html.contains("gk-tasks__late") && html.contains("未分派"), "{html}");
    assert!(html.contains("&#60;明细&#62;") && !html.contains("<明细>"), "{html}");
}

template!(
    Tree,
    Vec<CatalogueEntry>,
    r#"{% import "components/catalogue.html" as catalogue %}{{ catalogue::tree("公开目录", it) }}"#
);

#[test]
fn the_catalogue_opens_where_the_reader_is() {
    let leaf = |label: &str, current| CatalogueEntry {
        label: label.into(),
        href: format!("/catalogue/{label}"),
        count: Some(12),
        current,
        children: Vec::new(),
    };
    let group = |label: &str, children| CatalogueEntry { label: label.into(), children, ..CatalogueEntry::default() };
    let html = Tree {
        it: vec![
            group("法定主动公开内容", vec![leaf("惠民补贴", true), leaf("社会救助", false)]),
            group("试点领域", vec![leaf("公共卫生", false)]),
        ],
    }
    .render()
    .unwrap();
    assert_eq!(html.matches("<details open>").count(), 1, "{html}");
    assert_eq!(html.matches("<details>").count(), 1, "{html}");
    assert_eq!(html.matches(r#"aria-current="page""#).count(), 1, "{html}");
}

template!(Private, Field, r#"{% import "components/input.html" as input %}{{ input::password(it) }}"#);
template!(Day, Field, r#"{% import "components/input.html" as input %}{{ input::date(it) }}"#);

#[test]
fn a_password_is_never_sent_back() {
    let field = Field::new("password", "密码").value("青山绿水").error(Some("用户名或密码不对"));
    let html = Private { it: field }.render().unwrap();
    assert!(!html.contains("青山绿水") && html.contains("用户名或密码不对"), "{html}");
}

#[test]
fn a_day_is_kept_as_it_came() {
    let html = Day { it: Field::new("received", "收到日期").value("2026-02-30") }.render().unwrap();
    assert!(html.contains(r#"type="date" value="2026-02-30""#), "{html}");
}

template!(
    Trail,
    Vec<Crumb>,
    r#"{% import "components/breadcrumbs.html" as breadcrumbs %}{{ breadcrumbs::trail_with_jump(it, "catalogue", "看公开目录") }}"#
);

#[test]
fn the_trail_ends_at_the_page_and_can_jump_to_the_catalogue() {
    let html = Trail { it: vec![Crumb::link("首页", "/"), Crumb::here("惠民补贴")] }.render().unwrap();
    assert!(html.contains(r##"<li><a href="/">首页</a></li><li aria-current="page">惠民补贴</li>"##), "{html}");
    assert!(html.contains(r##"<a class="gk-jump" href="#catalogue">看公开目录</a>"##), "{html}");
}

template!(
    Lists,
    (Vec<ListItem>, Vec<FileLink>),
    r#"{% import "components/publication_list.html" as publications %}{% import "components/files.html" as files %}{{ publications::list(it.0) }}{{ files::list(it.1) }}"#
);

#[test]
fn lists_show_what_is_known_and_nothing_for_what_is_not() {
    let item = ListItem {
        title: "补贴公示".into(),
        href: "/publications/1".into(),
        date_text: "2026年9月10日".into(),
        date_iso: "2026-09-10".into(),
        note: None,
    };
    let file = FileLink { label: "正式文件".into(), href: "/f/1".into(), kind: "PDF".into(), size: String::new() };
    let html = Lists { it: (vec![item], vec![file]) }.render().unwrap();
    assert!(html.contains(r#"<time class="gk-list__date" datetime="2026-09-10">2026年9月10日</time>"#), "{html}");
    assert!(!html.contains("gk-list__note") && !html.contains("gk-files__size"), "{html}");
}

template!(
    Pieces,
    &'static str,
    r##"{% import "components/entries.html" as entries %}{% import "components/receipt.html" as receipt %}{% import "components/data_table.html" as data_table %}{% import "components/findings.html" as findings %}{% import "components/empty.html" as empty %}{% import "components/error_message.html" as error_message %}{% import "components/actions.html" as actions %}{% import "components/tasks.html" as tasks %}{% import "components/button.html" as button %}{% import "components/summary_list.html" as summary_list %}
{% call entries::entries() %}{{ entries::entry("政府信息公开指南", "/platform/guide", it) }}{% endcall %}
{{ receipt::receipt("申请已提交", it, "K7Q2-9MTX") }}
{% call data_table::scroll("表一") %}<table class="gk-data"><tbody><tr><td class="num gk-overridden">{{ data_table::overridden("3", "#note-1") }}</td></tr></tbody></table>{% endcall %}
<ul class="gk-findings">{{ findings::finding("error", "错误", it, basis="第三十一条") }}</ul>
{{ empty::empty_with_step("还没有公开的信息。", "去首页看看", "/") }}{{ empty::empty(it) }}
{{ error_message::message("x-error", it) }}{{ actions::read_aloud() }}{{ actions::print() }}
<ul class="gk-lights">{{ tasks::light(23, "全部待办", "/desk", current=true) }}{{ tasks::light(2, "已超期", "/desk?light=late", light="late") }}</ul>
{{ button::post("/desk/take", "token-1", "领取") }}
<dl class="gkui-summary-list">{% call summary_list::row("附件") %}<b>{{ it }}</b>{% endcall %}</dl>"##
);

#[test]
fn every_piece_escapes_what_it_is_given() {
    let html = Pieces { it: "<甲>" }.render().unwrap();
    assert_eq!(html.matches("&#60;甲&#62;").count(), 6, "{html}");
    assert!(!html.contains("<甲>"), "{html}");
}

#[test]
fn what_needs_scripts_is_hidden_without_them() {
    let html = Pieces { it: "" }.render().unwrap();
    assert!(html.contains("<gk-read hidden>") && html.contains("data-print hidden"), "{html}");
}

#[test]
fn marks_are_words_too() {
    let html = Pieces { it: "" }.render().unwrap();
    assert!(html.contains(r##"<a href="#note-1">3<span class="gk-overridden__sign">（人工）</span></a>"##), "{html}");
    assert!(html.contains("<strong>错误：</strong>") && html.contains("（第三十一条）"), "{html}");
    assert!(html.contains(r#"tabindex="0" role="region" aria-label="表一""#), "{html}");
    assert!(html.contains(r#"aria-current="true"><b>23</b>全部待办"#), "{html}");
    assert!(html.contains(r#"<input type="hidden" name="csrf" value="token-1">"#), "{html}");
}
