//! Axes with round steps: 1, 2 or 5 times a power of ten, from zero.

/// The ends and steps of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scale {
    /// Distance between two ticks.
    pub step: u64,
    /// Number of steps.
    pub steps: u64,
}

/// About so many steps are drawn.
const WANTED: u64 = 4;

impl Scale {
    /// An axis from zero that holds the greatest value.
    pub fn of(greatest: u64) -> Self {
        let least = greatest.div_ceil(WANTED).max(1);
        let mut power: u64 = 1;
        let step = loop {
            let found = [1, 2, 5].into_iter().filter_map(|m| power.checked_mul(m)).find(|s| *s >= least);
            match (found, power.checked_mul(10)) {
                (Some(step), _) => break step,
                (None, Some(next)) => power = next,
                (None, None) => break least,
            }
        };
        Scale { step, steps: greatest.div_ceil(step).max(1) }
    }

    /// The share of the axis at which a value stands, 0 to 1.
    pub fn at(self, value: u64) -> f64 {
        value as f64 / (self.step as f64 * self.steps as f64)
    }

    /// The value at the far end.
    pub fn end(self) -> u64 {
        self.step.saturating_mul(self.steps)
    }

    /// The values of the ticks, zero included.
    pub fn ticks(self) -> impl Iterator<Item = u64> {
        (0..=self.steps).map(move |i| self.step.saturating_mul(i))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_the_greatest_value_fits() {
        let ticks = |n| Scale::of(n).ticks().collect::<Vec<_>>();
        assert_eq!(ticks(1), [0, 1]);
        assert_eq!(ticks(3), [0, 1, 2, 3]);
        assert_eq!(ticks(7), [0, 2, 4, 6, 8]);
        assert_eq!(ticks(100), [0, 50, 100]);
        assert_eq!(ticks(473), [0, 200, 400, 600]);
        for n in [0, 1, 9, 10, 11, 999, 123_456, u64::MAX] {
            let scale = Scale::of(n);
            assert!((0.0..=1.0).contains(&scale.at(n)), "{n}");
            assert!(scale.steps <= 6, "{n}");
        }
    }
}
