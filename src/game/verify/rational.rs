//! Numbers as they were written: decimal fractions without error.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

/// The shortest decimal fraction that reads as this number: 0.1 is a tenth. Numbers that are not finite are 0.
pub fn written(number: f64) -> BigRational {
    let text = format!("{number}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = format!("{whole}{fraction}");
    let numerator = digits.parse::<BigInt>().unwrap_or_else(|_| BigInt::zero());
    let denominator = BigInt::from(10).pow(fraction.len() as u32);
    BigRational::new(numerator, denominator)
}

/// The nearest floating-point number.
pub fn float(number: &BigRational) -> f64 {
    number.to_f64().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_was_written() {
        assert_eq!(written(20.01), BigRational::new(2_001.into(), 100.into()));
        assert_eq!(written(-0.5), BigRational::new((-1).into(), 2.into()));
        assert_eq!(written(1e21), BigRational::from_integer(BigInt::from(10).pow(21)));
        assert!((float(&written(83.82)) - 83.82).abs() < 1e-15);
    }
}
