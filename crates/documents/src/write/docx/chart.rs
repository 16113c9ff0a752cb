//! A chart as a native drawing of Word: sharp at any size, set in the reader's fonts, and open to “edit data”, because a
//! small workbook with the numbers is inside.
//!
//! Series differ by pattern, dash and mark as well as by colour, as in the SVG.

use super::xml::Xml;
use crate::{
    chart::{Chart, ChartKind, Series, scale::Scale, svg::greatest},
    write::WriteError,
};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

const A: (&str, &str) = ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
const C: (&str, &str) = ("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart");
const WP: (&str, &str) = ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing");
const R: (&str, &str) = ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
/// English Metric Units in a millimetre.
const EMU_PER_MM: usize = 36_000;
const WIDTH_MM: usize = 130;
const INK: [&str; 4] = ["1D5F8A", "9A4A00", "1B6E3C", "4D4D4D"];
const PATTERN: [&str; 4] = ["", "wdUpDiag", "pct20", "ltHorz"];
const DASH: [&str; 4] = ["solid", "dash", "sysDot", "lgDashDot"];
const MARK: [&str; 4] = ["circle", "square", "triangle", "x"];
/// The sheet of the workbook inside.
const SHEET: &str = "Sheet1";

/// A chart's part, and the workbook behind it.
pub(super) struct Parts {
    pub xml: String,
    pub workbook: Vec<u8>,
}

