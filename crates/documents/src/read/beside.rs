//! What an office file holds beside its body, so that nothing in a published file passes unread.
//!
//! Every part of the container that the reader of the body did not read is looked through, whatever refers to it: a part
//! that nothing refers to is still in the file that people download. Its text is kept line by line with a label that says
//! where it stands; pictures, objects and broken parts are reported as unread. Files within the file are read one deep.

use super::{
    ReadError, format,
    package::Package,
    xml::{self, Step, attribute},
};
use crate::model::{Aside, Block, Document, Paragraph, Role, Unread};
use domain::Place;
use quick_xml::events::BytesStart;
use std::collections::HashSet;

/// What a change that is not accepted has taken away.
pub(super) const DELETED: &str = "删除的修订内容";
/// What stands in a field that a merged cell covers.
pub(super) const COVERED: &str = "合并单元格盖住的文字";
/// What attributes tell about pictures.
const PICTURE: &str = "图片说明";

/// Elements of a part that is no body nested deeper than in any real document.
const DEEPEST: usize = 256;
/// Bytes of text beside a body; no real one comes near.
const MOST_TEXT: usize = 16 << 20;
/// Bytes of all the parts beside a body when unpacked.
const MOST_UNPACKED: usize = 64 << 20;
/// Files within a file that are read.
const MOST_EMBEDDED: usize = 50;

/// A label and what stands there.
pub(super) type Said = (&'static str, String);

/// Whose file it is: the same name means another thing in Word and in Excel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Office {
    Word,
    Excel,
}

/// Collects what stands beside a body.
#[derive(Default)]
pub(super) struct Beside {
    asides: Vec<Aside>,
    unread: Vec<Unread>,
    /// What is there already: a header is written once for every section.
    known: HashSet<(String, String)>,
    text: usize,
    unpacked: usize,
    embedded: usize,
    pictures: usize,
    objects: Vec<String>,
    broken: Vec<String>,
}

impl Beside {
    /// Keeps a line.
    pub fn say(&mut self, label: &str, text: &str) {
        let text = text.trim();
        if text.is_empty() || self.text > MOST_TEXT || !self.known.insert((label.to_owned(), text.to_owned())) {
            return;
        }
        self.text += text.len();
        let block = Block::Paragraph(Paragraph::new(Role::Body, text));
        match self.asides.last_mut() {
            Some(last) if last.label == label => last.content.blocks.push(block),
            _ => self.put(label, vec![block]),
        }
    }

