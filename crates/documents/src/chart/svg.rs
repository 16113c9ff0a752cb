//! A chart as SVG that a screen reader tells, a black-and-white printer prints and a strict content security policy lets
//! pass: title and description inside, shapes that differ by more than colour, presentation attributes only.
//!
//! Colours: text is the text colour of its surroundings; shapes have at least 4.5:1 against white.

use super::{Chart, ChartKind, Series, scale::Scale};
use crate::write::html::escape;
use std::fmt::Write as _;

/// Width of the drawing; it is shown between about 340 and 560 pixels wide.
const WIDTH: f64 = 480.0;
/// Size of all text.
const SIZE: f64 = 16.0;
/// Height of a line of the key.
const LINE: f64 = 24.0;
/// Thickness of a bar.
const BAR: f64 = 20.0;
/// Space between the bars of two labels.
const GAP: f64 = 14.0;
/// Height of the field in which lines are drawn.
const FIELD: f64 = 220.0;
/// The widest column of labels, as a share of the whole.
const LABELS: f64 = 0.36;

/// Colours of the series: blue, brown, green, grey.
const INK: [&str; 4] = ["#1d5f8a", "#9a4a00", "#1b6e3c", "#4d4d4d"];
/// Dashes of the lines of the series.
const DASH: [&str; 4] = ["", "9 5", "2 5", "12 4 2 4"];

/// The drawing, or none where there is nothing to draw ([`Chart::instead`]). `id` must be unique in its page; `family` is
/// the font where the surroundings give none.
pub fn svg(chart: &Chart, id: &str, family: Option<&str>) -> Option<String> {
    if chart.instead().is_some() {
        return None;
    }
    let mut pen = Pen::default();
    let top = key(&mut pen, chart);
    let height = match chart.kind {
        ChartKind::Bars => bars(&mut pen, chart, top),
        ChartKind::Lines => lines(&mut pen, chart, top),
    };
    let family = family.map(|f| format!(" font-family=\"{}\"", escape(f))).unwrap_or_default();
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gk-chart__svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" font-size=\"{SIZE}\"{family}>\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n{}</svg>\n",
        escape(&chart.caption()),
        escape(&chart.description),
        pen.out,
        height = round(height),
    ))
}

/// How wide a text is: Chinese characters fill their square, others about half of it.
fn width(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.58 } else { 1.0 }).sum::<f64>() * SIZE
}

/// A coordinate with one decimal.
fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[derive(Default)]
struct Pen {
    out: String,
    taken: Vec<[f64; 4]>,
}

#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

impl Pen {
    fn put(&mut self, element: &str) {
        self.out.push_str(element);
        self.out.push('\n');
    }

    /// A text; `y` is its middle.
    fn text(&mut self, x: f64, y: f64, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let text = escape(text);
        let line = format!(
            "<text x=\"{}\" y=\"{}\" fill=\"currentColor\"{anchor}>{text}</text>",
            round(x),
            round(y + SIZE * 0.35)
        );
        self.put(&line);
    }

    /// A number beside its point — above, below, right or left — where nothing else stands and within the drawing.
    fn text_beside(&mut self, x: f64, y: f64, lowest: f64, text: &str) {
        let half = width(text) / 2.0;
        let side = half + 9.0;
        for (x, y) in [(x, y - 15.0), (x, y + 15.0), (x + side, y), (x - side, y)] {
            if y + SIZE / 2.0 > lowest || x - half < 0.0 || x + half > WIDTH {
                continue;
            }
            let area = [x - half, y - SIZE / 2.0, x + half, y + SIZE / 2.0];
            let hits = |b: &[f64; 4]| area[0] < b[2] && b[0] < area[2] && area[1] < b[3] && b[1] < area[3];
            if !self.taken.iter().any(hits) {
                self.taken.push(area);
                self.text(x, y, Anchor::Middle, text);
                return;
            }
        }
    }

    fn rule(&mut self, x1: f64, y1: f64, x2: f64, y2: f64, colour: &str) {
        let (x1, y1, x2, y2) = (round(x1), round(y1), round(x2), round(y2));
        self.put(&format!("<path d=\"M{x1} {y1}L{x2} {y2}\" stroke=\"{colour}\" fill=\"none\"/>"));
    }

