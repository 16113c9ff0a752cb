//! The fee tariff against the rule book's vectors.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use domain::fee::{FeeBasis, FeeSchedule};

#[test]
fn fees_agree_with_the_vectors() {
    let fees = FeeSchedule::standard().unwrap();
    for (n, want) in [(0, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (50, 7000)] {
        assert_eq!(fees.amount_yuan(FeeBasis::ByRequest, n), want, "{n} requests");
    }
    for (n, want) in [(30, 0), (31, 10), (68, 380), (100, 700), (200, 2700), (201, 2740)] {
        assert_eq!(fees.amount_yuan(FeeBasis::ByPage, n), want, "{n} pages");
    }
}
