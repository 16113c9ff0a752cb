//! Plain text and Markdown.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::check("a.txt", input);
    fuzz::check("a.md", input);
});
