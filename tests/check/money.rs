//! Examples: what is disliked, and what is too dear.

use vetplan::check::Amount::{self, Count};
use vetplan::domain::*;

use super::world::*;
use super::{Example, as_set_up, example};

pub fn examples() -> Vec<Example> {
    // Consumables of 1 € an hour: 35 € for five learners over 7 h, 40 € over 8 h.
    let budget = |payer: Option<Party>| {
        move |w: &mut World| {
            let theory = w.theory(420, &[240, 180]);
            theory.consumables_per_learner_hour = Price::plain(100);
            w.last(1, 180);
            w.policy(Rule::Budget { at_most: Cents(3_550), payer });
        }
    };
    vec![
        example(
            "avoid_class",
            "an evening",
            Count(5),
            |w| {
                w.theory(420, &[240, 180]);
                w.last(1, 180);
                w.policy(Rule::AvoidClass { class: SlotClass::Evening });
            },
            as_set_up,
            |w| w.shift(1, TUE, "eve"),
        ),
        // 40 € where 35.50 € are allowed.
        example("budget", "too dear", Amount::Cents(450), budget(None), as_set_up, |w| w.last(1, 240)),
        example(
            "budget",
            "too dear for one",
            Amount::Cents(450),
            budget(Some(Party::Shared)),
            as_set_up,
            |w| {
                w.last(1, 240);
            },
        ),
    ]
}
