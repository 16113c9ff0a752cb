//! Runs the content of a page and notes what it prints: characters, ruling lines, coloured areas, pictures.
//!
//! Only what reading needs is followed. Nothing is drawn, no outline and no picture is opened, and every operator is
//! taken off the [`Budget`]: a page cannot keep the program busy.

use super::budget::{Budget, Exhausted};
use super::font::{Font, Text};
use super::layers::Layers;
use super::matrix::{Matrix, Rect, Turn};
use super::normal;
use super::page::{Glyph, Page, Rule};
use super::unpack::unpack;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page as FilePage, Resources};
use std::collections::HashMap;
use std::rc::Rc;

/// Forms inside forms deeper than this are not followed.
const DEEPEST: usize = 12;
/// Graphics states set aside beyond this are not kept.
const MOST_STATES: usize = 256;
/// A filled rectangle is a ruling line if it is at most this thick, in points.
const THICKEST_RULE: f32 = 3.2;

/// Fonts of the file by where their dictionary stands in it.
pub(super) type Fonts = HashMap<(usize, usize), Option<Rc<Font>>>;

/// How visible a colour is on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ink {
    Dark,
    /// Seen only on something coloured.
    White,
    /// Transparent.
    None,
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    clip: Rect,
    fill: Ink,
    stroke: Ink,
    fill_is_plain: bool,
    stroke_is_plain: bool,
    fill_alpha: bool,
    stroke_alpha: bool,
    line_width: f64,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

struct Machine<'f> {
    budget: &'f Budget,
    fonts: &'f mut Fonts,
    layers: &'f Layers,
    page: Page,
    frame: Rect,
    /// Coloured areas that white may stand on.
    grounds: Vec<Rect>,
    /// Characters and lines in white, decided at the end.
    white_glyphs: Vec<Glyph>,
    /// The last digit that was not printed, until the next character.
    cut: Option<Rect>,
    white_rules: Vec<Rule>,
    /// Characters that no font explains.
    unknown: usize,
}

/// What was found on a page.
pub(super) struct Seen {
    pub page: Page,
    /// How many characters could not be decoded.
    pub unknown: usize,
}

/// Reads a page.
pub(super) fn read(
    page: &FilePage<'_>,
    fonts: &mut Fonts,
    layers: &Layers,
    budget: &Budget,
) -> Result<Seen, Exhausted> {
    let (width, height) = page.render_dimensions();
    let frame = Rect { left: 0.0, top: 0.0, right: width, bottom: height };
    let t = page.initial_transform(true);
    let start = Matrix(t.as_coeffs());
    let mut machine = Machine {
        budget,
        fonts,
        layers,
        page: Page { width, height, ..Page::default() },
        frame,
        grounds: Vec::new(),
        white_glyphs: Vec::new(),
        cut: None,
        white_rules: Vec::new(),
        unknown: 0,
    };
    let state = State {
        ctm: start,
        clip: frame,
        fill: Ink::Dark,
        stroke: Ink::Dark,
        fill_is_plain: true,
        stroke_is_plain: true,
        fill_alpha: true,
        stroke_alpha: true,
        line_width: 1.0,
        font: None,
        size: 1.0,
        char_space: 0.0,
        word_space: 0.0,
        scale: 1.0,
        leading: 0.0,
        rise: 0.0,
        mode: 0,
    };
    let content = contents(page, budget)?;
    machine.run(&content, page.resources(), state.clone(), 0)?;
    machine.annotations(page, &state)?;
    Ok(machine.finish())
}

/// The content streams of a page in one.
fn contents(page: &FilePage<'_>, budget: &Budget) -> Result<Vec<u8>, Exhausted> {
    match page.raw().get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => Ok(unpack(&stream, budget)?.unwrap_or_default().into_owned()),
        Some(Object::Array(array)) => {
            let mut all = Vec::new();
            for stream in array.iter::<Stream<'_>>() {
                budget.work(10)?;
                all.extend_from_slice(&unpack(&stream, budget)?.unwrap_or_default());
                // The parts are joined as if by a blank: a word never goes on in the next.
                all.push(b'\n');
            }
            Ok(all)
        }
        _ => Ok(Vec::new()),
    }
}