    /// A bar in the look of its series: full, upright stripes, empty, level stripes.
    fn bar(&mut self, series: usize, x: f64, y: f64, width: f64, height: f64) {
        let ink = INK[series % INK.len()];
        let fill = if series.is_multiple_of(4) { ink } else { "none" };
        // The border stands inside, so that a short bar is not longer than its value.
        let (left, up, wide, high) =
            (round(x + 0.75), round(y + 0.75), round((width - 1.5).max(0.5)), round(height - 1.5));
        self.put(&format!(
            "<rect x=\"{left}\" y=\"{up}\" width=\"{wide}\" height=\"{high}\" fill=\"{fill}\" stroke=\"{ink}\" stroke-width=\"1.5\"/>"
        ));
        let mut stripes = String::new();
        match series % 4 {
            1 => {
                let mut at = x + 6.0;
                while at < x + width - 1.0 {
                    let _ = write!(stripes, "M{} {}v{}", round(at), round(y), round(height));
                    at += 6.0;
                }
            }
            3 => {
                for line in 1..4 {
                    let at = y + height * f64::from(line) / 4.0;
                    let _ = write!(stripes, "M{} {}h{}", round(x), round(at), round(width));
                }
            }
            _ => {}
        }
        if !stripes.is_empty() {
            self.put(&format!("<path d=\"{stripes}\" stroke=\"{ink}\" stroke-width=\"2\" fill=\"none\"/>"));
        }
    }

    /// A point in the look of its series: circle, square, triangle, cross.
    fn point(&mut self, series: usize, x: f64, y: f64) {
        let ink = INK[series % INK.len()];
        let (x, y) = (round(x), round(y));
        let shape = match series % 4 {
            0 => format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"{ink}\"/>"),
            1 => format!(
                "<rect x=\"{}\" y=\"{}\" width=\"10\" height=\"10\" fill=\"{ink}\"/>",
                round(x - 5.0),
                round(y - 5.0)
            ),
            2 => format!("<path d=\"M{x} {}l6 11h-12z\" fill=\"{ink}\"/>", round(y - 7.0)),
            _ => format!(
                "<path d=\"M{} {}l10 10m0-10l-10 10\" stroke=\"{ink}\" stroke-width=\"3\" fill=\"none\"/>",
                round(x - 5.0),
                round(y - 5.0)
            ),
        };
        self.put(&shape);
    }

    fn line(&mut self, series: usize, path: &str) {
        let (ink, dash) = (INK[series % INK.len()], DASH[series % DASH.len()]);
        let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        self.put(&format!("<path d=\"{path}\" stroke=\"{ink}\" stroke-width=\"2.5\" fill=\"none\"{dash}/>"));
    }
}

/// What stands for which series, above the drawing; nothing for a single series. Gives the height used.
fn key(pen: &mut Pen, chart: &Chart) -> f64 {
    const SAMPLE: f64 = 30.0;
    if chart.series.len() < 2 {
        return 4.0;
    }
    let (mut x, mut y) = (0.0, LINE / 2.0);
    for (i, series) in chart.series.iter().enumerate() {
        let needs = SAMPLE + 6.0 + width(&series.name) + 16.0;
        if x > 0.0 && x + needs > WIDTH + 16.0 {
            x = 0.0;
            y += LINE;
        }
        match chart.kind {
            ChartKind::Bars => pen.bar(i, x, y - 7.0, SAMPLE, 14.0),
            ChartKind::Lines => {
                pen.line(i, &format!("M{} {y}h{SAMPLE}", round(x)));
                pen.point(i, x + SAMPLE / 2.0, y);
            }
        }
        pen.text(x + SAMPLE + 6.0, y, Anchor::Start, &series.name);
        x += needs;
    }
    y + LINE / 2.0 + 8.0
}

pub(crate) fn greatest(chart: &Chart) -> u64 {
    chart.series.iter().flat_map(|s| s.values.iter().take(chart.labels.len())).flatten().copied().max().unwrap_or(0)
}

