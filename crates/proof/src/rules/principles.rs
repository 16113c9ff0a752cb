//! `proof.principles`: the principles of open government information are 公正、公平、合法、便民 (条例 Art. 5).
//!
//! The regulation of 2008 had three, without 合法; texts copied from before 2019 still quote them. Only a list of just
//! these three, called a principle, in a passage about open government information is meant; a sentence that tells of
//! the old regulation is right.

use crate::Passage;
use domain::{Finding, Severity};

const OLD: [&str; 3] = ["公正", "公平", "便民"];
/// How far behind the list the word 原则 may stand.
const NEAR: usize = 12;

pub(crate) fn check(passage: &Passage<'_>) -> Vec<Finding> {
    let subject = ["信息公开", "政务公开", "《条例》"].iter().any(|w| passage.text.contains(w));
    if !subject {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut start = 0;
    for sentence in passage.text.split_inclusive(['。', '；', '\n']) {
        findings.extend(in_sentence(passage, start, sentence));
        start += sentence.len();
    }
    findings
}

fn in_sentence(passage: &Passage<'_>, offset: usize, sentence: &str) -> Option<Finding> {
    let of_old =
        ["2007年", "2008年", "修订前", "原条例", "原《条例》", "旧条例", "旧版"].iter().any(|w| sentence.contains(w));
    if of_old {
        return None;
    }
    let (start, end) = list(sentence)?;
    let behind: String = sentence.get(end..)?.chars().take(NEAR).collect();
    if !behind.contains("原则") {
        return None;
    }
    let place = passage.place_of(offset + start, offset + end);
    let message = format!("“{}”缺少“合法”，是2019年修订以前的提法", place.text);
    Some(
        Finding::new("proof.principles", Severity::Error, message, place)
            .hint("改为“公正、公平、合法、便民”的原则")
            .basis("《中华人民共和国政府信息公开条例》第五条"),
    )
}

/// The byte range of a list of exactly the three words, in any order.
fn list(sentence: &str) -> Option<(usize, usize)> {
    let separator = |c: char| matches!(c, '、' | '，' | ',' | ' ' | '和' | '与');
    for (start, _) in sentence.char_indices() {
        let mut rest = sentence.get(start..)?;
        let mut left: Vec<&str> = OLD.to_vec();
        while let Some(i) = left.iter().position(|w| rest.starts_with(w)) {
            rest = rest.get(left.remove(i).len()..)?;
            if !left.is_empty() {
                rest = rest.trim_start_matches(separator);
            }
        }
        if !left.is_empty() {
            continue;
        }
        let another_before = sentence.get(..start)?.ends_with(separator);
        let another_behind = rest.starts_with(['、', '和', '与']);
        return (!another_before && !another_behind).then(|| (start, sentence.len() - rest.len()));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::quoted;

    #[test]
    fn the_three_principles_of_before_2019_are_found() {
        for (text, found) in [
            ("凤山乡严格按照“公正、公平、便民”的总体原则，推进政府信息公开。", "公正、公平、便民"),
            ("政府信息公开遵循公正、公平、便民的原则。", "公正、公平、便民"),
            ("按照《条例》公平、公正、便民原则。", "公平、公正、便民"),
            ("政务公开工作坚持公正，公平，便民的基本原则。", "公正，公平，便民"),
            ("做好信息公开。坚持“公正、公平、便民”原则。", "公正、公平、便民"),
            ("政府信息公开坚持公正公平便民原则。", "公正公平便民"),
        ] {
            assert_eq!(quoted(check, text), [found], "{text}");
        }
    }

    #[test]
    fn the_four_principles_and_other_lists_are_left_alone() {
        for text in [
            "政府信息公开遵循公正、公平、合法、便民的原则。",
            "政务公开坚持“及时、准确”的总体要求。",
            "2008年施行的《政府信息公开条例》规定了公正、公平、便民的原则。",
            "行政许可遵循公开、公平、公正的原则，做好政府信息公开。",
            "政府信息公开窗口服务做到公正、公平、便民，群众满意。",
            "救助工作坚持公正、公平、便民的原则。",
            "政府信息公开遵循公开、公正、公平、便民的原则。",
        ] {
            assert_eq!(quoted(check, text), Vec::<String>::new(), "{text}");
        }
    }
}