/// A path under construction, in the coordinates of the page as shown.
#[derive(Default)]
struct Path {
    parts: Vec<Part>,
    user: (f64, f64),
    start: (f64, f64),
}

#[derive(Default)]
struct Part {
    points: Vec<(f64, f64)>,
    is_closed: bool,
    is_curved: bool,
}

impl Path {
    fn move_to(&mut self, m: Matrix, x: f64, y: f64) {
        self.parts.push(Part { points: vec![m.apply(x, y)], ..Part::default() });
        (self.user, self.start) = ((x, y), (x, y));
    }

    fn line_to(&mut self, m: Matrix, x: f64, y: f64) {
        self.continued(m).points.push(m.apply(x, y));
        self.user = (x, y);
    }

    fn curve_to(&mut self, m: Matrix, x: f64, y: f64) {
        let part = self.continued(m);
        part.is_curved = true;
        part.points.push(m.apply(x, y));
        self.user = (x, y);
    }

    /// The part that is being drawn: after a closed one, a new one from where that began.
    fn continued(&mut self, m: Matrix) -> &mut Part {
        if self.parts.last().is_none_or(|p| p.is_closed) {
            let (x, y) = self.start;
            self.parts.push(Part { points: vec![m.apply(x, y)], ..Part::default() });
        }
        // There is one now.
        let last = self.parts.len().saturating_sub(1);
        &mut self.parts[last]
    }

    fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.is_closed = true;
        }
        self.user = self.start;
    }

    fn rect(&mut self, m: Matrix, x: f64, y: f64, w: f64, h: f64) {
        let points = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)].map(|(x, y)| m.apply(x, y)).to_vec();
        self.parts.push(Part { points, is_closed: true, is_curved: false });
        (self.user, self.start) = ((x, y), (x, y));
    }

    fn bounds(&self) -> Rect {
        Rect::around(self.parts.iter().flat_map(|p| p.points.iter().copied()))
    }
}

impl Part {
    /// The part as an upright rectangle, if that is what it is.
    fn as_rect(&self) -> Option<Rect> {
        if self.is_curved || !(4..=6).contains(&self.points.len()) {
            return None;
        }
        let r = Rect::around(self.points.iter().copied());
        let near = |a: f32, b: f64| (f64::from(a) - b).abs() < 0.3;
        let at_corner =
            |&(x, y): &(f64, f64)| (near(r.left, x) || near(r.right, x)) && (near(r.top, y) || near(r.bottom, y));
        self.points.iter().all(at_corner).then_some(r)
    }
}

impl<'f> Machine<'f> {
    fn finish(mut self) -> Seen {
        let grounds = std::mem::take(&mut self.grounds);
        let mut on_colour = grounds;
        on_colour.extend(self.page.pictures.iter().copied());
        // Many grounds are a drawing; what is white on it is not looked for.
        on_colour.truncate(2000);
        let stands = |at: (f32, f32)| on_colour.iter().any(|g| g.contains(at));
        let visible = self.white_glyphs.iter().filter(|g| stands(g.area.middle()));
        self.page.glyphs.extend(visible.copied());
        let visible = self.white_rules.iter().filter(|r| {
            let middle = (r.from + r.to) / 2.0;
            stands(if r.is_horizontal { (middle, r.at) } else { (r.at, middle) })
        });
        self.page.rules.extend(visible.copied());
        Seen { page: self.page, unknown: self.unknown }
    }

