//! Looks for streams that unpack to far more than a document ever does, before the library opens the file.
//!
//! The library unpacks two kinds of stream by itself and at once: object streams and cross-reference streams. Those are
//! found here in the bytes of the file, and unpacked into nothing while what comes out is counted. Any doubt about what
//! a stream is counts against it. All other streams are unpacked by [`super::unpack`], within bounds.

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;
use std::borrow::Cow;

/// Real files stay far below: a thousand pages have some ten megabytes of objects.
const MOST: u64 = 160 << 20;
/// The most that one byte of Flate becomes.
const WORST: u64 = 1040;
/// Packings within packings beyond this are not followed but refused.
const LAYERS: usize = 3;

/// Whether what the library would unpack by itself stays within bounds.
pub(super) fn is_bounded(bytes: &[u8]) -> bool {
    let is_encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    let mut left = MOST;
    let mut from = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        if bytes.get(..at).is_some_and(|b| b.ends_with(b"end")) {
            from = at;
            continue;
        }
        // All that stands between the last stream and this one: its dictionary is in it.
        let before = bytes.get(from..at).unwrap_or_default();
        let data = skip_line_end(bytes.get(at + 6..).unwrap_or_default());
        from = at;
        if !may_hold_objects(before) {
            continue;
        }
        let size = if is_encrypted && !is_reference_table(before) {
            // What is locked cannot be looked into and may become anything; 400 kB of it stay below half a gigabyte.
            length(data).saturating_mul(WORST * 2 / 5)
        } else {
            unpacked(data, before, left)
        };
        match left.checked_sub(size) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
    true
}

fn skip_line_end(data: &[u8]) -> &[u8] {
    data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).or_else(|| data.strip_prefix(b"\r")).unwrap_or(data)
}

/// How many bytes a stream has.
fn length(data: &[u8]) -> u64 {
    memmem::find(data, b"endstream").unwrap_or(data.len()) as u64
}

/// Whether a key stands in a dictionary, written plainly.
fn has_key(dict: &[u8], key: &[u8]) -> bool {
    memmem::find_iter(dict, key).any(|at| {
        let next = dict.get(at + key.len()).copied().unwrap_or(b' ');
        !next.is_ascii_alphanumeric() && !matches!(next, b'_' | b'-' | b'.' | b'+')
    })
}

/// Whether letters of a name are written by number, which serves nothing but to hide it. Names of Chinese fonts are
/// written by number too, but with numbers beyond ASCII.
fn hides_letters(dict: &[u8]) -> bool {
    memchr::memchr_iter(b'#', dict).any(|at| {
        let digits = dict.get(at + 1..at + 3).and_then(|d| std::str::from_utf8(d).ok());
        digits.and_then(|d| u8::from_str_radix(d, 16).ok()).is_some_and(|b| b.is_ascii_alphabetic())
    })
}

fn is_reference_table(dict: &[u8]) -> bool {
    memmem::find(dict, b"/XRef").is_some()
}

fn may_hold_objects(dict: &[u8]) -> bool {
    memmem::find(dict, b"/ObjStm").is_some()
        || is_reference_table(dict)
        || (has_key(dict, b"/N") && has_key(dict, b"/First"))
        || (has_key(dict, b"/W") && has_key(dict, b"/Size"))
        || hides_letters(dict)
}

/// What a stream becomes, or more than `left`.
fn unpacked(data: &[u8], dict: &[u8], left: u64) -> u64 {
    let mentions = |name: &[u8]| memmem::find_iter(dict, name).count();
    if mentions(b"LZW") + mentions(b"/RunLength") + mentions(b"/RL") + mentions(b"ASCII") + mentions(b"/A85") > 0 {
        return length(data).saturating_mul(WORST);
    }
    let mut current = Cow::Borrowed(data);
    let mut most = 0u64;
    for depth in 0..LAYERS {
        let is_packed =
            matches!(current.as_ref(), [a, b, ..] if a & 15 == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0);
        if !is_packed {
            return most.max(if depth == 0 { length(data) } else { current.len() as u64 });
        }
        // Only where several packings are named can there be one within another.
        let keeps = mentions(b"/Fl") > 1;
        let (size, content) = inflate(&current, left, keeps);
        most = most.max(size);
        if size > left || !keeps {
            return most;
        }
        current = Cow::Owned(content);
    }
    u64::MAX
}

/// The size of what Flate unpacks to, counted no further than just beyond `most`; with the content itself if asked.
fn inflate(packed: &[u8], most: u64, keeps: bool) -> (u64, Vec<u8>) {
    let mut machine = Decompress::new(true);
    let mut buffer = vec![0u8; 64 << 10];
    let mut content = Vec::new();
    loop {
        let read = usize::try_from(machine.total_in()).unwrap_or(usize::MAX);
        let before = machine.total_out();
        let rest = packed.get(read..).unwrap_or_default();
        let status = machine.decompress(rest, &mut buffer, FlushDecompress::None);
        let got = usize::try_from(machine.total_out() - before).unwrap_or(0);
        if keeps {
            content.extend_from_slice(buffer.get(..got).unwrap_or_default());
        }
        let goes_on = matches!(status, Ok(Status::Ok)) && (got > 0 || machine.total_in() > read as u64);
        if !goes_on || machine.total_out() > most {
            return (machine.total_out(), content);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn flate(content: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(content).expect("memory takes it");
        out.finish().expect("memory takes it")
    }

    fn file(dict: &str, packed: &[u8]) -> Vec<u8> {
        let mut bytes = format!("%PDF-1.7\n1 0 obj\n<<{dict}>>stream\n").into_bytes();
        bytes.extend_from_slice(packed);
        bytes.extend_from_slice(b"\nendstream\nendobj\n");
        bytes
    }

    #[test]
    fn an_object_stream_that_unpacks_to_a_document_is_let_through_and_a_bomb_is_not() {
        let dict = "/Type/ObjStm/N 1/First 5/Filter/FlateDecode";
        assert!(is_bounded(&file(dict, &flate(b"1 0 <</A 1>>"))));
        let bomb = flate(&vec![0u8; 200 << 20]);
        assert!(bomb.len() < 300_000);
        assert!(!is_bounded(&file(dict, &bomb)));
        for hidden in ["/N 1/First 5/Filter/FlateDecode", "/Type/Obj#53tm/N 1/Fir#73t 5/Filter/FlateDecode"] {
            assert!(!is_bounded(&file(hidden, &bomb)), "{hidden}");
        }
        assert!(
            is_bounded(&file("/Type/XObject/Subtype/Image/Filter/FlateDecode", &bomb)),
            "a picture is not unpacked"
        );
    }

    #[test]
    fn a_bomb_inside_a_bomb_is_seen() {
        let inner = flate(&vec![0u8; 200 << 20]);
        let outer = flate(&inner);
        let dict = "/Type/ObjStm/N 1/First 5/Filter[/FlateDecode/FlateDecode]";
        assert!(!is_bounded(&file(dict, &outer)));
        assert!(is_bounded(&file(dict, &flate(&flate(b"1 0 <</A 1>>")))));
    }

    #[test]
    fn what_is_locked_may_not_be_large() {
        let bytes = |n: usize| {
            let mut bytes = file("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", &vec![b'x'; n]);
            bytes.extend_from_slice(b"trailer<</Encrypt 5 0 R>>");
            bytes
        };
        assert!(is_bounded(&bytes(50_000)));
        assert!(!is_bounded(&bytes(800_000)));
    }
}
