//! Judgements on single values: prices, hours and shares.

use super::reading::Reading;
use crate::domain::{Price, Vat};
use crate::scenario::Code;
use crate::scenario::entry::PriceEntry;
use crate::scenario::notes::Span;
use crate::scenario::number::{Fraction, Hours};
use crate::scenario::record::Field;
use crate::scenario::shape::Brief;

/// Most minutes of anything: a million hours.
const MOST_MINUTES: i64 = 60_000_000;

impl Reading<'_> {
    /// The price that a field states; nothing when it is absent.
    pub fn price(&mut self, field: &Field<PriceEntry>) -> Price {
        field.get().map_or_else(Price::default, |entry| self.price_of(entry))
    }

    fn price_of(&mut self, entry: &PriceEntry) -> Price {
        let (amount, vat) = match &entry.0 {
            Brief::Short(amount) => (Some((amount.value, amount.span)), self.vat),
            Brief::Full(price) => {
                let rate = self.fraction(&price.vat, 10_000);
                let stated = [price.vat.stated, price.includes_vat.stated, price.reclaimed.stated];
                let known = self.vat;
                if known.is_none() && stated.contains(&true) && stated.contains(&false) {
                    let cause = "neither this price nor the scenario says all three";
                    let action = "write vat, includes_vat and reclaimed, or a \"vat\" for the whole scenario";
                    self.notes.add(
                        Code::MissingField,
                        price.span,
                        "the tax on this price is not complete",
                        cause,
                        action,
                    );
                }
                let vat = Vat {
                    rate_basis_points: rate.or(known.map(|vat| vat.rate_basis_points)).unwrap_or(0),
                    included: price.includes_vat.or(known.is_some_and(|vat| vat.included)),
                    reclaimed: price.reclaimed.or(known.is_some_and(|vat| vat.reclaimed)),
                };
                let vat = if stated.contains(&true) { Some(vat) } else { known };
                (price.amount.get().map(|amount| (*amount, price.amount.span)), vat)
            }
        };
        let Some((stated, span)) = amount else { return Price::default() };
        if stated.0 < 0 {
            let cause = "prices are never negative; what comes in is income";
            let action = "write it without the minus sign, or under tariffs.income";
            self.notes.add(Code::OutOfRange, span, "this price is negative", cause, action);
        }
        Price { stated, vat }
    }

    /// Minutes of a field that must be more than zero.
    pub fn hours(&mut self, field: &Field<Hours>) -> Option<u32> {
        field.get().map(|hours| self.positive_minutes(*hours, field.span))
    }

    /// Minutes that must be more than zero.
    pub fn positive_minutes(&mut self, hours: Hours, span: Span) -> u32 {
        if hours.minutes <= 0 {
            let what = if hours.minutes < 0 { "negative" } else { "zero" };
            let message = format!("these hours are {what}");
            self.notes.add(
                Code::NoHours,
                span,
                message,
                "hours are more than 0",
                "write the hours that are meant",
            );
            return 1;
        }
        self.minutes(hours, span)
    }

    /// Minutes of a field that may be zero: those of a bound.
    pub fn bound(&mut self, field: &Field<Hours>) -> Option<u32> {
        let hours = field.get()?;
        if hours.minutes < 0 {
            return Some(self.positive_minutes(*hours, field.span));
        }
        Some(self.minutes(*hours, field.span))
    }

    fn minutes(&mut self, hours: Hours, span: Span) -> u32 {
        if hours.minutes > MOST_MINUTES {
            let cause = "at most 1000000 hours can be counted";
            self.notes.add(
                Code::OutOfRange,
                span,
                "these are too many hours",
                cause,
                "write the hours that are meant",
            );
            return 1;
        }
        hours.minutes as u32
    }

    /// A fraction of at most `most` basis points.
    pub fn fraction(&mut self, field: &Field<Fraction>, most: i64) -> Option<i64> {
        let points = field.get()?.basis_points;
        if !(0..=most).contains(&points) {
            let most = most / 10_000;
            let message = format!("this share lies outside 0 to {most}");
            let cause = format!("shares are fractions from 0 to {most}");
            self.notes.add(Code::ShareRange, field.span, message, cause, "write 0.2 for 20 %");
            return None;
        }
        Some(points)
    }
}
