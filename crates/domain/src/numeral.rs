//! 汉字数字: the numerals of headings, articles and short periods, read and written.

const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn digit(c: char) -> Option<u32> {
    DIGITS.iter().position(|d| *d == c).and_then(|i| u32::try_from(i + 1).ok())
}

/// The value of 一 to 九十九; nothing else is a numeral here.
pub fn read(text: &str) -> Option<u32> {
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        [unit] => digit(*unit),
        ['十', unit] => Some(10 + digit(*unit)?),
        [ten, '十'] => Some(digit(*ten)? * 10),
        [ten, '十', unit] => Some(digit(*ten)? * 10 + digit(*unit)?),
        _ => None,
    }
}

/// 一 to 九十九; zero and larger numbers in digits.
pub fn write(n: usize) -> String {
    let digit = |d: usize| d.checked_sub(1).and_then(|i| DIGITS.get(i)).map_or_else(String::new, char::to_string);
    match n {
        1..=9 => digit(n),
        10..=19 => format!("十{}", digit(n % 10)),
        20..=99 => format!("{}十{}", digit(n / 10), digit(n % 10)),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for n in 1..=99 {
            assert_eq!(read(&write(n)), u32::try_from(n).ok(), "{n}");
        }
        assert_eq!([write(0), write(10), write(21), write(100)], ["0", "十", "二十一", "100"]);
        assert_eq!([read(""), read("零"), read("百"), read("十十"), read("一二")], [None; 5]);
    }
}