/// The drawing in the running text: `number` from 1, `relation` leads to the part.
pub(super) fn inline(xml: &mut Xml, chart: &Chart, number: usize, relation: &str) {
    let height_mm = match chart.kind {
        ChartKind::Lines => 75,
        ChartKind::Bars => (25 + 6 * chart.labels.len() * (1 + chart.series.len())).clamp(50, 200),
    };
    let (cx, cy) = ((WIDTH_MM * EMU_PER_MM).to_string(), (height_mm * EMU_PER_MM).to_string());
    xml.open("w:drawing", &[]);
    xml.open("wp:inline", &[WP, ("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
    xml.empty("wp:extent", &[("cx", &cx), ("cy", &cy)]);
    let told = format!("{}。{}", chart.caption(), chart.description);
    let (id, name) = (number.to_string(), format!("图表 {number}"));
    xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", &told)]);
    xml.empty("wp:cNvGraphicFramePr", &[]);
    xml.open("a:graphic", &[A]);
    xml.open("a:graphicData", &[("uri", C.1)]);
    xml.empty("c:chart", &[C, R, ("r:id", relation)]);
    xml.close("a:graphicData");
    xml.close("a:graphic");
    xml.close("wp:inline");
    xml.close("w:drawing");
}

/// The parts of a chart that has something to draw.
pub(super) fn parts(chart: &Chart) -> Result<Parts, WriteError> {
    let workbook = workbook(chart).map_err(|e| WriteError::Package(e.to_string()))?;
    let mut xml = Xml::new();
    xml.open("c:chartSpace", &[C, A, R]);
    value(&mut xml, "c:roundedCorners", "0");
    xml.open("c:chart", &[]);
    value(&mut xml, "c:autoTitleDeleted", "1");
    xml.open("c:plotArea", &[]);
    xml.empty("c:layout", &[]);
    let (plot, is_bars) = match chart.kind {
        ChartKind::Bars => ("c:barChart", true),
        ChartKind::Lines => ("c:lineChart", false),
    };
    xml.open(plot, &[]);
    if is_bars {
        value(&mut xml, "c:barDir", "bar");
        value(&mut xml, "c:grouping", "clustered");
    } else {
        value(&mut xml, "c:grouping", "standard");
    }
    value(&mut xml, "c:varyColors", "0");
    for (index, one) in chart.series.iter().enumerate() {
        series(&mut xml, chart, one, index, is_bars);
    }
    if is_bars {
        value(&mut xml, "c:gapWidth", "50");
    } else {
        value(&mut xml, "c:marker", "1");
    }
    value(&mut xml, "c:axId", "1");
    value(&mut xml, "c:axId", "2");
    xml.close(plot);
    axis(&mut xml, chart, "c:catAx", is_bars);
    axis(&mut xml, chart, "c:valAx", is_bars);
    xml.close("c:plotArea");
    if chart.series.len() > 1 {
        xml.open("c:legend", &[]);
        value(&mut xml, "c:legendPos", "t");
        value(&mut xml, "c:overlay", "0");
        xml.close("c:legend");
    }
    value(&mut xml, "c:plotVisOnly", "1");
    // What is not known leaves a gap; it is not drawn as zero.
    value(&mut xml, "c:dispBlanksAs", "gap");
    xml.close("c:chart");
    text_size(&mut xml);
    xml.open("c:externalData", &[("r:id", "rId1")]);
    value(&mut xml, "c:autoUpdate", "0");
    xml.close("c:externalData");
    xml.close("c:chartSpace");
    Ok(Parts { xml: xml.finish()?, workbook })
}

/// The relationship from a chart to its workbook.
pub(super) fn relationship(number: usize) -> Result<String, WriteError> {
    let mut xml = Xml::new();
    xml.open("Relationships", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")]);
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package";
    let target = format!("../embeddings/chart{number}.xlsx");
    xml.empty("Relationship", &[("Id", "rId1"), ("Type", kind), ("Target", &target)]);
    xml.close("Relationships");
    xml.finish()
}

fn value(xml: &mut Xml, name: &str, value: &str) {
    xml.empty(name, &[("val", value)]);
}

fn series(xml: &mut Xml, chart: &Chart, series: &Series, index: usize, is_bars: bool) {
    let (column, last, i) = (column(index + 1), chart.labels.len() + 1, index % INK.len());
    let number = index.to_string();
    xml.open("c:ser", &[]);
    value(xml, "c:idx", &number);
    value(xml, "c:order", &number);
    xml.open("c:tx", &[]);
    texts(xml, &format!("{SHEET}!${column}$1"), &[series.name.as_str()]);
    xml.close("c:tx");
    xml.open("c:spPr", &[]);
    if is_bars {
        match PATTERN[i] {
            "" => solid(xml, INK[i]),
            pattern => {
                xml.open("a:pattFill", &[("prst", pattern)]);
                colour(xml, "a:fgClr", INK[i]);
                colour(xml, "a:bgClr", "FFFFFF");
                xml.close("a:pattFill");
            }
        }
        xml.open("a:ln", &[("w", "12700")]);
        solid(xml, INK[i]);
        xml.close("a:ln");
    } else {
        xml.open("a:ln", &[("w", "28575")]);
        solid(xml, INK[i]);
        value(xml, "a:prstDash", DASH[i]);
        xml.close("a:ln");
    }
    xml.close("c:spPr");
    if is_bars {
        value(xml, "c:invertIfNegative", "0");
    } else {
        xml.open("c:marker", &[]);
        value(xml, "c:symbol", MARK[i]);
        value(xml, "c:size", "8");
        xml.open("c:spPr", &[]);
        solid(xml, INK[i]);
        xml.open("a:ln", &[("w", "9525")]);
        solid(xml, INK[i]);
        xml.close("a:ln");
        xml.close("c:spPr");
        xml.close("c:marker");
    }
    xml.open("c:dLbls", &[]);
    // Numbers of lines that run close together stand on different sides.
    value(xml, "c:dLblPos", if is_bars { "outEnd" } else { ["t", "b", "r", "l"][i] });
    for (name, on) in [
        ("c:showLegendKey", "0"),
        ("c:showVal", "1"),
        ("c:showCatName", "0"),
        ("c:showSerName", "0"),
        ("c:showPercent", "0"),
        ("c:showBubbleSize", "0"),
    ] {
        value(xml, name, on);
    }
    xml.close("c:dLbls");
    xml.open("c:cat", &[]);
    let labels: Vec<&str> = chart.labels.iter().map(String::as_str).collect();
    texts(xml, &format!("{SHEET}!$A$2:$A${last}"), &labels);
    xml.close("c:cat");
    xml.open("c:val", &[]);
    xml.open("c:numRef", &[]);
    xml.element("c:f", &format!("{SHEET}!${column}$2:${column}${last}"));
    xml.open("c:numCache", &[]);
    xml.element("c:formatCode", "0");
    value(xml, "c:ptCount", &chart.labels.len().to_string());
    for (at, known) in series.values.iter().take(chart.labels.len()).enumerate() {
        if let Some(known) = known {
            xml.open("c:pt", &[("idx", &at.to_string())]);
            xml.element("c:v", &known.to_string());
            xml.close("c:pt");
        }
    }
    xml.close("c:numCache");
    xml.close("c:numRef");
    xml.close("c:val");
    if !is_bars {
        value(xml, "c:smooth", "0");
    }
    xml.close("c:ser");
}

fn texts(xml: &mut Xml, reference: &str, texts: &[&str]) {
    xml.open("c:strRef", &[]);
    xml.element("c:f", reference);
    xml.open("c:strCache", &[]);
    value(xml, "c:ptCount", &texts.len().to_string());
    for (at, text) in texts.iter().enumerate() {
        xml.open("c:pt", &[("idx", &at.to_string())]);
        xml.element("c:v", text);
        xml.close("c:pt");
    }
    xml.close("c:strCache");
    xml.close("c:strRef");
}

fn axis(xml: &mut Xml, chart: &Chart, name: &str, is_bars: bool) {
    let scale = Scale::of(greatest(chart));
    let is_labels = name == "c:catAx";
    let (id, other) = if is_labels { ("1", "2") } else { ("2", "1") };
    xml.open(name, &[]);
    value(xml, "c:axId", id);
    xml.open("c:scaling", &[]);
    // Bars are read from the top; Word begins at the bottom.
    value(xml, "c:orientation", if is_labels && is_bars { "maxMin" } else { "minMax" });
    if !is_labels {
        value(xml, "c:max", &scale.end().to_string());
        value(xml, "c:min", "0");
    }
    xml.close("c:scaling");
    value(xml, "c:delete", "0");
    value(xml, "c:axPos", if is_labels == is_bars { "l" } else { "b" });
    if !is_labels {
        xml.open("c:majorGridlines", &[]);
        xml.open("c:spPr", &[]);
        xml.open("a:ln", &[("w", "6350")]);
        solid(xml, "C8C8C8");
        xml.close("a:ln");
        xml.close("c:spPr");
        xml.close("c:majorGridlines");
        xml.empty("c:numFmt", &[("formatCode", "0"), ("sourceLinked", "0")]);
    }
    value(xml, "c:majorTickMark", "none");
    value(xml, "c:minorTickMark", "none");
    value(xml, "c:tickLblPos", "nextTo");
    value(xml, "c:crossAx", other);
    // With the labels turned round, the numbers would stand at the top.
    value(xml, "c:crosses", if !is_labels && is_bars { "max" } else { "autoZero" });
    if !is_labels {
        value(xml, "c:crossBetween", "between");
        // Without this, small numbers would get steps of a half.
        value(xml, "c:majorUnit", &scale.step.to_string());
    }
    xml.close(name);
}

fn text_size(xml: &mut Xml) {
    xml.open("c:txPr", &[]);
    xml.empty("a:bodyPr", &[]);
    xml.open("a:p", &[]);
    xml.open("a:pPr", &[]);
    xml.open("a:defRPr", &[("sz", "1050")]);
    solid(xml, "000000");
    xml.close("a:defRPr");
    xml.close("a:pPr");
    xml.empty("a:endParaRPr", &[("lang", "zh-CN")]);
    xml.close("a:p");
    xml.close("c:txPr");
}

fn solid(xml: &mut Xml, ink: &str) {
    colour(xml, "a:solidFill", ink);
}

fn colour(xml: &mut Xml, element: &str, ink: &str) {
    xml.open(element, &[]);
    value(xml, "a:srgbClr", ink);
    xml.close(element);
}

/// The letters of a column, 0 is A.
fn column(index: usize) -> String {
    let letter = |i: usize| char::from(b'A' + u8::try_from(i % 26).unwrap_or_default());
    if index < 26 { letter(index).to_string() } else { format!("{}{}", letter(index / 26 - 1), letter(index)) }
}

fn workbook(chart: &Chart) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let sheet = book.add_worksheet().set_name(SHEET)?;
    sheet.write_string(0, 0, &chart.label_head)?;
    for (row, label) in (1..).zip(&chart.labels) {
        sheet.write_string(row, 0, label)?;
    }
    for (col, series) in (1..).zip(&chart.series) {
        sheet.write_string(0, col, &series.name)?;
        for (row, known) in (1..).zip(series.values.iter().take(chart.labels.len())) {
            if let Some(known) = known {
                sheet.write_number(row, col, *known as f64)?;
            }
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::column;

    #[test]
    fn columns_are_named_as_in_a_workbook() {
        assert_eq!([0, 1, 25, 26, 52].map(column), ["A", "B", "Z", "AA", "BA"]);
    }
}