    fn run(&mut self, content: &[u8], resources: &Resources<'_>, start: State, depth: usize) -> Result<(), Exhausted> {
        let mut state = start;
        let mut saved: Vec<State> = Vec::new();
        let mut unsaved = 0usize;
        let mut path = Path::default();
        let mut clips = false;
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        // For each open piece of marked content whether it hides what is in it.
        let mut marked: Vec<bool> = Vec::new();
        let mut hidden = 0usize;
        let mut ops = TypedIter::new(content);
        while let Some(op) = ops.next() {
            self.budget.work(1)?;
            let m = state.ctm;
            match op {
                Op::SaveState(_) => {
                    if saved.len() < MOST_STATES {
                        saved.push(state.clone());
                    } else {
                        unsaved += 1;
                    }
                }
                Op::RestoreState(_) => {
                    if unsaved > 0 {
                        unsaved -= 1;
                    } else if let Some(s) = saved.pop() {
                        state = s;
                    }
                }
                Op::Transform(t) => {
                    let next = Matrix([t.0, t.1, t.2, t.3, t.4, t.5].map(|n| n.as_f64())).then(state.ctm);
                    if next.is_finite() {
                        state.ctm = next;
                    }
                }
                Op::LineWidth(w) => state.line_width = w.0.as_f64(),
                Op::SetGraphicsState(gs) => {
                    if let Some(gs) = resources.get_ext_g_state(gs.0) {
                        self.graphics_state(&gs, &mut state)?;
                    }
                }
                Op::MoveTo(p) => path.move_to(m, p.0.as_f64(), p.1.as_f64()),
                Op::LineTo(p) => path.line_to(m, p.0.as_f64(), p.1.as_f64()),
                Op::CubicTo(p) => path.curve_to(m, p.4.as_f64(), p.5.as_f64()),
                Op::CubicStartTo(p) => path.curve_to(m, p.2.as_f64(), p.3.as_f64()),
                Op::CubicEndTo(p) => path.curve_to(m, p.2.as_f64(), p.3.as_f64()),
                Op::ClosePath(_) => path.close(),
                Op::RectPath(r) => path.rect(m, r.0.as_f64(), r.1.as_f64(), r.2.as_f64(), r.3.as_f64()),
                Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => clips = true,
                Op::StrokePath(_)
                | Op::CloseAndStrokePath(_)
                | Op::FillPathNonZero(_)
                | Op::FillPathNonZeroCompatibility(_)
                | Op::FillPathEvenOdd(_)
                | Op::FillAndStrokeNonZero(_)
                | Op::FillAndStrokeEvenOdd(_)
                | Op::CloseFillAndStrokeNonZero(_)
                | Op::CloseFillAndStrokeEvenOdd(_)
                | Op::EndPath(_) => {
                    let closes = matches!(
                        op,
                        Op::CloseAndStrokePath(_) | Op::CloseFillAndStrokeNonZero(_) | Op::CloseFillAndStrokeEvenOdd(_)
                    );
                    if closes {
                        path.close();
                    }
                    let strokes = closes
                        || matches!(op, Op::StrokePath(_) | Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_));
                    let fills = !matches!(op, Op::StrokePath(_) | Op::CloseAndStrokePath(_) | Op::EndPath(_));
                    self.budget.work(path.parts.len() as u64)?;
                    if hidden == 0 && fills {
                        self.fill(&path, &state);
                    }
                    if hidden == 0 && strokes {
                        self.stroke(&path, &state);
                    }
                    if clips && !path.parts.is_empty() {
                        state.clip = state.clip.intersect(&path.bounds());
                    }
                    clips = false;
                    path = Path::default();
                }
                Op::NonStrokeColorDeviceGray(c) => plain(&mut state.fill, &mut state.fill_is_plain, ink(&[c.0])),
                Op::StrokeColorDeviceGray(c) => plain(&mut state.stroke, &mut state.stroke_is_plain, ink(&[c.0])),
                Op::NonStrokeColorDeviceRgb(c) => {
                    plain(&mut state.fill, &mut state.fill_is_plain, ink(&[c.0, c.1, c.2]));
                }
                Op::StrokeColorDeviceRgb(c) => {
                    plain(&mut state.stroke, &mut state.stroke_is_plain, ink(&[c.0, c.1, c.2]));
                }
                Op::NonStrokeColorCmyk(c) => {
                    plain(&mut state.fill, &mut state.fill_is_plain, ink(&[c.0, c.1, c.2, c.3]));
                }
                Op::StrokeColorCmyk(c) => {
                    plain(&mut state.stroke, &mut state.stroke_is_plain, ink(&[c.0, c.1, c.2, c.3]));
                }
                Op::ColorSpaceNonStroke(c) => {
                    state.fill_is_plain = is_plain(c.0, resources);
                    state.fill = Ink::Dark;
                }
                Op::ColorSpaceStroke(c) => {
                    state.stroke_is_plain = is_plain(c.0, resources);
                    state.stroke = Ink::Dark;
                }
                Op::NonStrokeColor(c) => state.fill = if state.fill_is_plain { ink(&c.0) } else { Ink::Dark },
                Op::StrokeColor(c) => state.stroke = if state.stroke_is_plain { ink(&c.0) } else { Ink::Dark },
                Op::NonStrokeColorNamed(c) => {
                    state.fill = if state.fill_is_plain && c.1.is_none() { ink(&c.0) } else { Ink::Dark };
                }
                Op::StrokeColorNamed(c) => {
                    state.stroke = if state.stroke_is_plain && c.1.is_none() { ink(&c.0) } else { Ink::Dark };
                }
                Op::BeginText(_) => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                Op::CharacterSpacing(v) => state.char_space = v.0.as_f64(),
                Op::WordSpacing(v) => state.word_space = v.0.as_f64(),
                Op::HorizontalScaling(v) => state.scale = v.0.as_f64() / 100.0,
                Op::TextLeading(v) => state.leading = v.0.as_f64(),
                Op::TextRise(v) => state.rise = v.0.as_f64(),
                Op::TextRenderingMode(v) => state.mode = v.0.as_i64(),
                Op::TextFont(f) => {
                    state.size = f.1.as_f64();
                    state.font = match resources.get_font(f.0) {
                        Some(dict) => self.font(&dict)?,
                        None => Some(Rc::new(Font::fallback())),
                    };
                }
                Op::SetTextMatrix(t) => {
                    line = Matrix([t.0, t.1, t.2, t.3, t.4, t.5].map(|n| n.as_f64()));
                    text = line;
                }
                Op::NextLine(t) => {
                    line = Matrix::translate(t.0.as_f64(), t.1.as_f64()).then(line);
                    text = line;
                }
                Op::NextLineAndSetLeading(t) => {
                    state.leading = -t.1.as_f64();
                    line = Matrix::translate(t.0.as_f64(), t.1.as_f64()).then(line);
                    text = line;
                }
                Op::NextLineUsingLeading(_) => {
                    line = Matrix::translate(0.0, -state.leading).then(line);
                    text = line;
                }
                Op::ShowText(s) => self.show(s.0.as_bytes(), &state, &mut text, hidden > 0)?,
                Op::NextLineAndShowText(s) => {
                    line = Matrix::translate(0.0, -state.leading).then(line);
                    text = line;
                    self.show(s.0.as_bytes(), &state, &mut text, hidden > 0)?;
                }
                Op::ShowTextWithParameters(s) => {
                    state.word_space = s.0.as_f64();
                    state.char_space = s.1.as_f64();
                    line = Matrix::translate(0.0, -state.leading).then(line);
                    text = line;
                    self.show(s.2.as_bytes(), &state, &mut text, hidden > 0)?;
                }
                Op::ShowTexts(list) => {
                    for item in list.0.iter::<Object<'_>>() {
                        self.budget.work(1)?;
                        match item {
                            Object::Number(n) => {
                                let by = -n.as_f64() / 1000.0 * state.size;
                                text = if state.font.as_ref().is_some_and(|f| f.is_vertical) {
                                    Matrix::translate(0.0, by).then(text)
                                } else {
                                    Matrix::translate(by * state.scale, 0.0).then(text)
                                };
                            }
                            Object::String(s) => self.show(s.as_bytes(), &state, &mut text, hidden > 0)?,
                            _ => {}
                        }
                    }
                }
                Op::XObject(x) => {
                    self.budget.work(20)?;
                    if let Some(stream) = resources.get_x_object(x.0)
                        && hidden == 0
                        && !self.layers.hides_object(stream.dict())
                    {
                        self.x_object(&stream, resources, &state, depth)?;
                    }
                }
                Op::InlineImage(_) if hidden == 0 => self.picture(&state),
                Op::BeginMarkedContent(_) => marked.push(false),
                Op::BeginMarkedContentWithProperties(b) => {
                    let hides = b.0.as_ref() == b"OC" && self.layers.hides_content(b.1, resources);
                    marked.push(hides);
                    hidden += usize::from(hides);
                    self.budget.work(2)?;
                }
                Op::EndMarkedContent(_) => {
                    let hid = marked.pop() == Some(true);
                    hidden = hidden.saturating_sub(usize::from(hid));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn graphics_state(&mut self, gs: &Dict<'_>, state: &mut State) -> Result<(), Exhausted> {
        self.budget.work(5)?;
        let visible = |key: &str, old: bool| gs.get::<f32>(key).map_or(old, |alpha| alpha > 0.02);
        state.fill_alpha = visible("ca", state.fill_alpha);
        state.stroke_alpha = visible("CA", state.stroke_alpha);
        if let Some(width) = gs.get::<f64>("LW") {
            state.line_width = width;
        }
        if let Some(font) = gs.get::<Array<'_>>("Font") {
            let mut items = font.flex_iter();
            if let (Some(dict), Some(size)) = (items.next::<Dict<'_>>(), items.next::<Number>()) {
                state.font = self.font(&dict)?;
                state.size = size.as_f64();
            }
        }
        Ok(())
    }

    fn font(&mut self, dict: &Dict<'_>) -> Result<Option<Rc<Font>>, Exhausted> {
        let data = dict.data();
        let key = (data.as_ptr() as usize, data.len());
        if let Some(font) = self.fonts.get(&key) {
            return Ok(font.clone());
        }
        self.budget.work(200)?;
        let font = Font::new(dict, self.budget)?.map(Rc::new);
        self.fonts.insert(key, font.clone());
        Ok(font)
    }

    fn show(&mut self, bytes: &[u8], state: &State, text: &mut Matrix, hidden: bool) -> Result<(), Exhausted> {
        let Some(font) = &state.font else { return Ok(()) };
        let ink = if state.mode == 3 {
            // Invisible text lies over the picture of a scanned page; it is what there is to read.
            Ink::Dark
        } else if state.mode == 7 {
            Ink::None
        } else if matches!(state.mode, 1 | 5) {
            if state.stroke_alpha { state.stroke } else { Ink::None }
        } else if state.fill_alpha {
            state.fill
        } else {
            Ink::None
        };
        let mut rest = bytes;
        while let Some(code) = font.decode(rest) {
            self.budget.work(1)?;
            rest = rest.get(code.length.max(1)..).unwrap_or_default();
            let map =
                Matrix([state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise]).then(*text).then(state.ctm);
            if !hidden && ink != Ink::None && map.is_finite() {
                self.glyphs(&code, font, map, ink, state);
            }
            let space = state.char_space + if code.is_space { state.word_space } else { 0.0 };
            *text = if font.is_vertical {
                Matrix::translate(0.0, code.advance * state.size + space).then(*text)
            } else {
                Matrix::translate((code.advance * state.size + space) * state.scale, 0.0).then(*text)
            };
        }
        Ok(())
    }

    /// Notes the characters of one code.
    fn glyphs(&mut self, code: &super::font::Code, font: &Font, map: Matrix, ink: Ink, state: &State) {
        let (single, several);
        let (text, is_unknown): (&[char], bool) = match &code.text {
            Text::Char(c) if normal::is_plain(*c) => {
                single = [*c];
                (&single, false)
            }
            Text::Char(c) => {
                let mut buffer = [0u8; 4];
                several = normal::written(c.encode_utf8(&mut buffer));
                (&several, false)
            }
            Text::Several(s) => {
                several = normal::written(s);
                (&several, false)
            }
            Text::Unknown => (&['\u{fffd}'], true),
        };
        let count = text.len().max(1) as f64;
        // Text across the page at an angle is a watermark.
        let (along, across) = (map.0[0].abs().max(map.0[1].abs()), map.0[0].abs().min(map.0[1].abs()));
        if across > along * 0.15 {
            return;
        }
        let turn = Turn::of(map.0[0], map.0[1]);
        let size = (map.0[2].hypot(map.0[3])) as f32;
        for (i, char) in text.iter().copied().enumerate() {
            let share = i as f64 / count;
            let next = (i + 1) as f64 / count;
            let area = if font.is_vertical {
                let (x, y) = code.shift;
                let top = y.min(0.88);
                let height = -code.advance;
                map.apply_box(-x, -(height * share) + top - y, x, -(height * next) + top - y)
            } else {
                map.apply_box(code.advance * share, -0.12, code.advance * next, 0.88)
            };
            // What lies outside the page or its clipping is not printed. A number of which only a part is printed is
            // no number: its last visible digit is as good as unknown.
            let beside = |other: &Rect| {
                let ((x, y), (u, v)) = (area.middle(), other.middle());
                char.is_ascii_digit() && (x - u).hypot(y - v) < size * 0.75
            };
            if !self.frame.contains(area.middle()) || !grown(&state.clip, 1.0).contains(area.middle()) {
                if let Some(last) = self.page.glyphs.last_mut()
                    && last.char.is_ascii_digit()
                    && beside(&last.area)
                {
                    last.char = char::REPLACEMENT_CHARACTER;
                }
                self.cut = char.is_ascii_digit().then_some(area);
                continue;
            }
            self.unknown += usize::from(is_unknown);
            let is_cut = self.cut.take().is_some_and(|cut| beside(&cut));
            let glyph = Glyph {
                char: if is_cut { char::REPLACEMENT_CHARACTER } else { char },
                area,
                size,
                turn,
                is_vertical: font.is_vertical,
                is_bold: font.is_bold || state.mode == 2,
            };
            if ink == Ink::White {
                self.white_glyphs.push(glyph);
            } else {
                self.page.glyphs.push(glyph);
            }
        }
    }

    fn rule(&mut self, rule: Rule, ink: Ink, clip: &Rect) {
        let (low, high, across_low, across_high) = if rule.is_horizontal {
            (clip.left, clip.right, clip.top, clip.bottom)
        } else {
            (clip.top, clip.bottom, clip.left, clip.right)
        };
        let rule = Rule { from: rule.from.max(low), to: rule.to.min(high), ..rule };
        if rule.at < across_low - 2.0 || rule.at > across_high + 2.0 || rule.to < rule.from {
            return;
        }
        match ink {
            Ink::Dark => self.page.rules.push(rule),
            Ink::White => self.white_rules.push(rule),
            Ink::None => {}
        }
    }

    fn stroke(&mut self, path: &Path, state: &State) {
        let ink = if state.stroke_alpha { state.stroke } else { Ink::None };
        let scale = state.ctm.0[0].hypot(state.ctm.0[1]).max(state.ctm.0[2].hypot(state.ctm.0[3]));
        let width = (state.line_width * scale) as f32;
        for part in &path.parts {
            if part.is_curved {
                continue;
            }
            let ends = part.points.iter().zip(part.points.iter().skip(1));
            let closing = part.points.last().zip(part.points.first()).filter(|_| part.is_closed);
            for (&(x0, y0), &(x1, y1)) in ends.chain(closing) {
                let r = Rect::around([(x0, y0), (x1, y1)]);
                let (w, h) = (r.width(), r.height());
                if width > 6.0 && w.max(h) > 0.0 {
                    // A line this thick is an area of colour.
                    let half = width / 2.0;
                    let area = if w >= h {
                        Rect { top: r.top - half, bottom: r.bottom + half, ..r }
                    } else {
                        Rect { left: r.left - half, right: r.right + half, ..r }
                    };
                    self.area(area, ink, state);
                } else if h <= 0.5 + w * 0.01 && w > 0.0 {
                    let rule = Rule { is_horizontal: true, at: (r.top + r.bottom) / 2.0, from: r.left, to: r.right };
                    self.rule(rule, ink, &state.clip);
                } else if w <= 0.5 + h * 0.01 && h > 0.0 {
                    let rule = Rule { is_horizontal: false, at: (r.left + r.right) / 2.0, from: r.top, to: r.bottom };
                    self.rule(rule, ink, &state.clip);
                }
            }
        }
    }

    fn fill(&mut self, path: &Path, state: &State) {
        let ink = if state.fill_alpha { state.fill } else { Ink::None };
        let rects: Vec<Rect> = path.parts.iter().filter_map(Part::as_rect).collect();
        for r in &rects {
            self.area(*r, ink, state);
        }
        // A frame is drawn as the area between two rectangles.
        if rects.len() >= 2 && rects.len() <= 8 {
            for inner in &rects {
                let is_framed = rects.iter().any(|outer| {
                    let sides = [
                        inner.left - outer.left,
                        inner.top - outer.top,
                        outer.right - inner.right,
                        outer.bottom - inner.bottom,
                    ];
                    sides.iter().all(|d| (0.05..=THICKEST_RULE).contains(d))
                });
                if is_framed && inner.width() > 6.0 && inner.height() > 6.0 {
                    self.frame_rules(inner, ink, &state.clip);
                }
            }
        }
    }

    fn frame_rules(&mut self, r: &Rect, ink: Ink, clip: &Rect) {
        for at in [r.top, r.bottom] {
            self.rule(Rule { is_horizontal: true, at, from: r.left, to: r.right }, ink, clip);
        }
        for at in [r.left, r.right] {
            self.rule(Rule { is_horizontal: false, at, from: r.top, to: r.bottom }, ink, clip);
        }
    }

    /// A filled rectangle: a line if it is thin, else ground to stand on.
    fn area(&mut self, r: Rect, ink: Ink, state: &State) {
        let (w, h) = (r.width(), r.height());
        let (x, y) = r.middle();
        if w.min(h) <= THICKEST_RULE {
            if w >= h {
                self.rule(Rule { is_horizontal: true, at: y, from: r.left, to: r.right }, ink, &state.clip);
            }
            // A dot where lines meet belongs to both.
            if h >= w || w <= THICKEST_RULE {
                self.rule(Rule { is_horizontal: false, at: x, from: r.top, to: r.bottom }, ink, &state.clip);
            }
        } else if ink == Ink::Dark {
            let seen = r.intersect(&state.clip);
            if !seen.is_empty() {
                self.grounds.push(seen);
            }
        }
    }

    fn picture(&mut self, state: &State) {
        let area = state.ctm.apply_box(0.0, 0.0, 1.0, 1.0).intersect(&state.clip);
        if !area.is_empty() && self.page.pictures.len() < 2000 {
            self.page.pictures.push(area);
        }
    }

    fn x_object(
        &mut self,
        stream: &Stream<'_>,
        resources: &Resources<'_>,
        state: &State,
        depth: usize,
    ) -> Result<(), Exhausted> {
        let dict = stream.dict();
        match dict.get::<Name<'_>>("Subtype").as_ref().map(|n| n.as_ref().to_vec()).as_deref() {
            Some(b"Image") => {
                self.picture(state);
                // Lines are sometimes drawn as pictures one point high.
                let area = state.ctm.apply_box(0.0, 0.0, 1.0, 1.0);
                if area.width().min(area.height()) <= THICKEST_RULE && area.width().max(area.height()) > 6.0 {
                    self.area(area, Ink::Dark, state);
                }
                Ok(())
            }
            Some(b"Form") => self.form(stream, resources, state, depth),
            _ => Ok(()),
        }
    }

