//! B8: what cannot be decided never passes. Whatever cell of whatever report is blank or no number, an error remains, and
//! no check takes the cell for zero.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

mod support;

use domain::Severity;
use jiff::civil::date;
use proptest::{prelude::*, sample::Index};
use report::{CellName, Overrides, check, draw_up};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_report_with_an_undecided_cell_never_passes(
        records in support::random::records(2022),
        blanks in proptest::collection::vec((any::<Index>(), proptest::option::of("[/—无]|[0-9]{1,3}件|[0-9]{1,2}（其中[0-9]件）")), 1..6),
    ) {
        let mut this = draw_up(&records, 2023, date(2030, 1, 1), &Overrides::default()).unwrap();
        let last = draw_up(&records, 2022, date(2030, 1, 1), &Overrides::default()).unwrap();
        let names: Vec<CellName> = this.cells().into_iter().map(|(name, _)| name).collect();
        let mut emptied = Vec::new();
        for (index, raw) in blanks {
            let name = *index.get(&names);
            let cell = this.cell_mut(name).unwrap();
            (cell.value, cell.raw) = (None, raw);
            emptied.push(name);
        }
        let findings = check(&this, Some(&last));
        for name in &emptied {
            let said = findings.iter().any(|f| {
                f.severity == Severity::Error && f.place.cell.as_deref() == Some(name.to_string().as_str())
            });
            prop_assert!(said, "{name} is undecided and nothing says so: {findings:#?}");
        }
        // The rest adds up, so that nothing else is wrong: a sum over a blank is not judged.
        for f in &findings {
            let about_the_cell = ["report.blank", "report.not_a_number"].contains(&f.rule.as_str());
            prop_assert!(about_the_cell, "{f:?}");
        }
    }
}
