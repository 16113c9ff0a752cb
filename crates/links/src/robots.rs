//! `robots.txt` of strangers (RFC 9309): which of their pages a crawler may ask for, and how slowly.
//!
//! Own origins are not asked: whoever runs the check runs them.

use std::time::Duration;

/// The longest pause between two requests that a file can ask of us; a crawl has an end.
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// What one host allows us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Robots {
    rules: Vec<(bool, String)>,
    pub delay: Option<Duration>,
}

impl Robots {
    /// Nothing may be asked for: the file could not be had although the server is there (RFC 9309, 2.3.1.4).
    pub fn nothing() -> Robots {
        Robots { rules: vec![(false, "/".into())], delay: None }
    }

    /// Reads the groups that name `agent`, or else those for everybody.
    pub fn read(text: &str, agent: &str) -> Robots {
        let agent = agent.to_ascii_lowercase();
        let (mut ours, mut everybodys) = (None::<Robots>, Robots::default());
        // Whom the group at hand is for; names directly under one another begin one group together.
        let (mut for_us, mut for_all, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else { continue };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            if field == "user-agent" {
                if !naming {
                    (for_us, for_all, naming) = (false, false, true);
                }
                let name = value.to_ascii_lowercase();
                for_all |= name == "*";
                if !name.is_empty() && name != "*" && agent.starts_with(&name) {
                    for_us = true;
                    ours.get_or_insert_default();
                }
                continue;
            }
            if !matches!(field.as_str(), "allow" | "disallow" | "crawl-delay") {
                continue;
            }
            naming = false;
            let groups = [ours.as_mut().filter(|_| for_us), Some(&mut everybodys).filter(|_| for_all)];
            for group in groups.into_iter().flatten() {
                match field.as_str() {
                    "crawl-delay" => group.delay = value.parse().ok().and_then(delay),
                    // An empty value forbids nothing.
                    _ if value.is_empty() => {}
                    _ => group.rules.push((field == "allow", value.to_owned())),
                }
            }
        }
        ours.unwrap_or(everybodys)
    }

    /// Whether a path with its query may be asked for: the longest rule that fits decides, and permission over a ban.
    pub fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(_, pattern)| fits(pattern, path));
        fitting.map(|(allow, pattern)| (pattern.len(), *allow)).max().is_none_or(|(_, allow)| allow)
    }
}

fn delay(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok().map(|d| d.min(LONGEST_DELAY))
}

/// `*` stands for anything, `$` at the end for the end; otherwise a pattern is the beginning of a path.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |p| (p, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut pieces = pieces.peekable();
    if whole && pieces.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if whole && pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_of_the_group_that_names_us_decides() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: GongkaiLinks # us\nDisallow: /private/\n\
                    Allow: /private/open\nDisallow: /*.zip$\nCrawl-delay: 3\nSitemap: x\nDisallow:\n";
        let ours = Robots::read(text, "GongkaiLinks/0.1");
        assert_eq!(ours.delay, Some(Duration::from_secs(3)));
        for (path, allowed) in
            [("/", true), ("/private/x", false), ("/private/open/x", true), ("/a/b.zip", false), ("/a/b.zip?x", true)]
        {
            assert_eq!(ours.allows(path), allowed, "{path}");
        }
        assert!(!Robots::read(text, "somebody").allows("/x"));
        assert!(Robots::read("", "us").allows("/x"));
        assert!(Robots::read("<html>no robots here: at all</html>", "us").allows("/x"));
        assert!(!Robots::nothing().allows("/x"));
    }

    #[test]
    fn stars_are_matched_without_trying_every_way() {
        let robots = Robots::read(&format!("User-agent: *\nDisallow: /{}x$", "*a".repeat(5_000)), "us");
        assert!(robots.allows(&format!("/{}", "a".repeat(100_000))));
        assert!(!Robots::read("User-agent:*\nDisallow: /*?id=", "us").allows("/x?id=1"));
        assert_eq!(Robots::read("User-agent:*\nCrawl-delay: 1e99", "us").delay, None);
    }
}
