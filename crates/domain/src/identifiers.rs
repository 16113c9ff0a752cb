//! Identifiers with check characters: 居民身份证 (GB 11643) and 统一社会信用代码 (GB 32100).

use jiff::civil::Date;

/// What is wrong with an identity number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Not 18 characters.
    #[error("身份证号码应为 18 位，现在是 {0} 位")]
    Length(usize),
    /// A character that cannot stand there.
    #[error("身份证号码只能是数字，最后一位可以是 X")]
    Character,
    /// The birth date does not exist.
    #[error("身份证号码中的出生日期不存在，请核对")]
    BirthDate,
    /// The check character is wrong.
    #[error("身份证号码校验不符，请核对是否有一位写错")]
    CheckDigit,
}

/// Checks an 18-character 居民身份证号码: characters, birth date, check character. Lower-case x is accepted.
///
/// # Errors
/// What is wrong, as a sentence for the person who typed it.
pub fn check_identity_number(text: &str) -> Result<(), IdentityError> {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() != 18 {
        return Err(IdentityError::Length(chars.len()));
    }
    let mut digits = [0u32; 18];
    for (i, c) in chars.iter().enumerate() {
        digits[i] = match c.to_digit(10) {
            Some(d) => d,
            None if i == 17 && c.eq_ignore_ascii_case(&'x') => 10,
            None => return Err(IdentityError::Character),
        };
    }
    let number = |range: std::ops::Range<usize>| digits[range].iter().fold(0u32, |n, d| n * 10 + d);
    let (year, month, day) = (number(6..10), number(10..12), number(12..14));
    let date = Date::new(year as i16, month as i8, day as i8);
    if !(1800..=2100).contains(&year) || date.is_err() {
        return Err(IdentityError::BirthDate);
    }
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: [u32; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = WEIGHTS.iter().zip(digits).map(|(w, d)| w * d).sum();
    if CHECK[(sum % 11) as usize] != digits[17] {
        return Err(IdentityError::CheckDigit);
    }
    Ok(())
}

/// What is wrong with a credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// Not 18 characters.
    #[error("统一社会信用代码应为 18 位，现在是 {0} 位")]
    Length(usize),
    /// A character outside the alphabet (no I, O, S, V, Z).
    #[error("统一社会信用代码只能是数字和大写字母，不含 I、O、S、V、Z")]
    Character,
    /// The check character is wrong.
    #[error("统一社会信用代码校验不符，请核对是否有一位写错")]
    CheckDigit,
}

/// Checks an 18-character 统一社会信用代码.
///
/// # Errors
/// What is wrong, as a sentence for the person who typed it.
pub fn check_credit_code(text: &str) -> Result<(), CreditCodeError> {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let length = text.chars().count();
    if length != 18 {
        return Err(CreditCodeError::Length(length));
    }
    let mut values = Vec::with_capacity(18);
    for c in text.chars() {
        values.push(ALPHABET.find(c).ok_or(CreditCodeError::Character)?);
    }
    let mut weight = 1;
    let mut sum = 0;
    for value in &values[..17] {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    if (31 - sum % 31) % 31 != values[17] {
        return Err(CreditCodeError::CheckDigit);
    }
    Ok(())
}

/// The identity number with birth date hidden: first 6, eight `*`, last 4 (RULES: default mask of section 10).
pub fn mask_identity_number(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() != 18 {
        return "*".repeat(chars.len());
    }
    chars[..6].iter().collect::<String>() + "********" + &chars[14..].iter().collect::<String>()
}

/// Whether the digits carry the check digit of bank cards (ISO/IEC 7812, Luhn). Not every account number does.
pub fn has_luhn_digit(digits: &str) -> bool {
    let mut sum = 0;
    for (i, c) in digits.chars().rev().enumerate() {
        let Some(d) = c.to_digit(10) else { return false };
        let weighed = if i % 2 == 1 { d * 2 } else { d };
        sum += if weighed > 9 { weighed - 9 } else { weighed };
    }
    digits.len() > 1 && sum % 10 == 0
}

/// The province part of an identity number (GB/T 2260): the first two digits, 81 to 83 for residents from 港澳台.
pub fn is_province_code(two_digits: &str) -> bool {
    matches!(
        two_digits,
        "11" | "12"
            | "13"
            | "14"
            | "15"
            | "21"
            | "22"
            | "23"
            | "31"
            | "32"
            | "33"
            | "34"
            | "35"
            | "36"
            | "37"
            | "41"
            | "42"
            | "43"
            | "44"
            | "45"
            | "46"
            | "50"
            | "51"
            | "52"
            | "53"
            | "54"
            | "61"
            | "62"
            | "63"
            | "64"
            | "65"
            | "71"
            | "81"
            | "82"
            | "83"
    )
}

/// A bank card as `**** **** **** 0004` (RULES: default mask of section 10).
pub fn mask_bank_card(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let shown: String = digits.iter().skip(digits.len().saturating_sub(4)).collect();
    format!("**** **** **** {shown}")
}

/// An address of electronic mail as `a***@domain`.
pub fn mask_email(text: &str) -> String {
    match text.split_once('@') {
        Some((name, domain)) => format!("{}***@{domain}", name.chars().take(1).collect::<String>()),
        None => "***".to_owned(),
    }
}

/// A mobile number as `138****8000`; other phones keep only their last two digits.
pub fn mask_phone(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    match chars.len() {
        11 if chars[0] == '1' => {
            chars[..3].iter().collect::<String>() + "****" + &chars[7..].iter().collect::<String>()
        }
        0..=2 => "*".repeat(chars.len()),
        n => "*".repeat(n - 2) + &chars[n - 2..].iter().collect::<String>(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_of_the_rule_book() {
        for good in ["11010519491231002X", "440524188001010014", "622926199001010018", "62292619851231123X"] {
            assert_eq!(check_identity_number(good), Ok(()), "{good}");
        }
        assert_eq!(check_identity_number("110105194912310021"), Err(IdentityError::CheckDigit));
        assert_eq!(check_identity_number("11010519491331002X"), Err(IdentityError::BirthDate));
        assert_eq!(check_identity_number("1101051949123100"), Err(IdentityError::Length(16)));
        assert_eq!(check_identity_number("1101051949123100２X"), Err(IdentityError::Character));
    }

    #[test]
    fn credit_codes_of_the_rule_book() {
        for good in ["91350100M000100Y43", "11622926MB12345676"] {
            assert_eq!(check_credit_code(good), Ok(()), "{good}");
        }
        assert_eq!(check_credit_code("91350100M000100Y44"), Err(CreditCodeError::CheckDigit));
        assert_eq!(check_credit_code("91350100I000100Y43"), Err(CreditCodeError::Character));
    }

    #[test]
    fn check_digits_of_bank_cards() {
        for good in ["6222600260001072444", "6217000000000000004"] {
            assert!(has_luhn_digit(good), "{good}");
        }
        for wrong in ["6222600260001072445", "", "4", "62226002600010724X4"] {
            assert!(!has_luhn_digit(wrong), "{wrong}");
        }
    }

    #[test]
    fn masks_hide_what_identifies() {
        assert_eq!(mask_bank_card("6217 0000 0000 0000 004"), "**** **** **** 0004");
        assert_eq!(mask_email("zhang.san@example.com"), "z***@example.com");
        assert_eq!(mask_identity_number("622926199001010018"), "622926********0018");
        assert_eq!(mask_phone("13800008000"), "138****8000");
        assert_eq!(mask_phone("0931-1234567"), "**********67");
    }
}