/// A label in at most two lines that fit.
fn broken(label: &str, room: f64) -> Vec<String> {
    let mut rows = vec![String::new()];
    for c in label.chars() {
        let last = rows.len() - 1;
        if width(&rows[last]) + width(&c.to_string()) > room && !rows[last].is_empty() {
            if rows.len() == 2 {
                rows[1].pop();
                rows[1].push('…');
                return rows;
            }
            rows.push(String::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push(c);
        }
    }
    rows
}

fn bars(pen: &mut Pen, chart: &Chart, top: f64) -> f64 {
    let count = chart.series.len().max(1) as f64;
    let widest = |texts: &mut dyn Iterator<Item = String>| texts.map(|t| width(&t)).fold(0.0, f64::max);
    let labels = widest(&mut chart.labels.iter().cloned()).min(WIDTH * LABELS);
    let values = widest(
        &mut chart.series.iter().flat_map(|s: &Series| (0..chart.labels.len()).map(move |i| chart.printed(s, i))),
    );
    let left = labels + 10.0;
    let scale = Scale::of(greatest(chart));
    let ticks: Vec<u64> = scale.ticks().collect();
    let last = ticks.last().map(u64::to_string).unwrap_or_default();
    let field = (WIDTH - left - (values + 8.0).max(width(&last) / 2.0)).max(60.0);
    let bottom = top + chart.labels.len() as f64 * (count * BAR + GAP);
    // Numbers below the axis only as far as they stand apart.
    let apart = field / scale.steps as f64 > width(&last) + 8.0;
    for (i, tick) in ticks.iter().enumerate() {
        let x = left + field * scale.at(*tick);
        pen.rule(x, top, x, bottom, if *tick == 0 { "#4d4d4d" } else { "#c8c8c8" });
        if apart || i == 0 || i + 1 == ticks.len() {
            pen.text(x, bottom + 13.0, Anchor::Middle, &tick.to_string());
        }
    }
    for (l, label) in chart.labels.iter().enumerate() {
        let up = top + l as f64 * (count * BAR + GAP) + GAP / 2.0;
        let middle = up + count * BAR / 2.0;
        let rows = broken(label, labels + 1.0);
        let first = middle - (rows.len() as f64 - 1.0) * SIZE * 0.55;
        for (r, row) in rows.iter().enumerate() {
            pen.text(labels, first + r as f64 * SIZE * 1.1, Anchor::End, row);
        }
        for (i, series) in chart.series.iter().enumerate() {
            let y = up + i as f64 * BAR;
            let value = series.values.get(l).copied().flatten();
            let long = field * scale.at(value.unwrap_or(0));
            if value.is_some_and(|v| v > 0) {
                pen.bar(i, left, y + 1.0, long.max(1.5), BAR - 2.0);
            }
            pen.text(left + long + 6.0, y + BAR / 2.0, Anchor::Start, &chart.printed(series, l));
        }
    }
    bottom + 26.0
}

fn lines(pen: &mut Pen, chart: &Chart, top: f64) -> f64 {
    let scale = Scale::of(greatest(chart));
    let ticks: Vec<u64> = scale.ticks().collect();
    let left = ticks.iter().map(|t| width(&t.to_string())).fold(0.0, f64::max) + 10.0;
    let (top, right) = (top + SIZE, WIDTH - 24.0);
    let bottom = top + FIELD;
    let y = |value: u64| bottom - FIELD * scale.at(value);
    for tick in &ticks {
        pen.rule(left, y(*tick), right, y(*tick), if *tick == 0 { "#4d4d4d" } else { "#c8c8c8" });
        pen.text(left - 6.0, y(*tick), Anchor::End, &tick.to_string());
    }
    // Points stand in the middle of equal steps, so that the first and last label have room.
    let step = (right - left) / chart.labels.len() as f64;
    let x = |i: usize| left + step * (i as f64 + 0.5);
    let widest = chart.labels.iter().map(|l| width(l)).fold(0.0, f64::max) + 8.0;
    let every = (widest / step).ceil().max(1.0) as usize;
    let last = chart.labels.len() - 1;
    for (i, label) in chart.labels.iter().enumerate().filter(|(i, _)| (last - i).is_multiple_of(every)) {
        pen.text(x(i), bottom + 14.0, Anchor::Middle, label);
    }
    for (s, series) in chart.series.iter().enumerate() {
        let mut path = String::new();
        let mut draws = false;
        for i in 0..chart.labels.len() {
            match series.values.get(i).copied().flatten() {
                Some(value) => {
                    let _ = write!(path, "{}{} {}", if draws { 'L' } else { 'M' }, round(x(i)), round(y(value)));
                    draws = true;
                }
                // A year that is not known interrupts the line.
                None => draws = false,
            }
        }
        pen.line(s, &path);
    }
    // Points and numbers above all lines; a number without room is in the table.
    let points = |s: &Series| {
        (0..chart.labels.len()).filter_map(|i| Some((i, s.values.get(i).copied().flatten()?))).collect::<Vec<_>>()
    };
    for (s, series) in chart.series.iter().enumerate() {
        for (i, value) in points(series) {
            pen.point(s, x(i), y(value));
            pen.taken.push([x(i) - 5.0, y(value) - 5.0, x(i) + 5.0, y(value) + 5.0]);
        }
    }
    for series in &chart.series {
        for (i, value) in points(series) {
            pen.text_beside(x(i), y(value), bottom, &value.to_string());
        }
    }
    bottom + 28.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(kind: ChartKind, series: &[&[Option<u64>]]) -> Chart {
        let count = series.first().map_or(0, |s| s.len());
        Chart {
            kind,
            title: "申请<趋势>".to_owned(),
            description: "逐年增加。".to_owned(),
            label_head: "年度".to_owned(),
            unit: "件".to_owned(),
            labels: (0..count).map(|i| format!("{}年", 2019 + i)).collect(),
            series: series
                .iter()
                .enumerate()
                .map(|(i, v)| Series { name: format!("第{i}组"), values: v.to_vec() })
                .collect(),
            shares: false,
            note: None,
        }
    }

    #[test]
    fn a_drawing_says_what_it_shows_and_carries_no_style_or_script() {
        let drawn =
            svg(&chart(ChartKind::Lines, &[&[Some(3), None, Some(9)], &[Some(1), Some(2), Some(4)]]), "c1", None)
                .unwrap();
        for part in [
            "role=\"img\"",
            "aria-labelledby=\"c1-title c1-desc\"",
            "<title id=\"c1-title\">申请&lt;趋势&gt;（单位：件）</title>",
            "<desc id=\"c1-desc\">逐年增加。</desc>",
        ] {
            assert!(drawn.contains(part), "{part}\n{drawn}");
        }
        assert!(
            !drawn.contains("style") && !drawn.contains("script") && !drawn.contains("NaN") && !drawn.contains("inf")
        );
        // The unknown year interrupts the first line: it begins twice.
        let first = drawn.lines().find(|l| l.contains("stroke-width=\"2.5\"") && l.matches('M').count() == 2);
        assert!(first.is_some(), "{drawn}");
    }

    #[test]
    fn series_differ_by_more_than_colour() {
        let drawn = svg(&chart(ChartKind::Bars, &[&[Some(5)], &[Some(4)], &[Some(3)], &[Some(2)]]), "c", None).unwrap();
        assert_eq!(drawn.matches("fill=\"none\" stroke=\"#").count(), 6, "{drawn}");
        assert!(drawn.matches("<path d=\"M").count() >= 4);
        let drawn = svg(&chart(ChartKind::Lines, &[&[Some(5)], &[Some(4)]]), "c", None).unwrap();
        assert!(drawn.contains("stroke-dasharray") && drawn.contains("<circle") && drawn.contains("<rect"));
    }

    #[test]
    fn the_length_of_a_bar_is_its_value_and_unknown_has_none() {
        let drawn = svg(&chart(ChartKind::Bars, &[&[Some(10), Some(5), Some(0), None]]), "c", None).unwrap();
        let widths: Vec<f64> = drawn
            .split("<rect ")
            .skip(1)
            .filter_map(|r| r.split("width=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect();
        assert_eq!(widths.len(), 2, "{drawn}");
        assert!((widths[0] + 1.5 - 2.0 * (widths[1] + 1.5)).abs() < 0.3, "{widths:?}");
        assert!(drawn.contains(">未定</text>") && drawn.contains(">0</text>"));
    }

    #[test]
    fn long_series_thin_their_labels_and_keep_the_last() {
        let values: Vec<Option<u64>> = (0..60).map(|i| Some(i % 7)).collect();
        let drawn = svg(&chart(ChartKind::Lines, &[&values]), "c", None).unwrap();
        assert!(drawn.contains(">2078年<"));
        assert!(drawn.matches("年</text>").count() < 12, "{}", drawn.matches("年</text>").count());
        assert!(svg(&chart(ChartKind::Lines, &[&[Some(1)]]), "c", None).unwrap().contains("<circle"));
    }

    #[test]
    fn nothing_to_draw_is_not_an_empty_frame() {
        assert_eq!(svg(&chart(ChartKind::Lines, &[&[Some(0), Some(0)]]), "c", None), None);
        assert_eq!(svg(&chart(ChartKind::Bars, &[]), "c", None), None);
        assert!(svg(&chart(ChartKind::Bars, &[&[Some(u64::MAX)]]), "c", None).is_some());
    }

    #[test]
    fn colours_stand_out_from_white() {
        let channel = |hex: &str| {
            let c = f64::from(u8::from_str_radix(hex, 16).unwrap()) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        for ink in INK {
            let luminance = 0.2126 * channel(&ink[1..3]) + 0.7152 * channel(&ink[3..5]) + 0.0722 * channel(&ink[5..7]);
            assert!(1.05 / (luminance + 0.05) >= 4.5, "{ink}");
        }
    }
}
