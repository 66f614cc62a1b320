//! Shares in whole cents that add up to the total in whole cents.

/// Rounds shares to cents by largest remainder: every share is rounded down, and the cents that are missing go
/// to the largest remainders, of equal ones to the first. No share moves by a whole cent.
///
/// The shares must add up to the total but for less than a cent each; `None` where they do not.
pub fn to_cents(shares: &[f64], total: i64) -> Option<Vec<i64>> {
    let floors: Vec<f64> = shares.iter().map(|share| (share * 100.0 + HAIR).floor()).collect();
    let mut cents: Vec<i64> = floors.iter().map(|floor| *floor as i64).collect();
    let missing = usize::try_from(total - cents.iter().sum::<i64>()).ok()?;
    if missing > shares.len() {
        return None;
    }
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let remainder = |place: usize| shares[place] * 100.0 - floors[place];
    order.sort_by(|a, b| remainder(*b).total_cmp(&remainder(*a)).then(a.cmp(b)));
    for place in order.into_iter().take(missing) {
        cents[place] += 1;
    }
    Some(cents)
}

/// A millionth of a cent: what arithmetic may take from a whole number of cents.
const HAIR: f64 = 1e-6;

#[cfg(test)]
mod tests {
    use super::to_cents;

    #[test]
    fn the_missing_cents_go_to_the_largest_remainders() {
        assert_eq!(to_cents(&[33.333, 33.333, 33.334], 10_000), Some(vec![3_333, 3_333, 3_334]));
        assert_eq!(to_cents(&[0.005, 0.005], 1), Some(vec![1, 0]));
        assert_eq!(to_cents(&[-1.5, 2.5], 100), Some(vec![-150, 250]));
    }

    #[test]
    fn shares_that_do_not_pay_the_total_are_refused() {
        assert_eq!(to_cents(&[1.0, 1.0], 300), None);
        assert_eq!(to_cents(&[1.0, 1.0], 150), None);
    }
}
