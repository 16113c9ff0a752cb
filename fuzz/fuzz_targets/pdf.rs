//! PDF: as raw bytes where they begin like one, otherwise as the content of a page whose font, form and lines are there.
//!
//! A panic inside the library is caught at our one door to it and is no find; any other panic is.
#![no_main]

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};

/// Panics of the library that the door caught.
static CAUGHT: AtomicU64 = AtomicU64::new(0);

fn stop_unless_it_is_the_library() {
    std::panic::set_hook(Box::new(|info| {
        let file = info.location().map_or("", |l| l.file());
        if ["documents/src", "domain/src", "report/src", "proof/src"].iter().any(|own| file.contains(own)) {
            eprintln!("{info}");
            std::process::abort();
        }
        let count = CAUGHT.fetch_add(1, Ordering::Relaxed) + 1;
        if count.is_power_of_two() {
            eprintln!("caught {count} panics of the library, the last: {info}");
        }
    }));
}

libfuzzer_sys::fuzz_target!(init: stop_unless_it_is_the_library(), |input: &[u8]| {
    let whole;
    let bytes = if input.starts_with(b"%PDF") {
        input
    } else {
        whole = page(input);
        &whole
    };
    fuzz::check("a.pdf", bytes);
});

/// A file with one page of this content.
fn page(content: &[u8]) -> Vec<u8> {
    let stream = |entries: &str, content: &[u8]| {
        let mut out = format!("<<{entries}/Length {}>>stream\n", content.len()).into_bytes();
        out.extend_from_slice(content);
        out.extend_from_slice(b"\nendstream");
        out
    };
    let chinese = b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font\
        /Subtype/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/W[1[500]2 95 500]>>]>>";
    let latin = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let objects: [Vec<u8>; 7] = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>\
          /XObject<</X1 7 0 R>>>>>>"
            .to_vec(),
        stream("", content),
        chinese.to_vec(),
        latin.to_vec(),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X1 7 0 R>>>>", b"0 0 9 9 re S /X1 Do"),
    ];
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = write!(out, "{} 0 obj\n", i + 1);
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let table = out.len();
    let _ = write!(out, "xref\n0 8\n0000000000 65535 f \n");
    for place in places {
        let _ = write!(out, "{place:010} 00000 n \n");
    }
    let _ = write!(out, "trailer<</Size 8/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
    out
}