    fn form(
        &mut self,
        stream: &Stream<'_>,
        resources: &Resources<'_>,
        state: &State,
        depth: usize,
    ) -> Result<(), Exhausted> {
        if depth >= DEEPEST {
            return Ok(());
        }
        let dict = stream.dict();
        let Some(content) = unpack(stream, self.budget)? else { return Ok(()) };
        let mut inner = state.clone();
        if let Some(matrix) = dict.get::<[f64; 6]>("Matrix") {
            inner.ctm = Matrix(matrix).then(inner.ctm);
        }
        if !inner.ctm.is_finite() {
            return Ok(());
        }
        if let Some([x0, y0, x1, y1]) = dict.get::<[f64; 4]>("BBox") {
            inner.clip = inner.clip.intersect(&inner.ctm.apply_box(x0, y0, x1, y1));
        }
        match dict.get::<Dict<'_>>("Resources") {
            Some(own) => {
                self.budget.work(20)?;
                self.run(&content, &Resources::new(own), inner, depth + 1)
            }
            None => self.run(&content, resources, inner, depth + 1),
        }
    }

    /// Stamps and filled-in fields, which are printed on top of the page.
    fn annotations(&mut self, page: &FilePage<'_>, state: &State) -> Result<(), Exhausted> {
        let Some(list) = page.raw().get::<Array<'_>>("Annots") else { return Ok(()) };
        for annotation in list.iter::<Dict<'_>>() {
            self.budget.work(20)?;
            // Hidden, or not shown on the screen.
            if annotation.get::<i32>("F").unwrap_or(0) & 0b10_0010 != 0 || self.layers.hides_object(&annotation) {
                continue;
            }
            let kind = annotation.get::<Name<'_>>("Subtype");
            if kind.is_some_and(|k| matches!(k.as_ref(), b"Popup" | b"Link")) {
                continue;
            }
            let Some(look) = annotation.get::<Dict<'_>>("AP").and_then(|ap| look(&ap, &annotation)) else { continue };
            let numbers = |array: Option<Array<'_>>| -> Option<[f64; 4]> {
                let n: Vec<f64> = array?.iter::<Number>().map(|n| n.as_f64()).collect();
                n.try_into().ok()
            };
            let (Some([x0, y0, x1, y1]), Some([a, b, c, d])) =
                (numbers(annotation.get("Rect")), numbers(look.dict().get("BBox")))
            else {
                continue;
            };
            // The box of the appearance is fitted into the rectangle of the annotation (PDF 32000, 12.5.5).
            let matrix = look.dict().get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix);
            let r = matrix.apply_box(a, b, c, d);
            let (w, h) = (f64::from(r.width()), f64::from(r.height()));
            if w <= 0.0 || h <= 0.0 {
                continue;
            }
            let (sx, sy) = ((x1 - x0).abs() / w, (y1 - y0).abs() / h);
            let (dx, dy) = (x0.min(x1) - f64::from(r.left) * sx, y0.min(y1) - f64::from(r.top) * sy);
            let mut placed = state.clone();
            placed.ctm = Matrix([sx, 0.0, 0.0, sy, dx, dy]).then(state.ctm);
            self.form(&look, page.resources(), &placed, 0)?;
        }
        Ok(())
    }
}

