//! The two frames: base path, reading aids, banners, tokens, and that no page loads anything from elsewhere.

use askama::Template;

use super::*;
use crate::components::{Flash, FlashKind};

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "layout/public.html" %}{% block title %}首页{% endblock %}{% block main %}<h1>首页</h1>{% endblock %}"#
)]
struct PublicHello {
    page: PublicPage,
}

fn public_page() -> PublicPage {
    PublicPage {
        base: "/zfxxgk".into(),
        here: "/zfxxgk/search?q=低保&page=2".into(),
        site_name: "政府信息公开".into(),
        organ_name: "青山县人民政府".into(),
        demo: Some("青山县是虚构的。".into()),
        practice: Some(Practice {
            today_text: "2026年11月23日".into(),
            today_iso: "2026-11-23".into(),
            move_action: None,
        }),
        size: TextSize::ExtraLarge,
        contrast: Contrast::High,
        nav: PublicPage::sections("/zfxxgk", "/reports"),
        query: "低保\"".into(),
        footer: vec!["主办：青山县人民政府".into()],
    }
}

#[test]
fn the_public_frame_keeps_to_its_base_path_and_to_itself() {
    let html = PublicHello { page: public_page() }.render().unwrap();
    for address in html.split("href=\"").skip(1).chain(html.split("src=\"").skip(1)) {
        let address = address.split('"').next().unwrap();
        assert!(address.starts_with("/zfxxgk/") || address == "#main", "{address}");
    }
    assert!(!html.contains("style=") && !html.contains("<style") && !html.contains("onclick"), "{html}");
    assert_eq!(html.matches("<script").count(), 1, "{html}");
    assert!(html.contains(r#"data-size="xl" data-contrast="high""#), "{html}");
    assert!(html.contains("back=%2Fzfxxgk%2Fsearch%3Fq%3D%E4%BD%8E%E4%BF%9D%26page%3D2"), "{html}");
    assert!(html.contains("示例数据") && html.contains("演练模式") && html.contains("2026年11月23日"), "{html}");
    assert!(html.contains(r#"<a href="/zfxxgk/reports" aria-current="page">年度报告</a>"#), "{html}");
    assert!(html.contains(r#"value="低保&#34;""#), "{html}");
}

#[test]
fn standard_reading_leaves_the_root_unmarked() {
    let page = PublicPage {
        size: TextSize::Standard,
        contrast: Contrast::Standard,
        demo: None,
        practice: None,
        ..public_page()
    };
    let html = PublicHello { page }.render().unwrap();
    assert!(html.contains(r#"<html lang="zh-CN" class="gkui-template">"#), "{html}");
    assert!(!html.contains("gk-strip"), "{html}");
    for size in TextSize::ALL {
        assert_eq!(TextSize::from_code(size.code()), size);
    }
    assert_eq!(TextSize::from_code("huge"), TextSize::Standard);
    assert_eq!(Contrast::from_code("high"), Contrast::High);
    assert_eq!(Contrast::from_code(""), Contrast::Standard);
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "layout/desk.html" %}{% block title %}今日待办{% endblock %}{% block main %}<h1>今日待办</h1>{% endblock %}"#
)]
struct DeskHello {
    page: DeskPage,
}

fn desk_page() -> DeskPage {
    DeskPage {
        base: String::new(),
        user_name: "周明".into(),
        organ_name: "青山县政府办".into(),
        menu: vec![
            MenuItem { label: "今日待办".into(), href: "/desk".into(), count: Some(23), current: true },
            MenuItem { label: "年度报告".into(), href: "/desk/reports".into(), count: None, current: false },
        ],
        demo: None,
        practice: None,
        csrf: "token-1".into(),
        flash: None,
    }
}

#[test]
fn every_form_of_the_desks_frame_carries_the_token() {
    let practice = Practice {
        today_text: "2026年11月23日".into(),
        today_iso: "2026-11-23".into(),
        move_action: Some("/desk/today".into()),
    };
    let html = DeskHello { page: DeskPage { practice: Some(practice), ..desk_page() } }.render().unwrap();
    assert_eq!(html.matches(r#"method="post""#).count(), 2, "{html}");
    assert_eq!(html.matches(r#"name="csrf" value="token-1""#).count(), 2, "{html}");
    assert!(html.contains(r#"action="/desk/today""#) && html.contains(r#"action="/desk/sign-out""#), "{html}");
}

#[test]
fn before_signing_in_there_is_neither_menu_nor_way_out() {
    let page = DeskPage { user_name: String::new(), menu: Vec::new(), ..desk_page() };
    let html = DeskHello { page }.render().unwrap();
    assert!(!html.contains("gk-menu") && !html.contains("sign-out"), "{html}");
}

#[test]
fn the_news_of_the_last_action_stands_above_the_page() {
    let flash = Flash { kind: FlashKind::Problem, text: "作者不能审核自己写的信息。".into() };
    let html = DeskHello { page: DeskPage { flash: Some(flash), ..desk_page() } }.render().unwrap();
    let (news, page) = (html.find("作者不能审核").unwrap(), html.find("<h1>").unwrap());
    assert!(news < page, "{html}");
    assert!(html.contains("gk-flash--problem") && html.contains(r#"role="alert""#), "{html}");
}
