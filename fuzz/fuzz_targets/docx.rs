//! Word documents: as raw bytes where they begin like a ZIP, otherwise as the XML of the parts inside one.
#![no_main]

const PARTS: [(&str, &str); 4] = [
    ("word/document.xml", ""),
    ("word/numbering.xml", ""),
    ("word/styles.xml", ""),
    ("word/_rels/document.xml.rels", ""),
];

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if input.starts_with(b"PK") {
        fuzz::check("a.docx", input);
    } else {
        fuzz::check("a.docx", &fuzz::package(input, &PARTS));
    }
});
