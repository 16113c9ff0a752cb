//! Which link targets a file of ours may carry.

/// The scheme of a target such as `https://…`, in lower case.
fn scheme(target: &str) -> Option<String> {
    let (scheme, _) = target.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    // A colon behind a slash, question mark or hash belongs to a relative address.
    (valid || !scheme.contains(['/', '?', '#'])).then(|| scheme.to_ascii_lowercase())
}

/// A target for a page: web addresses, mail, telephone and addresses on the same site; nothing that runs.
pub(super) fn for_page(target: &str) -> Option<&str> {
    let target = target.trim();
    // Browsers drop control characters, which could hide a scheme.
    if target.is_empty() || target.contains(|c: char| c.is_control()) {
        return None;
    }
    match scheme(target) {
        None => Some(target),
        Some(s) => matches!(s.as_str(), "http" | "https" | "mailto" | "tel").then_some(target),
    }
}

/// A target for a file that leaves the site: only complete addresses.
pub(super) fn for_file(target: &str) -> Option<&str> {
    for_page(target).filter(|t| scheme(t).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_is_a_link() {
        assert_eq!(for_page("javascript:alert(1)"), None);
        assert_eq!(for_page(" JavaScript:alert(1)"), None);
        assert_eq!(for_page("java\nscript:alert(1)"), None);
        assert_eq!(for_page("data:text/html,x"), None);
        assert_eq!(for_page("/desk/cases?cell=a:b"), Some("/desk/cases?cell=a:b"));
        assert_eq!(for_page("https://example.com/"), Some("https://example.com/"));
        assert_eq!(for_file("/desk/cases"), None);
        assert_eq!(for_file("mailto:a@example.com"), Some("mailto:a@example.com"));
    }
}
