//! The library's own examples against our macros: the same input gives the same document. The examples are read from
//! the installed package and renamed as the build renames it; nothing of them is copied here.
//!
//! Where ours differ, they differ on purpose:
//! - the library's English words are ours in Chinese (`OUR_WORDS`);
//! - a control with an error says `aria-invalid`, so that a screen reader hears it in the field too;
//! - radios and checkboxes carry no `data-module`: the library's script puts `aria-expanded` on a radio button;
//! - a field's name is its id, so that a link from the error summary needs no second word.

use askama::Template;
use scraper::{ElementRef, Html};
use serde_json::Value;

use super::*;

const OUR_WORDS: [(&str, &str); 7] = [
    ("govuk", "gkui"),
    ("Error:", "错误："),
    (r#"Previous<span class="gkui-visually-hidden"> page</span>"#, "上一页"),
    (r#"Next<span class="gkui-visually-hidden"> page</span>"#, "下一页"),
    (r#"aria-label="Pagination""#, r#"aria-label="分页""#),
    (r#" data-module="gkui-radios""#, ""),
    (r#" data-module="gkui-checkboxes""#, ""),
];

/// One of the library's examples.
struct Example {
    title: String,
    options: Value,
    html: String,
}

fn example(component: &str, name: &str) -> Example {
    let path = format!(
        "{}/node_modules/govuk-frontend/dist/govuk/components/{component}/fixtures.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("the npm packages are not installed (run `make assets` first): {path}: {error}")
    });
    let all: Value = serde_json::from_str(&text).unwrap();
    let found = all["fixtures"].as_array().unwrap().iter().find(|each| each["name"] == name);
    let found = found.unwrap_or_else(|| panic!("{component} has no example “{name}”"));
    let html = found["html"].as_str().unwrap().to_owned();
    Example {
        title: format!("{component}: {name}"),
        options: found["options"].clone(),
        html: OUR_WORDS.iter().fold(html, |html, (theirs, ours)| html.replace(theirs, ours)),
    }
}

impl Example {
    fn says(&self, pointer: &str) -> Option<String> {
        let value = self.options.pointer(pointer)?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    }

    /// The field the example describes.
    fn field(&self) -> Field {
        let name = self.says("/id").or_else(|| self.says("/idPrefix")).or_else(|| self.says("/name")).unwrap();
        let label = self.says("/label/text").or_else(|| self.says("/fieldset/legend/text")).unwrap();
        let chosen = self.items().find(|item| item["checked"] == true || item["selected"] == true);
        let chosen = chosen.map(|item| text(&item["value"]));
        Field {
            name,
            label,
            hint: self.says("/hint/text"),
            value: self.says("/value").or(chosen).unwrap_or_default(),
            error: self.says("/errorMessage/text"),
        }
    }

    fn items(&self) -> impl Iterator<Item = &Value> {
        self.options["items"].as_array().into_iter().flatten()
    }

    /// The answers the example offers.
    fn choices(&self) -> Vec<Choice> {
        self.items()
            .map(|item| Choice {
                hint: item.pointer("/hint/text").map(text),
                checked: item["checked"] == true,
                ..Choice::new(text(&item["value"]), text(&item["text"]))
            })
            .collect()
    }

    /// Holds our rendering against the example's.
    #[track_caller]
    fn is(&self, ours: &impl Template) {
        let ours = ours.render().unwrap().replace(r#" aria-invalid="true""#, "");
        let mut theirs = self.html.clone();
        if let (Some(id), Some(name)) = (self.says("/id").or_else(|| self.says("/idPrefix")), self.says("/name")) {
            theirs = theirs.replace(&format!(r#" name="{name}""#), &format!(r#" name="{id}""#));
        }
        let (ours, theirs) = (canonical(&ours), canonical(&theirs));
        assert_eq!(ours, theirs, "{}\nours:\n{ours}\n\ntheirs:\n{theirs}\n", self.title);
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The document as lines: elements with their attributes in order of name, and text without the space around it.
fn canonical(html: &str) -> String {
    fn walk(element: ElementRef<'_>, lines: &mut Vec<String>) {
        let value = element.value();
        let mut attributes: Vec<String> = value.attrs().map(|(name, text)| format!(" {name}={text:?}")).collect();
        attributes.sort();
        lines.push(format!("<{}{}>", value.name(), attributes.concat()));
        for child in element.children() {
            if let Some(inner) = ElementRef::wrap(child) {
                walk(inner, lines);
            } else if let Some(text) = child.value().as_text() {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    lines.push(text);
                }
            }
        }
        lines.push(format!("</{}>", value.name()));
    }
    let mut lines = Vec::new();
    walk(Html::parse_fragment(html).root_element(), &mut lines);
    lines.join("\n")
}

/// A template over one value called `it`.
macro_rules! template {
    ($name:ident, $it:ty, $source:literal) => {
        #[derive(Template)]
        #[template(ext = "html", source = $source)]
        struct $name {
            it: $it,
        }
    };
}

struct Asked {
    field: Field,
    choices: Vec<Choice>,
}

impl Asked {
    fn by(example: &Example) -> Self {
        Self { field: example.field(), choices: example.choices() }
    }
}

template!(TextInput, Field, r#"{% import "components/input.html" as input %}{{ input::text(it, label_size="") }}"#);
template!(
    NarrowInput,
    Field,
    r#"{% import "components/input.html" as input %}{{ input::text(it, width="10", label_size="") }}"#
);
template!(
    PostcodeInput,
    Field,
    r#"{% import "components/input.html" as input %}{{ input::text(it, autocomplete="postal-code", label_size="") }}"#
);

#[test]
fn input() {
    for name in ["default", "with hint text", "with error message", "with error and hint", "value"] {
        let example = example("input", name);
        example.is(&TextInput { it: example.field() });
    }
    let narrow = example("input", "with width-10 class");
    narrow.is(&NarrowInput { it: narrow.field() });
    let postcode = example("input", "with autocomplete attribute");
    postcode.is(&PostcodeInput { it: postcode.field() });
}

template!(
    Textarea,
    Field,
    r#"{% import "components/textarea.html" as textarea %}{{ textarea::textarea(it, label_size="") }}"#
);
template!(
    CountedTextarea,
    Field,
    r#"{% import "components/textarea.html" as textarea %}{{ textarea::counted(it, 10, label_size="") }}"#
);

#[test]
fn textarea() {
    for name in ["default", "with hint", "with error message", "with hint and error message", "with default value"] {
        let example = example("textarea", name);
        example.is(&Textarea { it: example.field() });
    }
}

#[test]
fn textarea_with_character_count() {
    for name in ["default", "with hint", "with hint and error"] {
        let mut example = example("character-count", name);
        example.html = example.html.replace("You can enter up to 10 characters", "最多输入 10 个字");
        example.is(&CountedTextarea { it: example.field() });
    }
}

template!(
    Radios,
    Asked,
    r#"{% import "components/radios.html" as radios %}{{ radios::radios(it.field, it.choices, legend_size="") }}"#
);
template!(
    RevealingRadios,
    Asked,
    r#"{% import "components/radios.html" as radios %}{% call(choice) radios::revealing(it.field, it.choices, legend_size="") %}{{ choice.label }}{% endcall %}"#
);
template!(
    InlineRadios,
    Asked,
    r#"{% import "components/radios.html" as radios %}{{ radios::radios(it.field, it.choices, modifier="inline", legend_size="") }}"#
);

#[test]
fn radios() {
    for name in ["default", "with hint", "with fieldset and error message", "with hint and error message"] {
        let example = example("radios", name);
        example.is(&Radios { it: Asked::by(&example) });
        // Answers that reveal nothing look the same either way.
        example.is(&RevealingRadios { it: Asked::by(&example) });
    }
    let inline = example("radios", "inline");
    inline.is(&InlineRadios { it: Asked::by(&inline) });
}

template!(
    Checkboxes,
    Asked,
    r#"{% import "components/checkboxes.html" as checkboxes %}{{ checkboxes::checkboxes(it.field, it.choices, legend_size="") }}"#
);

#[test]
fn checkboxes() {
    for name in ["default", "with error message", "with error message and hint"] {
        let example = example("checkboxes", name);
        example.is(&Checkboxes { it: Asked::by(&example) });
    }
}

template!(
    Select,
    Asked,
    r#"{% import "components/select.html" as select %}{{ select::select(it.field, it.choices, label_size="") }}"#
);

#[test]
fn select() {
    for name in ["default", "with hint text and error message", "with selected value"] {
        let mut example = example("select", name);
        // We never disable: what cannot be chosen is not offered.
        example.html = example.html.replace(" disabled", "");
        example.is(&Select { it: Asked::by(&example) });
    }
}

template!(
    FileUpload,
    Field,
    r#"{% import "components/file_upload.html" as file_upload %}{{ file_upload::file(it, label_size="") }}"#
);

#[test]
fn file_upload() {
    for name in ["default", "with hint text", "with error message and hint"] {
        let example = example("file-upload", name);
        example.is(&FileUpload { it: example.field() });
    }
}

template!(
    Summary,
    Vec<Problem>,
    r#"{% import "components/error_summary.html" as error_summary %}{{ error_summary::summary(it) }}"#
);

#[test]
fn error_summary() {
    for (name, links) in [("default", true), ("without links", false)] {
        let mut example = example("error-summary", name);
        let list = example.options["errorList"].as_array().unwrap().clone();
        // Ours counts, so that the reader knows how many there are to put right.
        let title = format!("有 {} 处需要改一下", list.len());
        example.html = example.html.replace("There is a problem", &title);
        let problems = list.iter().map(|each| Problem {
            field: each["href"].as_str().map(|href| href.trim_start_matches('#').to_owned()).unwrap_or_default(),
            message: text(&each["text"]),
        });
        let problems: Vec<_> = problems.collect();
        assert_eq!(problems.iter().all(|problem| !problem.field.is_empty()), links);
        example.is(&Summary { it: problems });
    }
    assert_eq!(Summary { it: Vec::new() }.render().unwrap(), "");
}

struct Press {
    text: String,
    kind: &'static str,
    name: String,
    value: String,
    href: String,
}

impl Press {
    fn of(example: &Example, kind: &'static str) -> Self {
        Self {
            text: example.says("/text").unwrap(),
            kind,
            name: example.says("/name").unwrap_or_default(),
            value: example.says("/value").unwrap_or_default(),
            href: example.says("/href").unwrap_or_default(),
        }
    }
}

template!(
    Button,
    Press,
    r#"{% import "components/button.html" as button %}{{ button::submit(it.text, it.kind, it.name, it.value) }}"#
);
template!(ButtonLink, Press, r#"{% import "components/button.html" as button %}{{ button::link(it.text, it.href) }}"#);

#[test]
fn button() {
    for (name, kind) in
        [("default", ""), ("secondary", "secondary"), ("warning", "warning"), ("value", ""), ("name", "")]
    {
        let example = example("button", name);
        example.is(&Button { it: Press::of(&example, kind) });
    }
    let link = example("button", "link");
    link.is(&ButtonLink { it: Press::of(&link, "") });
}

template!(Tag, (String, &'static str), r#"{% import "components/tag.html" as tag %}{{ tag::tag(it.0, it.1) }}"#);

#[test]
fn tag() {
    for (name, colour) in [("default", ""), ("grey", "grey"), ("green", "green"), ("red", "red"), ("html as text", "")]
    {
        let example = example("tag", name);
        example.is(&Tag { it: (example.says("/text").unwrap(), colour) });
    }
}

template!(Pages, Pagination, r#"{% import "components/pagination.html" as pagination %}{{ pagination::pages(it) }}"#);

#[test]
fn pagination() {
    for (name, current, last, gap_at) in [("default", 2, 3, None), ("with many pages", 10, 40, Some(10))] {
        let mut example = example("pagination", name);
        for number in (1..=40).rev() {
            let theirs = format!(r#"aria-label="Page {number}""#);
            example.html = example.html.replace(&theirs, &format!(r#"aria-label="第 {number} 页""#));
        }
        assert_eq!(gap_at, example.html.contains("ellipsis").then_some(current));
        let addresses: Vec<(usize, String)> = example
            .items()
            .filter_map(|item| Some((usize::try_from(item["number"].as_u64()?).ok()?, text(&item["href"]))))
            .collect();
        let row = Pagination::new(current, last, |number| {
            addresses.iter().find(|(each, _)| *each == number).map_or_else(String::new, |(_, href)| href.clone())
        });
        let ends = Pagination { previous: Some("/previous".into()), next: Some("/next".into()), ..row };
        example.is(&Pages { it: ends });
    }
    assert_eq!(Pages { it: Pagination::new(1, 1, |_| String::new()) }.render().unwrap(), "");
}

template!(
    Facts,
    Vec<SummaryRow>,
    r#"{% import "components/summary_list.html" as summary_list %}{{ summary_list::list(it) }}"#
);

#[test]
fn summary_list() {
    for name in ["default", "with actions"] {
        let mut example = example("summary-list", name);
        let rows: Vec<SummaryRow> = example.options["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                let actions = row.pointer("/actions/items").and_then(Value::as_array).into_iter().flatten();
                let start = SummaryRow::new(text(&row["key"]["text"]), row["value"]["text"].as_str().unwrap_or("…"));
                actions.fold(start, |row, action| {
                    row.action(text(&action["text"]), text(&action["href"]), text(&action["visuallyHiddenText"]))
                })
            })
            .collect();
        // Our list takes text; a value of markup is `summary_list::row`. Theirs has one: stand a word in its place.
        let start = example.html.find(r#"<p class="gkui-body">"#).unwrap();
        let end = example.html.rfind("</p>").unwrap() + "</p>".len();
        example.html.replace_range(start..end, "…");
        example.is(&Facts { it: rows });
    }
}

template!(
    Details,
    (String, String, bool),
    r#"{% import "components/details.html" as details %}{% call details::details(it.0, it.2) %}{{ it.1 }}{% endcall %}"#
);

#[test]
fn details() {
    for (name, open) in [("default", false), ("expanded", true)] {
        let mut example = example("details", name);
        example.html = example.html.replace(r#" id="help-with-nationality""#, "");
        example.is(&Details { it: (example.says("/summaryText").unwrap(), example.says("/text").unwrap(), open) });
    }
}

template!(
    Warning,
    String,
    r#"{% import "components/warning_text.html" as warning_text %}{{ warning_text::warning(it) }}"#
);

#[test]
fn warning_text() {
    for name in ["default", "multiple lines"] {
        let mut example = example("warning-text", name);
        example.html = example.html.replace(">Warning<", ">注意<");
        example.is(&Warning { it: example.says("/text").unwrap() });
    }
}

template!(
    Inset,
    String,
    r#"{% import "components/inset_text.html" as inset_text %}{% call inset_text::inset() %}{{ it }}{% endcall %}"#
);

#[test]
fn inset_text() {
    for name in ["default", "html as text"] {
        let example = example("inset-text", name);
        example.is(&Inset { it: example.says("/text").unwrap() });
    }
}

template!(News, Flash, r#"{% import "components/flash.html" as flash %}{{ flash::banner(it) }}"#);

#[test]
fn notification_banner() {
    for (name, kind, theirs, ours) in [
        ("default", FlashKind::Notice, "Important", "请注意"),
        ("with type as success", FlashKind::Success, "Success", "已完成"),
    ] {
        let mut example = example("notification-banner", name);
        example.html = example.html.replace(theirs, ours);
        example.is(&News { it: Flash { kind, text: example.says("/text").unwrap() } });
    }
}
