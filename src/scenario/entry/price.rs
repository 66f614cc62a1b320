//! Prices, with or without what they say about value-added tax.

use jsonc_parser::ast::Value;

use crate::domain::Cents;
use crate::scenario::notes::Notes;
use crate::scenario::number::Fraction;
use crate::scenario::record::record;
use crate::scenario::schema::{Definitions, define};
use crate::scenario::shape::{Brief, Shape, Spanned};

record! {
    /// What holds for prices that say nothing about value-added tax.
    VatEntry {
        /// The rate: 0.21 is 21 %.
        required rate: Fraction,
        /// Whether stated amounts contain the tax.
        required included: bool,
        /// Whether payers get the tax back.
        required reclaimed: bool,
    }
}

record! {
    /// A price that speaks of value-added tax; what it leaves out is as the scenario's `vat` says.
    TaxedPrice {
        /// The amount in units of the currency.
        required amount: Cents,
        /// The rate of the tax: 0.21 is 21 %.
        optional vat: Fraction,
        /// Whether the amount contains the tax.
        optional includes_vat: bool,
        /// Whether the payer gets the tax back.
        optional reclaimed: bool,
    }
}

/// A price: a number, or an object that speaks of value-added tax.
#[derive(Clone, Debug)]
pub struct PriceEntry(pub Brief<Spanned<Cents>, TaxedPrice>);

impl Shape for PriceEntry {
    fn expected() -> String {
        "a price like 58.00".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        Brief::read(node, notes).map(Self)
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        define("Price", definitions, Brief::<Spanned<Cents>, TaxedPrice>::schema)
    }
}
