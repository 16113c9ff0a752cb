//! Draws one page of a PDF: `cargo run -p documents --example page_picture FILE PAGE WIDTH OUT.png`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, page, width, out] = arguments.as_slice() else {
        return Err("usage: page_picture FILE PAGE WIDTH OUT.png".into());
    };
    let picture = documents::picture::page(&std::fs::read(file)?, page.parse()?, width.parse()?)?;
    std::fs::write(out, picture.png)?;
    Ok(())
}
