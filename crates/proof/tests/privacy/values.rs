//! Invented values: right check digits, invented names, and the disguises in which people type them.

/// A small generator (SplitMix64), so that every run and every machine reads the same set.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn between(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to - from + 1)
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    pub fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }
}

/// Counties of Gansu and its neighbours, and some far away.
const AREAS: &[&str] = &[
    "622926", "622901", "622921", "622924", "622927", "620102", "620123", "620403", "620502", "620826", "621126",
    "621227", "623001", "623027", "632221", "640521", "610113", "110105", "310115", "440524", "510107", "650102",
    "810000", "830000",
];

fn birth(dice: &mut Dice, from: usize, to: usize) -> String {
    format!("{}{:02}{:02}", dice.between(from, to), dice.between(1, 12), dice.between(1, 28))
}

pub fn identity(dice: &mut Dice) -> String {
    let body = format!("{}{}{}", dice.pick(AREAS), birth(dice, 1935, 2019), dice.digits(3));
    close_identity(&body)
}

/// One that ends in X.
pub fn identity_x(dice: &mut Dice) -> String {
    loop {
        let number = identity(dice);
        if number.ends_with('X') {
            return number;
        }
    }
}

pub fn close_identity(body: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize])
}

/// The form of before 1999.
pub fn identity15(dice: &mut Dice) -> String {
    let area = loop {
        let area = dice.pick(AREAS);
        if !area.starts_with('8') {
            break area;
        }
    };
    format!("{area}{}{}", birth(dice, 1930, 1985).split_off(2), dice.digits(3))
}

pub fn mobile(dice: &mut Dice) -> String {
    let prefix = dice.pick(&[
        "130", "131", "133", "135", "136", "138", "139", "145", "147", "150", "152", "153", "157", "158", "159", "165",
        "166", "170", "171", "173", "175", "177", "178", "180", "181", "183", "187", "188", "189", "191", "193", "195",
        "198", "199",
    ]);
    format!("{prefix}{}", dice.digits(8))
}

pub fn luhn(body: &str) -> String {
    (0..10).map(|d| format!("{body}{d}")).find(|number| passes_luhn(number)).unwrap()
}

pub fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .chars()
        .rev()
        .enumerate()
        .map(|(i, c)| match (i % 2, c.to_digit(10).unwrap()) {
            (1, d) if d > 4 => d * 2 - 9,
            (1, d) => d * 2,
            (_, d) => d,
        })
        .sum();
    sum.is_multiple_of(10)
}

pub fn bank_card(dice: &mut Dice) -> String {
    let (prefix, length) = dice.pick(&[
        ("621700", 19),
        ("622848", 19),
        ("622260", 19),
        ("623065", 19),
        ("621226", 19),
        ("622202", 19),
        ("622588", 16),
        ("625081", 16),
        ("621485", 16),
        ("436742", 16),
    ]);
    let body = format!("{prefix}{}", dice.digits(length - prefix.len() - 1));
    luhn(&body)
}

/// The account of a passbook: no check digit.
pub fn passbook(dice: &mut Dice) -> String {
    loop {
        let length = dice.between(16, 19);
        let number = format!("27{}", dice.digits(length - 2));
        if !passes_luhn(&number) {
            return number;
        }
    }
}

pub fn plate(dice: &mut Dice) -> String {
    let province = dice.pick(&["甘N", "甘A", "甘P", "青A", "宁E", "陕A", "川A", "京N", "粤B"]);
    match dice.below(3) {
        0 => format!("{province}{}", dice.digits(5)),
        1 => format!("{province}{}{}", dice.pick(&["A", "B", "K", "R", "W"]), dice.digits(4)),
        _ => format!("{province}{}{}", dice.pick(&["D", "F"]), dice.digits(5)),
    }
}

pub fn credit_code(dice: &mut Dice, kind: &str, all_digits: bool) -> String {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    loop {
        let organisation = if all_digits || dice.below(3) == 0 {
            dice.digits(9)
        } else {
            format!("MA{}{}", dice.digits(6), dice.pick(&["X", "K", "2", "7"]))
        };
        let area = dice.pick(&["622926", "622901", "620102", "620119", "622920", "511920", "110119", "370120"]);
        let body = format!("{kind}{area}{organisation}");
        let mut weight = 1;
        let mut sum = 0;
        for c in body.chars() {
            sum += ALPHABET.find(c).unwrap() * weight;
            weight = weight * 3 % 31;
        }
        let last = ALPHABET.chars().nth((31 - sum % 31) % 31).unwrap();
        if !all_digits || last.is_ascii_digit() {
            return format!("{body}{last}");
        }
    }
}

