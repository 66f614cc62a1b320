//! Policies: what every rule has, and the rule.

use jsonc_parser::ast::Value;

use super::rule::RuleEntry;
use crate::domain::{Cents, Kind, Lead, Skill, Strength, Track};
use crate::scenario::notes::{Notes, Span};
use crate::scenario::record::{Fields, Record, record};
use crate::scenario::schema::{Definitions, define};
use crate::scenario::shape::{OneOrMany, Shape, Spanned, wrong_type};

record! {
    /// What every rule has.
    PolicyFrame {
        /// The id; its place in the list if absent.
        optional id: String,
        /// Whom it holds for: all (if absent), ids of cohorts or of programmes.
        optional holds_for as "for": OneOrMany<String>,
        /// How strong it is; policy if absent.
        optional strength: Strength,
        /// For a wish: the price of breaking it by one unit.
        optional price: Cents,
        /// Where it comes from.
        optional source: String,
    }
}

record! {
    /// Which modules a rule speaks of; a module must match every field that is stated.
    SelectorEntry {
        /// Its kind is one of these.
        optional kind: OneOrMany<Kind>,
        /// Its track is one of these.
        optional track: OneOrMany<Track>,
        /// Its skill is one of these.
        optional skill: OneOrMany<Skill>,
        /// It is one of these modules of the programmes of the policy's cohorts.
        optional modules: Vec<Spanned<String>>,
        /// It is under this lead.
        optional lead: Lead,
    }
}

/// A policy: a rule, whom it holds for and how strong it is.
#[derive(Clone, Debug)]
pub struct PolicyEntry {
    /// What every rule has.
    pub frame: PolicyFrame,
    /// The rule, unless its word is missing or unknown.
    pub rule: Option<RuleEntry>,
    /// Where the word of the rule stands.
    pub span: Span,
}

impl Shape for PolicyEntry {
    fn expected() -> String {
        "a rule".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let Value::Object(object) = node else { return wrong_type("an object", node, notes) };
        let mut fields = Fields::new(object);
        let key = fields.take::<super::rule::RuleWord>("rule", true, notes);
        let frame = PolicyFrame::take(&mut fields, notes);
        let rule = key.value.map(|word| word.take(&mut fields, notes));
        // Without its word, nobody knows which further fields a rule has.
        if rule.is_some() {
            fields.finish(notes);
        }
        Some(Self { frame, rule, span: key.span })
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        define("Policy", definitions, |definitions| {
            let frame = |definitions: &mut Definitions| PolicyFrame::properties(definitions);
            super::rule::schema(definitions, frame)
        })
    }
}