/// The normal appearance of an annotation; a check box has one for each of its states.
fn look<'a>(appearances: &Dict<'a>, annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match appearances.get::<Object<'_>>("N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let state = annotation.get::<Name<'_>>("AS")?;
            states.get::<Stream<'_>>(state.as_ref())
        }
        _ => None,
    }
}

fn grown(r: &Rect, by: f32) -> Rect {
    Rect { left: r.left - by, top: r.top - by, right: r.right + by, bottom: r.bottom + by }
}

fn plain(ink: &mut Ink, is_plain: &mut bool, colour: Ink) {
    *ink = colour;
    *is_plain = true;
}

/// White or not, by the number of components: grey, red-green-blue, or four inks.
fn ink(components: &[Number]) -> Ink {
    let is_white = match components {
        [a, b, c, d] => [a, b, c, d].iter().all(|n| n.as_f32() < 0.02),
        [] => false,
        some => some.len() <= 3 && some.iter().all(|n| n.as_f32() > 0.98),
    };
    if is_white { Ink::White } else { Ink::Dark }
}

/// Whether more of a component is lighter (or, of four, less is): not so for spot colours, palettes and patterns.
fn is_plain(name: &Name<'_>, resources: &Resources<'_>) -> bool {
    if matches!(name.as_ref(), b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"G" | b"RGB" | b"CMYK") {
        return true;
    }
    match resources.get_color_space(name) {
        Some(Object::Array(array)) => array
            .iter::<Name<'_>>()
            .next()
            .is_some_and(|kind| matches!(kind.as_ref(), b"ICCBased" | b"CalGray" | b"CalRGB")),
        Some(Object::Name(name)) => matches!(name.as_ref(), b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK"),
        _ => false,
    }
}
