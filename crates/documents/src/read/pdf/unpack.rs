//! Streams unpacked within bounds.
//!
//! The library unpacks without looking at the size of what comes out, so the packed form that matters (Flate) is
//! unpacked here; for the rare others the worst that can come out is reckoned beforehand.

use super::budget::{Budget, Exhausted};
use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Stream};
use std::borrow::Cow;
use std::io::Read;

/// The most that one packed byte becomes, by the format of the packing.
fn worst(filter: Filter) -> u64 {
    match filter {
        Filter::FlateDecode => 1040,
        Filter::LzwDecode => 2800,
        Filter::RunLengthDecode => 64,
        _ => 4,
    }
}

fn is_picture(filter: &Filter) -> bool {
    matches!(filter, Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode)
}

/// The content of a stream; nothing if it is broken or a picture.
pub(super) fn unpack<'a>(stream: &Stream<'a>, budget: &Budget) -> Result<Option<Cow<'a, [u8]>>, Exhausted> {
    let filters = stream.filters();
    if filters.iter().any(is_picture) {
        return Ok(None);
    }
    let has_predictor = stream.dict().get::<Dict<'_>>("DecodeParms").is_some_and(|d| d.contains_key("Predictor"))
        || stream.dict().get::<Array<'_>>("DecodeParms").is_some();
    let raw = stream.raw_data();
    let content = match filters.as_slice() {
        [] => Some(raw),
        [Filter::FlateDecode] if !has_predictor => inflate(&raw, budget.bytes_left())?.map(Cow::Owned),
        several => {
            let factor = several.iter().fold(1u64, |f, filter| f.saturating_mul(worst(*filter)));
            if (raw.len() as u64).saturating_mul(factor) > budget.bytes_left() {
                return Err(Exhausted);
            }
            stream.decoded().ok()
        }
    };
    budget.unpack(content.as_ref().map_or(0, |c| c.len() as u64))?;
    Ok(content)
}

/// Unpacks as far as it goes: the end of a stream is missing more often than one would think.
fn inflate(packed: &[u8], most: u64) -> Result<Option<Vec<u8>>, Exhausted> {
    let mut out = Vec::with_capacity(packed.len().saturating_mul(4).min(1 << 20));
    let end = ZlibDecoder::new(packed).take(most.saturating_add(1)).read_to_end(&mut out);
    if out.len() as u64 > most {
        return Err(Exhausted);
    }
    if end.is_err() && out.is_empty() {
        // Without the two bytes of its head, as some writers leave it.
        let mut plain = Vec::new();
        let end = flate2::read::DeflateDecoder::new(packed).take(most.saturating_add(1)).read_to_end(&mut plain);
        if plain.len() as u64 > most {
            return Err(Exhausted);
        }
        return Ok((end.is_ok() || !plain.is_empty()).then_some(plain));
    }
    Ok(Some(out))
}
