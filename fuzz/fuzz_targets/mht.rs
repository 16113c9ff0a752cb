//! Web pages in one file: as they are where they begin like a message, otherwise as what follows a proper head.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if input.starts_with(b"MIME-Version:") {
        fuzz::check("a.mht", input);
    } else {
        let head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n";
        fuzz::check("a.mht", &[head, input].concat());
    }
});
