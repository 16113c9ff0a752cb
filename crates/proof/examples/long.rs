//! How long texts of an unusual shape take, each twice as long as before: the seconds must double, not quadruple.
//! `cargo run --release -p proof --example long`

use proof::{Context, Reader};
use std::time::Instant;

#[allow(clippy::print_stdout)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let row = "马成林\t二社\t622926199001010018\t13893012345\tmcl1990@163.com\t6217000000000000004\t500\n";
    let shapes = [
        ("rows of a list", row, 5_000),
        ("lines that end in digits", "马成林，二社，补助金额500\n", 20_000),
        ("identity numbers in one line", "622926199001010018 ", 13_000),
        ("addresses of mail in one line", "mcl1990@163.com，", 14_000),
        ("accounts in one line", "账号6217000000000000004，", 8_000),
        ("halves of addresses", "a@b.", 60_000),
        ("single digits", "1 ", 60_000),
        ("children in one line", "马小林，男，8岁，", 10_000),
        ("brackets", "（1）", 35_000),
    ];
    for (what, unit, count) in shapes {
        let mut seconds = Vec::new();
        for times in [1, 2, 4] {
            let head =
                if unit.contains('\t') { "姓名\t村组\t证件\t电话\t邮箱\t账号\t金额\n" } else { "" };
            let text = format!("{head}{}", unit.repeat(count * times));
            let document = documents::read::read("a.txt", text.as_bytes())?;
            let start = Instant::now();
            Reader::built_in().read(&document, &Context::default());
            seconds.push(format!("{:6.2} s", start.elapsed().as_secs_f64()));
        }
        println!("{what:32}{}", seconds.join(" "));
    }
    Ok(())
}