    /// Keeps paragraphs and tables.
    pub fn put(&mut self, label: impl Into<String>, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            let content = Document { blocks, ..Document::default() };
            self.asides.push(Aside { label: label.into(), content });
        }
    }

    /// A part that is there and cannot be read.
    pub fn is_broken(&mut self, name: &str) {
        self.broken.push(name.to_owned());
    }

    /// Looks through every part but those of the body.
    pub fn sweep(&mut self, package: &mut Package<'_>, office: Office, body: &[&str], depth: usize) {
        for (index, name) in package.entries().into_iter().enumerate() {
            let Some(name) = name else {
                self.is_broken("名称乱码");
                continue;
            };
            let name = name.trim_start_matches('/');
            if body.contains(&name) || name.ends_with('/') || is_plumbing(name) {
                continue;
            }
            if self.part(package, office, index, name, depth).is_err() {
                self.is_broken(name);
            }
        }
    }

    fn part(
        &mut self,
        package: &mut Package<'_>,
        office: Office,
        index: usize,
        name: &str,
        depth: usize,
    ) -> Result<(), ReadError> {
        let head = package.head(index)?;
        let is_xml = matches!(ending(name).as_str(), "xml" | "rels" | "vml" | "psmdcp" | "svg") || is_marked_xml(&head);
        if head.is_empty() {
            return Ok(());
        }
        if !is_xml && (is_picture(name) || format::is_image(&head)) {
            self.pictures += 1;
            return Ok(());
        }
        if self.unpacked > MOST_UNPACKED {
            return Err(ReadError::TooLarge);
        }
        if is_xml {
            let xml = package.text(index)?;
            self.unpacked += xml.len();
            let gathered = self.gather(&xml, office, name);
            // Excel writes line breaks of old drawings as in HTML, which is no XML.
            return if gathered.is_err() && ending(name) == "vml" { self.strip(&xml) } else { gathered };
        }
        self.embedded += 1;
        if depth > 0 || self.embedded > MOST_EMBEDDED {
            self.objects.push(name.to_owned());
            return Ok(());
        }
        let bytes = package.bytes(index)?;
        self.unpacked += bytes.len();
        match super::read_within(name, &bytes, depth + 1) {
            Ok(document) => self.take(file_name(name), document),
            Err(_) => self.objects.push(name.to_owned()),
        }
        Ok(())
    }

    /// A file within the file, with what stands beside its own body.
    fn take(&mut self, name: &str, document: Document) {
        let label = format!("嵌入的文件“{name}”");
        self.put(label.clone(), document.blocks);
        for aside in document.asides {
            self.put(format!("{label}的{}", aside.label), aside.content.blocks);
        }
        self.unread.extend(document.unread.into_iter().map(|part| Unread {
            place: Place::default(),
            reason: format!("{label}：{}", part.reason),
            is_whole_page: false,
        }));
    }

    /// The texts of a part, a paragraph (or where there are none an element) a line.
    fn gather(&mut self, part: &str, office: Office, name: &str) -> Result<(), ReadError> {
        let mut label: Option<&'static str> = None;
        let mut of_cell = None;
        let (mut line, mut code) = (String::new(), String::new());
        let (mut open, mut within) = (0usize, 0usize);
        let (mut is_words, mut is_code, mut is_skipped) = (false, false, false);
        let mut said = Vec::new();
        let is_custom = name.starts_with("customXml/");
        xml::walk(part, |step| {
            let own = of_cell.clone().unwrap_or_else(|| label.unwrap_or_default().to_owned());
            match step {
                Step::Open(element, e) => {
                    open += 1;
                    if open > DEEPEST {
                        return Err(ReadError::TooDeep);
                    }
                    let root = *label.get_or_insert_with(|| label_of(element, office));
                    spoken(element, e, &mut said);
                    if root == PIVOT {
                        said.extend(["v", "name", "caption"].iter().filter_map(|a| Some((PIVOT, attribute(e, a)?))));
                    }
                    if is_custom {
                        // What a program keeps there has a form of its own: every value counts.
                        for value in e.attributes().with_checks(false).flatten() {
                            if !value.key.as_ref().starts_with("xmlns") {
                                said.push((root, value.value.to_string()));
                            }
                        }
                    }
                    said.drain(..).for_each(|(label, text)| self.say(label, &text));
                    if matches!(element, "comment" | "threadedComment")
                        && let Some(at) = attribute(e, "ref")
                    {
                        of_cell = Some(format!("单元格批注（{at}）"));
                    }
                    is_words = matches!(element, "t" | "delText");
                    is_code = matches!(element, "instrText" | "delInstrText");
                    is_skipped = is_measure(element);
                    match element {
                        "br" | "cr" if within > 0 => line.push('\n'),
                        "tab" if within > 0 => line.push('\t'),
                        _ => {}
                    }
                    if is_line(element) {
                        self.say(&own, &std::mem::take(&mut line));
                        within += 1;
                    }
                }
                Step::Close(element) => {
                    open = open.saturating_sub(1);
                    (is_words, is_code, is_skipped) = (false, false, false);
                    within -= usize::from(is_line(element)).min(within);
                    if within == 0 || is_line(element) {
                        self.say(&own, &std::mem::take(&mut line));
                        self.say(&own, &std::mem::take(&mut code));
                    }
                    if matches!(element, "comment" | "threadedComment") {
                        of_cell = None;
                    }
                }
                Step::Text(_) if is_skipped => {}
                Step::Text(text) if is_code => code.push_str(text),
                // Blanks between elements are the layout of the XML.
                Step::Text(text) if is_words || !text.trim().is_empty() => line.push_str(text),
                Step::Text(_) => {}
            }
            Ok(())
        })
    }

    /// What is left of a part when everything between `<` and `>` is taken away.
    fn strip(&mut self, part: &str) -> Result<(), ReadError> {
        for piece in part.split('<') {
            let text = piece.split_once('>').map_or(piece, |(_, text)| text);
            self.say("文本框", text);
        }
        Ok(())
    }

    /// Hands everything to the document.
    pub fn stand_in(self, document: &mut Document) {
        let note = |reason: String| Unread { place: Place::default(), reason, is_whole_page: false };
        document.asides = self.asides;
        document.unread.extend(self.unread);
        if self.pictures > 0 {
            document.unread.push(note(format!(
                "文件里有{}张图片，图片里的文字没有读取。如果图片中有表格、证件或者个人信息，请人工核对。",
                self.pictures
            )));
        }
        if !self.objects.is_empty() {
            document.unread.push(note(format!(
                "文件里嵌有{}个读不了的文件或者对象（{}），其中的内容没有读取。请打开查看，不需要公开的先删去。",
                self.objects.len(),
                names(&self.objects)
            )));
        }
        if !self.broken.is_empty() {
            document.unread.push(note(format!(
                "文件里有{}个部分已损坏或者过大（{}），没有读取。请用 Word、Excel 或者 WPS 打开，重新保存后再检查。",
                self.broken.len(),
                names(&self.broken)
            )));
        }
        if self.text > MOST_TEXT {
            let reason =
                "文件里正文以外的文字（批注、修订、隐藏内容等）过多，没有全部读取。请删去不需要公开的内容后再检查。";
            document.unread.push(note(reason.to_owned()));
        }
    }
}

