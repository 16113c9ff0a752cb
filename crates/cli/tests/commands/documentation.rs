//! The help and the README name every command, and the help is in Chinese.

use std::fs;

use crate::support::{gongkai, is_chinese};

fn help(arguments: &[&str]) -> String {
    let run = gongkai(&[arguments, &["--help"]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    run.out
}

/// The subcommands that `gongkai --help` lists.
fn commands() -> Vec<String> {
    let help = help(&[]);
    let listed = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let names: Vec<String> = listed.map(|l| l.split_whitespace().next().unwrap().to_owned()).collect();
    assert!(names.len() >= 5, "{help}");
    names
}

/// Each flag or argument of a help with what is said about it.
fn entries(help: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in help.lines().skip_while(|l| !l.ends_with(':')) {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        if (trimmed.starts_with('-') && !trimmed.starts_with("- ") || trimmed.starts_with('<')) && indent <= 6 {
            all.push((trimmed.to_owned(), String::new()));
        }
        if let Some((_, about)) = all.last_mut() {
            *about += line;
        }
    }
    all.retain(|(head, _)| !head.contains("--help"));
    all
}

#[test]
fn every_command_is_named_in_the_readmes() {
    for file in ["README.md", "README.zh-CN.md"] {
        let path = format!("{}/../../{file}", env!("CARGO_MANIFEST_DIR"));
        let readme = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{file}: {e}"));
        for command in commands() {
            assert!(readme.contains(&format!("gongkai {command}")), "{file} does not name gongkai {command}");
        }
    }
}

#[test]
fn every_command_and_every_flag_says_in_chinese_what_it_does() {
    let mut silent = Vec::new();
    for command in commands() {
        let help = help(&[&command]);
        if !help.lines().next().unwrap().chars().any(is_chinese) {
            silent.push(command.clone());
        }
        let entries = entries(&help);
        assert!(!entries.is_empty(), "{help}");
        let untold = entries.into_iter().filter(|(_, about)| !about.chars().any(is_chinese));
        silent.extend(untold.map(|(head, _)| format!("{command} {head}")));
    }
    assert_eq!(silent, Vec::<String>::new());
}
