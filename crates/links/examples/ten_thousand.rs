//! A crawl of ten thousand pages with its time and peak memory, for `docs/benchmarks`.
//!
//! The site is served by a second process, so that the memory is the crawler's alone:
//! `cargo run --release -p links --example ten_thousand`

#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/links/support.rs"]
#[allow(dead_code)]
mod support;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::civil::date;
use links::{Outcome, Settings, State, crawl};
use support::{OWN, Web, html, missing, reply};
use url::Url;

const STRANGERS: usize = 200;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if first.as_deref() == Some("serve") {
        let pages = arguments.next().unwrap().parse().unwrap();
        println!("{}", serve(pages).port);
        std::thread::sleep(Duration::from_secs(3600));
        return;
    }
    let pages = first.map_or(10_000, |n| n.parse().unwrap());
    let mut server = Command::new(std::env::current_exe().unwrap())
        .args(["serve", &pages.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut port = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut port).unwrap();
    let mut settings =
        Settings::new(date(2026, 11, 25), Url::parse(&format!("http://{OWN}:{}/", port.trim())).unwrap());
    for host in (0..STRANGERS).map(|i| format!("s{i}.test")).chain([OWN.to_owned()]) {
        settings.names.insert(host, [127, 0, 0, 1].into());
    }
    settings.inside.push([127, 0, 0, 1].into());
    settings.own_manners.delay = Duration::ZERO;
    settings.manners.delay = Duration::ZERO;
    println!("| run | seconds | pages/s | requests | addresses | findings | peak memory | state |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    let before = peak();
    let first = run("first", &settings, State::default());
    settings.today = date(2026, 11, 26);
    let second = run("next day", &settings, first.state);
    println!("\n{}\n\nPeak memory before the first run: {before}", second.summary);
    server.kill().unwrap();
    let _ = server.wait();
}

fn run(name: &str, settings: &Settings, state: State) -> Outcome {
    let begin = Instant::now();
    let outcome = crawl(settings, state, &|page| page.path().split('/').nth(1).map(str::to_owned)).unwrap();
    let seconds = begin.elapsed().as_secs_f64();
    let summary = &outcome.summary;
    println!(
        "| {name} | {seconds:.1} | {:.0} | {} | {} | {} | {} | {} kB |",
        summary.pages as f64 / seconds,
        summary.requests,
        summary.links,
        outcome.found.len(),
        peak(),
        outcome.state.to_json().unwrap().len() / 1000,
    );
    outcome
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|rest| rest.trim().to_owned()).unwrap()
}

/// Pages of 22 kB as the public site has them: 40 organs, a head and a foot of 30 links, ten further pages, a file, three strangers.
fn serve(pages: usize) -> Web {
    let filler = "<p>主动公开政府信息的内容。</p>".repeat(450);
    let frame: String = (0..30).map(|i| format!("<a href=/organ{i}/p/{i}>栏目{i}</a>")).collect();
    Web::serve(move |asked| {
        if asked.host != OWN {
            return if asked.path == "/robots.txt" {
                missing()
            } else {
                html("<title>某单位</title><p>正常的页面</p>")
            };
        }
        let number: Option<usize> = asked.path.rsplit('/').next().and_then(|n| n.parse().ok());
        match number {
            Some(n) if n < pages && asked.path.contains("/p/") => {
                let children: String = (1..=10)
                    .map(|i| n * 10 + i)
                    .filter(|child| *child < pages)
                    .map(|child| format!("<li><a href=\"/organ{}/p/{child}\">公开事项第{child}号</a></li>", child % 40))
                    .collect();
                let strangers: String = (0..3)
                    .map(|i| format!("<a href=http://s{}.test:PORT/{}>外链</a>", (n + i * 7) % STRANGERS, n % 1000))
                    .collect();
                let wrong =
                    if n % 100 == 7 { "<a href=/gone.pdf>附件</a><a href=http://10.0.0.7/oa>内网</a>" } else { "" };
                html(format!(
                    "<title>第{n}号</title>{frame}{filler}<ul>{children}</ul><a href=/files/{n}.pdf>附件</a>{strangers}{wrong}{frame}"
                ))
            }
            _ if asked.path.starts_with("/files/") => reply(200, "application/pdf", "%PDF-1.7"),
            _ if asked.path == "/" => html("<a href=/organ0/p/0>目录</a>"),
            _ => missing(),
        }
    })
}