/// The first names of a list.
fn names(all: &[String]) -> String {
    let first: Vec<&str> = all.iter().take(3).map(|n| file_name(n)).collect();
    format!("{}{}", first.join("、"), if all.len() > 3 { "等" } else { "" })
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default()
}

fn is_marked_xml(head: &[u8]) -> bool {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).starts_with(b"<?xml")
}

fn is_picture(name: &str) -> bool {
    matches!(
        ending(name).as_str(),
        "png"
            | "jpg"
            | "jpeg"
            | "jpe"
            | "jfif"
            | "gif"
            | "bmp"
            | "tif"
            | "tiff"
            | "emf"
            | "wmf"
            | "emz"
            | "wmz"
            | "wdp"
            | "webp"
    )
}

/// Parts without anything of the author's: fonts, the settings of a printer, the small picture of the first page.
fn is_plumbing(name: &str) -> bool {
    matches!(ending(name).as_str(), "odttf" | "ttf" | "otf" | "fntdata")
        || name.contains("printerSettings/")
        || name.starts_with("docProps/thumbnail.")
}

/// Elements whose text is one line, however many pieces it is in.
fn is_line(element: &str) -> bool {
    matches!(element, "p" | "si" | "text")
}

/// Elements whose text is a size or a position.
pub(super) fn is_measure(element: &str) -> bool {
    matches!(element, "posOffset" | "align" | "pctWidth" | "pctHeight" | "pctPosHOffset" | "pctPosVOffset")
}

const PIVOT: &str = "数据透视表的缓存";

/// What a part is, by the element it begins with.
fn label_of(root: &str, office: Office) -> &'static str {
    match (root, office) {
        ("hdr", _) => "页眉",
        ("ftr", _) => "页脚",
        ("footnotes", _) => "脚注",
        ("endnotes", _) => "尾注",
        ("comments", Office::Word) => "批注",
        ("comments" | "ThreadedComments", _) => "单元格批注",
        ("coreProperties" | "Properties", _) => "文档属性",
        ("chartSpace", _) => "图表",
        ("wsDr" | "xml" | "drawing" | "dataModel" | "userShapes", _) => "文本框",
        ("pivotCacheDefinition" | "pivotCacheRecords" | "pivotTableDefinition", _) => PIVOT,
        ("externalLink", _) => "外部链接的缓存",
        ("workbook", _) => "定义的名称",
        ("glossaryDocument", _) => "自动图文集",
        _ => "文件的其他部分",
    }
}

/// What the attributes of an element say to people.
pub(super) fn spoken(element: &str, e: &BytesStart<'_>, into: &mut Vec<Said>) {
    let (label, attributes): (&'static str, &[&str]) = match element {
        "docPr" | "cNvPr" => (PICTURE, &["descr", "title", "name"]),
        "imagedata" => (PICTURE, &["title"]),
        "shape" | "rect" | "roundrect" | "oval" | "line" | "group" | "image" => (PICTURE, &["alt", "title"]),
        "textpath" => ("艺术字", &["string"]),
        "tblCaption" | "tblDescription" => ("表格说明", &["val"]),
        "alias" | "tag" => ("内容控件", &["val"]),
        "listItem" => ("内容控件", &["displayText", "value"]),
        "docVar" => ("文档变量", &["name", "val"]),
        "helpText" | "statusText" | "default" => ("表单域", &["val"]),
        "hyperlink" | "hlinkClick" => ("链接说明", &["tooltip", "display"]),
        "bookmarkStart" => ("书签", &["name"]),
        "ins" | "del" | "moveFrom" | "moveTo" | "comment" => ("修订人和批注人", &["author"]),
        "person" => ("修订人和批注人", &["author", "displayName"]),
        "property" => ("文档属性", &["name"]),
        "sheet" => ("工作表名称", &["name"]),
        "definedName" => ("定义的名称", &["name", "comment", "description"]),
        "dataValidation" => ("单元格提示", &["prompt", "promptTitle", "error", "errorTitle"]),
        "Relationship" => {
            // Addresses of pages are public; those of people are not.
            let target = attribute(e, "Target").unwrap_or_default();
            let address = target.strip_prefix("mailto:").or_else(|| target.strip_prefix("tel:"));
            into.extend(address.map(|a| ("链接地址", a.to_owned())));
            return;
        }
        _ => return,
    };
    into.extend(attributes.iter().filter_map(|a| Some((label, attribute(e, a)?))));
}

/// The words of some blocks, tables row by row.
pub(super) fn text_of(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(p) => text += &p.text(),
            Block::Table(t) => t.cells.iter().for_each(|c| {
                text += &c.text;
                text.push('\t');
            }),
            Block::PageBreak | Block::Chart(_) => {}
        }
        text.push('\n');
    }
    text.trim().to_owned()
}