pub fn landline(dice: &mut Dice) -> String {
    let form = dice.below(12);
    let n = format!("7{}", dice.digits(6));
    match form {
        0 => format!("0930-{n}"),
        1 => format!("(0930){n}"),
        2 => format!("（0930）{n}"),
        3 => format!("0930 {n}"),
        4 => format!("0930{n}"),
        5 => format!("0930－{n}"),
        6 => format!("0930—{n}"),
        7 => format!("0930-{n}转8001"),
        8 => format!("+86 930 {n}"),
        9 => format!("0931-8{n}"),
        10 => format!("０９３０-{}", wide(&n)),
        _ => n,
    }
}

pub const SURNAMES: &[&str] = &[
    "马", "王", "李", "张", "祁", "冶", "妥", "汪", "唐", "白", "安", "石", "高", "黄", "康", "牟", "撒", "拜", "喇",
    "闵", "虎", "丁", "沙", "哈", "穆", "仝", "亥", "鲁", "东", "欧阳", "司马", "东方", "上官", "诸葛", "尉迟",
];

pub fn name(dice: &mut Dice) -> String {
    let given = dice.pick(&[
        "占海", "玉兰", "成祥", "福祥", "小英", "海龙", "秀花", "建国", "哈三", "尔洒", "艾力", "丽娟", "志强", "学义",
        "忠", "芳", "伟", "麦燕", "索菲", "国林", "文清",
    ]);
    format!("{}{given}", dice.pick(SURNAMES))
}

/// A name whose first character is no surname.
pub fn name_without_surname(dice: &mut Dice) -> &'static str {
    dice.pick(&[
        "才让卓玛",
        "扎西东珠",
        "阿依古丽",
        "麦麦提·艾力",
        "买买提明",
        "桑吉草",
        "旦正加",
        "古丽娜尔",
        "拉毛措",
        "热合曼",
    ])
}

pub fn child(dice: &mut Dice) -> String {
    format!(
        "{}{}",
        dice.pick(SURNAMES),
        dice.pick(&["小龙", "小燕", "欣怡", "子轩", "梓涵", "宝宝", "晓梅", "思源", "甜甜", "俊杰"])
    )
}

/// Zero-width and other characters that nobody sees.
pub const INVISIBLE: &[char] = &['\u{200b}', '\u{200c}', '\u{200d}', '\u{feff}', '\u{2060}', '\u{ad}', '\u{200e}'];

pub fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c })
        .collect()
}

/// Puts a separator between groups; the last group takes the rest.
pub fn grouped(text: &str, groups: &[usize], separator: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut parts: Vec<String> = Vec::new();
    let mut at = 0;
    for (i, n) in groups.iter().enumerate() {
        let end = if i + 1 == groups.len() { chars.len() } else { (at + n).min(chars.len()) };
        parts.push(chars[at..end].iter().collect());
        at = end;
    }
    parts.retain(|p| !p.is_empty());
    parts.join(separator)
}

/// The ways in which a number is typed, copied and broken. `{b}` in the result is a break of the physical line.
pub fn disguised(dice: &mut Dice, value: &str, groups: &[usize], form: usize) -> String {
    let middle = value.chars().count() / 2 + dice.below(3);
    let fours = vec![4; value.chars().count().div_ceil(4)];
    match form % 16 {
        1 => wide(value),
        2 => grouped(value, groups, " "),
        3 => grouped(value, groups, "-"),
        4 | 5 => grouped(value, &[middle, 99], &dice.pick(INVISIBLE).to_string()),
        6 => grouped(value, &fours, " "),
        7 => grouped(value, &[middle, 99], "\n"),
        8 => grouped(value, groups, "\u{a0}"),
        9 => grouped(value, groups, "\u{3000}"),
        10 => grouped(value, groups, dice.pick(&["－", "–", "—", "‐", "‑"])),
        11 => grouped(value, &[middle, 99], "{b}"),
        12 => grouped(value, groups, "  "),
        13 => value.chars().map(String::from).collect::<Vec<_>>().join(dice.pick(&["\u{200b}", "\u{200d}"])),
        14 => grouped(&wide(value), groups, dice.pick(&["　", " ", "－"])),
        15 => grouped(value, groups, "\u{2009}"),
        _ => value.to_owned(),
    }
}
