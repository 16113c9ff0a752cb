//! Whether a page can be drawn within bounds: drawing unpacks pictures and fonts, which reading never does.

use super::budget::{Budget, Exhausted};
use super::content;
use super::layers::Layers;
use super::unpack::unpack;
use hayro_syntax::object::{Dict, Object, Stream};
use hayro_syntax::{Filter, Pdf};

/// The pixels of all pictures of a file: a hundred pages scanned at 300 dots per inch, of which one is drawn.
const MOST_PIXELS: u64 = 900_000_000;
/// The pixels of one picture.
const LARGEST_PICTURE: u64 = 60_000_000;

/// Goes through what drawing a page would go through, without drawing.
pub(crate) fn is_bearable(pdf: &Pdf, index: usize, file_length: usize) -> bool {
    let budget = Budget::of(file_length);
    page(pdf, index, &budget).is_ok() && streams(pdf, &budget).is_ok()
}

/// The operators of the page.
fn page(pdf: &Pdf, index: usize, budget: &Budget) -> Result<(), Exhausted> {
    let Some(page) = pdf.pages().get(index) else { return Ok(()) };
    content::read(page, &mut content::Fonts::new(), &Layers::of(pdf), budget).map(drop)
}

/// Every stream of the file: a page may use any of them.
fn streams(pdf: &Pdf, budget: &Budget) -> Result<(), Exhausted> {
    let mut pixels = 0u64;
    for object in pdf.objects() {
        budget.work(20)?;
        let Object::Stream(stream) = object else { continue };
        match size(&stream) {
            Some(size) => {
                pixels = pixels.saturating_add(size);
                if size > LARGEST_PICTURE || pixels > MOST_PIXELS {
                    return Err(Exhausted);
                }
                // What is packed as plain pixels must not hold more than the picture has.
                if stream.filters().iter().all(|f| !is_picture(*f)) {
                    let own = Budget::of_bytes(size.saturating_mul(8).saturating_add(1 << 20));
                    unpack(&stream, &own)?;
                }
            }
            // Unpacked and thrown away; each counts against the whole.
            None => drop(unpack(&stream, budget)?),
        }
    }
    Ok(())
}

fn is_picture(filter: Filter) -> bool {
    matches!(filter, Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode)
}

/// The pixels of a picture: what the file says, or what the picture itself says if that is more. None for other streams.
fn size(stream: &Stream<'_>) -> Option<u64> {
    let dict: &Dict<'_> = stream.dict();
    let said = dict.get::<u32>("Width").zip(dict.get::<u32>("Height"));
    let said = said.map(|(w, h)| u64::from(w) * u64::from(h));
    let raw = stream.raw_data();
    let filters = stream.filters();
    let own = filters.iter().filter_map(|filter| match filter {
        Filter::JpxDecode => jpeg2000_size(&raw),
        Filter::DctDecode => jpeg_size(&raw),
        filter if is_picture(*filter) => Some(0),
        _ => None,
    });
    own.chain(said).max()
}

fn number(bytes: Option<&[u8]>) -> u64 {
    bytes.unwrap_or_default().iter().fold(0, |v, b| v << 8 | u64::from(*b))
}

/// From the head of the frame, whichever of its kinds it is.
fn jpeg_size(bytes: &[u8]) -> Option<u64> {
    let starts_frame = |w: &[u8]| matches!(w, [0xff, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf]);
    let sizes = bytes
        .windows(2)
        .take(1 << 20)
        .enumerate()
        .filter(|(_, w)| starts_frame(w))
        .map(|(at, _)| number(bytes.get(at + 5..at + 7)) * number(bytes.get(at + 7..at + 9)));
    // The marker may also occur by chance, in data of no meaning; only the first is the head.
    sizes.take(1).next()
}

/// From the SIZ marker of the code stream.
fn jpeg2000_size(bytes: &[u8]) -> Option<u64> {
    let at = memchr::memmem::find(bytes, b"\xff\x4f\xff\x51")?;
    Some(number(bytes.get(at + 8..at + 12)) * number(bytes.get(at + 12..at + 16)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_its_own_size() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x01\x00\x02\x00\x03";
        assert_eq!(jpeg_size(jpeg), Some(256 * 512));
        let mut jpeg2000 = b"....\xff\x4f\xff\x51\x00\x2f\x00\x00".to_vec();
        jpeg2000.extend_from_slice(&[0, 0, 1, 0, 0, 0, 2, 0]);
        assert_eq!(jpeg2000_size(&jpeg2000), Some(256 * 512));
    }
}
