//! Workbooks: as raw bytes where they begin like a ZIP, otherwise as the XML of the parts inside one.
#![no_main]

const PARTS: [(&str, &str); 5] = [
    ("xl/worksheets/sheet1.xml", ""),
    ("xl/sharedStrings.xml", ""),
    ("xl/styles.xml", ""),
    (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"a\" Type=\"t/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
];

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if input.starts_with(b"PK") {
        fuzz::check("a.xlsx", input);
    } else {
        fuzz::check("a.xlsx", &fuzz::package(input, &PARTS));
    }
});
