//! Numbers and sums of money as people type and read them. Money is kept in 分, so nothing here is ever rounded.

/// A count as typed: digits, with thousands separators in the right places or none. Nothing typed is `None`.
///
/// # Errors
/// The sentence to show beside the field.
pub fn count(text: &str) -> Result<Option<i64>, &'static str> {
    let text = plain(text);
    if text.is_empty() {
        return Ok(None);
    }
    whole(&text).map(Some).ok_or("请填写整数，如 12；没有发生的填 0")
}

/// A change as typed: a count that may carry a sign.
///
/// # Errors
/// The sentence to show beside the field.
pub fn change(text: &str) -> Result<Option<i64>, &'static str> {
    let text = plain(text);
    if text.is_empty() {
        return Ok(None);
    }
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    whole(digits).map(|n| Some(sign * n)).ok_or("请填写增减的项数：增加两项填 2，减少两项填 -2")
}

/// A sum in 元 with at most two decimals, as 分.
///
/// # Errors
/// The sentence to show beside the field.
pub fn yuan(text: &str) -> Result<Option<i64>, &'static str> {
    let text = plain(text);
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = "请以元为单位填写金额，最多两位小数，如 1582.60";
    let (yuan, decimals) = text.split_once('.').map_or((text.as_str(), None), |(y, d)| (y, Some(d)));
    let fen = match decimals {
        None => 0,
        Some(d) if matches!(d.len(), 1 | 2) && d.bytes().all(|b| b.is_ascii_digit()) => {
            let n: i64 = d.parse().map_err(|_| wrong)?;
            if d.len() == 1 { n * 10 } else { n }
        }
        Some(_) => return Err(wrong),
    };
    let yuan = whole(yuan).ok_or(wrong)?;
    yuan.checked_mul(100).and_then(|y| y.checked_add(fen)).map(Some).ok_or("金额太大，请核对")
}

/// 分 as `1,582,860.00`.
pub fn in_yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", grouped(fen / 100), fen % 100)
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Full-width digits and signs of a Chinese keyboard as plain ones, without blanks around.
fn plain(text: &str) -> String {
    text.trim()
        .chars()
        .map(|c| match c {
            '０'..='９' | '．' | '，' | '－' | '＋' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// Digits, or groups of three with commas; anything else is no number.
fn whole(text: &str) -> Option<i64> {
    let groups: Vec<&str> = text.split(',').collect();
    let digits = groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    let in_threes = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    if digits && in_threes { groups.concat().parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact_to_the_fen() {
        for (text, fen) in [
            ("0", 0),
            ("0.01", 1),
            ("1582.6", 158_260),
            ("1582.60", 158_260),
            ("1,582,860.00", 158_286_000),
            (" ３６００．５ ", 360_050),
            ("92233720368547758.07", i64::MAX),
        ] {
            assert_eq!(yuan(text), Ok(Some(fen)), "{text}");
        }
        for text in ["1.234", "1.", ".5", "-1", "1e3", "1,58", "12,34,567", "一百", "/", "—", "92233720368547758.08"]
        {
            assert!(yuan(text).is_err(), "{text}");
        }
    }

    #[test]
    fn blank_is_not_zero() {
        assert_eq!((yuan(" "), count(""), change("")), (Ok(None), Ok(None), Ok(None)));
        assert_eq!((yuan("0"), count("0"), change("0")), (Ok(Some(0)), Ok(Some(0)), Ok(Some(0))));
    }

    #[test]
    fn only_a_change_carries_a_sign() {
        assert_eq!(
            (change("-2"), change("－2"), change("+3"), change("4")),
            (Ok(Some(-2)), Ok(Some(-2)), Ok(Some(3)), Ok(Some(4)))
        );
        assert!(change("--2").is_err() && change("-").is_err() && count("-2").is_err() && count("2.5").is_err());
    }

    #[test]
    fn money_reads_with_thousands() {
        for (fen, text) in
            [(0, "0.00"), (5, "0.05"), (158_286_000, "1,582,860.00"), (100_000, "1,000.00"), (-12, "-0.12")]
        {
            assert_eq!(in_yuan(fen), text);
        }
    }
}
