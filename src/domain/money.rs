//! Money: integer cents, and exact fractions of cents until a ledger line is rounded once.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// An amount of money in integer cents of the scenario's currency; negative is a credit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub i64);

impl Add for Cents {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Cents {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Cents {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|amount| amount.0).sum())
    }
}

impl fmt::Display for Cents {
    /// Euros with two decimals and a thin group separator: `187 420.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = (self.0.unsigned_abs() / 100).to_string();
        let mut grouped = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{grouped}.{:02}", self.0.unsigned_abs() % 100))
    }
}

/// An exact sum of money in units of 1/600 000 cent: fine enough for cents per hour × minutes
/// (60) × a premium in hundredths of a percent (10 000), so that nothing is rounded before the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExactCents(i128);

/// Parts of a cent that [`ExactCents`] counts.
const PARTS: i128 = 600_000;

impl ExactCents {
    /// A whole number of cents.
    pub const fn whole(cents: i64) -> Self {
        Self(cents as i128 * PARTS)
    }

    /// `cents` for each hour, over `minutes`, counted `times` times.
    pub const fn hourly(cents: i64, minutes: u64, times: u64) -> Self {
        Self(cents as i128 * minutes as i128 * times as i128 * (PARTS / 60))
    }

    /// This amount times a share given in hundredths of a percent (2 000 = 20 %).
    #[must_use]
    pub const fn basis_points(self, basis_points: i64) -> Self {
        Self(self.0 * basis_points as i128 / 10_000)
    }

    /// This amount `times` times.
    #[must_use]
    pub const fn times(self, times: i64) -> Self {
        Self(self.0 * times as i128)
    }

    /// `part` of `of` equal shares of this amount, less than one part of a cent dropped; nothing of none.
    #[must_use]
    pub const fn share(self, part: u32, of: u32) -> Self {
        if of == 0 { Self(0) } else { Self(self.0 * part as i128 / of as i128) }
    }

    /// Rounded to a whole cent, half up (towards plus infinity).
    pub const fn round(self) -> Cents {
        Cents(divide_half_up(self.0, PARTS) as i64)
    }

    /// As a floating-point number of cents, for model coefficients only.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / PARTS as f64
    }
}

impl Add for ExactCents {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for ExactCents {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Neg for ExactCents {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for ExactCents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|amount| amount.0).sum())
    }
}

/// `numerator / denominator` rounded to the nearest integer, halves up; `denominator > 0`.
pub const fn divide_half_up(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator + denominator).div_euclid(2 * denominator)
}

/// What the scenario says about value-added tax on one price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vat {
    /// The rate in hundredths of a percent (2 100 = 21 %).
    pub rate_basis_points: i64,
    /// Whether the stated amount already contains the tax.
    pub included: bool,
    /// Whether the payer gets the tax back, so that it is no cost.
    pub reclaimed: bool,
}

/// A price per unit (an hour, a seat, a day …): what it says and what its payer bears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// The amount in the scenario file.
    pub stated: Cents,
    /// The tax statement, when the price or the scenario makes one.
    pub vat: Option<Vat>,
}

impl Price {
    /// A price on which no tax is stated: the payer bears the amount as written.
    pub const fn plain(cents: i64) -> Self {
        Self { stated: Cents(cents), vat: None }
    }

    /// What the payer bears a unit, in whole cents rounded half up: net of tax where it is
    /// reclaimed, with tax where it is not.
    pub fn borne(self) -> Cents {
        let Some(vat) = self.vat else { return self.stated };
        let stated = i128::from(self.stated.0);
        let rate = i128::from(vat.rate_basis_points);
        let borne = match (vat.included, vat.reclaimed) {
            (true, false) | (false, true) => stated,
            (true, true) => divide_half_up(stated * 10_000, 10_000 + rate),
            (false, false) => divide_half_up(stated * (10_000 + rate), 10_000),
        };
        Cents(borne as i64)
    }

    /// What whoever is paid earns a unit, in whole cents rounded half up: tax goes on to the state,
    /// whether the payer gets it back or not.
    pub fn earned(self) -> Cents {
        match self.vat {
            Some(vat) if vat.included => {
                let whole = 10_000 + i128::from(vat.rate_basis_points);
                Cents(divide_half_up(i128::from(self.stated.0) * 10_000, whole) as i64)
            }
            _ => self.stated,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_rounded_once_and_half_up() {
        // 0.01 € an hour over 30 minutes is half a cent; two of them are exactly one cent.
        let half = ExactCents::hourly(1, 30, 1);
        assert_eq!(half.round(), Cents(1));
        assert_eq!((half + half).round(), Cents(1));
        assert_eq!((-half).round(), Cents(0));
    }

    #[test]
    fn premiums_keep_fractions() {
        // 58 € an hour, 3.5 h, +20 %: 58 × 3.5 × 0.2 = 40.60 €.
        assert_eq!(ExactCents::hourly(5_800, 210, 1).basis_points(2_000).round(), Cents(4_060));
    }

    #[test]
    fn tax_is_borne_only_where_it_is_not_reclaimed() {
        let vat = |included, reclaimed| Price {
            stated: Cents(12_100),
            vat: Some(Vat { rate_basis_points: 2_100, included, reclaimed }),
        };
        assert_eq!(vat(true, true).borne(), Cents(10_000));
        assert_eq!(vat(true, false).borne(), Cents(12_100));
        assert_eq!(vat(false, true).borne(), Cents(12_100));
        assert_eq!(vat(false, false).borne(), Cents(14_641));
        // Whoever is paid keeps the price without tax.
        assert_eq!(vat(true, true).earned(), Cents(10_000));
        assert_eq!(vat(true, false).earned(), Cents(10_000));
        assert_eq!(vat(false, true).earned(), Cents(12_100));
        assert_eq!(vat(false, false).earned(), Cents(12_100));
    }

    #[test]
    fn amounts_read_like_money() {
        assert_eq!(Cents(18_742_000).to_string(), "187 420.00");
        assert_eq!(Cents(-5).to_string(), "-0.05");
    }
}
