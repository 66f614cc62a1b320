//! The distribution of Student: how wide an interval has to be that is right 95 times in 100.

/// The quantiles of 0.975 for 1 to 10 degrees of freedom.
const FEW: [f64; 10] = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

/// The quantile of 0.975 for so many degrees of freedom; infinite for none. Beyond the table the expansion
/// `z + (z³ + z) / 4ν + (5z⁵ + 16z³ + 3z) / 96ν² + (3z⁷ + 19z⁵ + 17z³ − 15z) / 384ν³` is right to three decimals.
pub(super) fn quantile(freedom: usize) -> f64 {
    let Some(beyond) = freedom.checked_sub(1) else { return f64::INFINITY };
    FEW.get(beyond).copied().unwrap_or_else(|| {
        let (z, many) = (1.959_964_f64, freedom as f64);
        let (cube, fifth, seventh) = (z.powi(3), z.powi(5), z.powi(7));
        let first = (cube + z) / 4.0;
        let second = (5.0 * fifth + 16.0 * cube + 3.0 * z) / 96.0;
        let third = (3.0 * seventh + 19.0 * fifth + 17.0 * cube - 15.0 * z) / 384.0;
        z + first / many + second / many.powi(2) + third / many.powi(3)
    })
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (freedom, table) in [(1, 12.706), (10, 2.228), (11, 2.201), (30, 2.042), (120, 1.980)] {
            assert!((quantile(freedom) - table).abs() < 1e-3, "{freedom}: {}", quantile(freedom));
        }
        assert!(quantile(0).is_infinite());
    }
}
