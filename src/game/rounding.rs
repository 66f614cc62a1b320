//! Shares in whole cents that add up to the bill.

use crate::domain::Cents;

/// Parts of a cent below which two remainders are the same: more than arithmetic on a computer takes from shares,
/// less than any share means.
const PARTS: f64 = 1e6;

/// Rounds shares, in euros, to cents that add up to the total, by the largest remainder: each share is rounded
/// down, and the cents that are left go one each to those with the largest remainders, of equal ones to the first.
///
/// No share moves by a cent or more, unless shares and total differ by more than rounding; then all bear the
/// difference alike.
pub fn to_cents(shares: &[f64], total: Cents) -> Vec<Cents> {
    let (whole, remainders): (Vec<i64>, Vec<i64>) = shares.iter().map(|share| parted(*share)).unzip();
    let count = (shares.len() as i64).max(1);
    let left = total.0 - whole.iter().sum::<i64>();
    let (each, more) = (left.div_euclid(count), left.rem_euclid(count) as usize);
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(remainders[*place]));
    let mut cents: Vec<Cents> = whole.into_iter().map(|whole| Cents(whole + each)).collect();
    for place in order.into_iter().take(more) {
        cents[place] += Cents(1);
    }
    cents
}

/// Whole cents below a share, and what is left in parts of a cent.
fn parted(share: f64) -> (i64, i64) {
    let cents = share * 100.0;
    let whole = cents.floor();
    let remainder = ((cents - whole) * PARTS).round();
    // 28.999 999 999 996 cents are 29.
    if remainder >= PARTS { (whole as i64 + 1, 0) } else { (whole as i64, remainder as i64) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cents, to_cents};

    #[test]
    fn the_largest_remainders_get_the_cents_that_are_left() {
        let cents = |shares: &[f64], total| -> Vec<i64> {
            to_cents(shares, Cents(total)).into_iter().map(|cents| cents.0).collect()
        };
        assert_eq!(cents(&[100.0 / 3.0; 3], 10_000), [3_334, 3_333, 3_333]);
        assert_eq!(cents(&[0.29, 0.29, 0.29], 87), [29, 29, 29]);
        assert_eq!(cents(&[1.005, 0.0, 1.005], 201), [101, 0, 100]);
        assert_eq!(cents(&[-0.005, 0.003, 0.012], 1), [0, 0, 1]);
        assert_eq!(cents(&[-1.0 / 3.0, 4.0 / 3.0], 100), [-33, 133]);
        // A total that the shares do not pay is paid all the same.
        assert_eq!(cents(&[1.0, 1.0], 205), [103, 102]);
        assert!(to_cents(&[], Cents(5)).is_empty());
    }

    proptest! {
        #[test]
        fn cents_pay_the_total_and_no_share_moves_by_a_cent(
            parts in prop::collection::vec(-1_000_000_i64..100_000_000, 1..12),
            divisor in 1_i64..1000,
        ) {
            // Shares are fractions of cents whose sum is made a whole number of cents by the last one.
            let sum: i64 = parts.iter().sum();
            let last = (-sum).rem_euclid(divisor);
            let shares: Vec<f64> =
                parts.iter().chain([&last]).map(|part| *part as f64 / divisor as f64 / 100.0).collect();
            let total = Cents((sum + last) / divisor);
            let cents = to_cents(&shares, total);
            prop_assert_eq!(cents.iter().copied().sum::<Cents>(), total);
            for (cents, share) in cents.iter().zip(&shares) {
                prop_assert!((cents.0 as f64 - share * 100.0).abs() < 1.0 , "{} {}", cents, share);
            }
        }
    }
}
