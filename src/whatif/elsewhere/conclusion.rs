//! Whether a session would do better elsewhere, and why the plan does not have it there.

use serde::Serialize;

use super::Place;
use super::tried::Tried;
use crate::domain::Cents;
use crate::planner::judged::rounding;
use crate::whatif::effect::Broken;
use crate::whatif::lines::{count, signed};
use crate::whatif::question::Question;

/// What the plan's own file says of how good it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known {
    /// `optimal`, `within_gap`, `stopped` or `infeasible`.
    pub status: String,
    /// No plan is better by more, in cents; `None` where that is not known.
    pub gap_cents: Option<i64>,
}

/// Whether the session would do better elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conclusion {
    /// Places that break nothing but wishes.
    pub legal: usize,
    /// Those of them that cost less, wishes included.
    pub cheaper: usize,
    /// The cheapest of them, judged and priced on all of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<Place>,
    /// In words, with why the plan does not have it.
    pub sentence: String,
}

/// Whether another place is better, and why the plan does not have it.
pub(super) fn conclusion(
    question: &Question<'_>,
    (id, known): (&str, Option<&Known>),
    tried: &[Tried],
) -> Conclusion {
    let legal: Vec<&Tried> = tried.iter().filter(|tried| tried.place.effect.is_legal()).collect();
    let cheaper = legal.iter().filter(|tried| tried.place.effect.cents() < 0).count();
    let counts = |sentence| Conclusion { legal: legal.len(), cheaper, best: None, sentence };
    let least =
        |of: &mut dyn Iterator<Item = &Tried>| of.min_by_key(|tried| tried.place.effect.cents()).cloned();
    let Some(best) = least(&mut legal.iter().copied()) else { return counts(nowhere(id, tried.len())) };
    let mends = |tried: &&Tried| !tried.place.effect.mends.is_empty();
    if let Some(mending) = least(&mut legal.iter().copied().filter(mends)) {
        // Said of the whole plan, and so judged on all of it.
        let place = on_the_whole(question, &mending);
        let rules: Vec<String> = place.effect.mends.iter().map(Broken::named).collect();
        let sentence = format!(
            "on {} {id} would break no rule, and the plan would keep what it breaks now: {}; that costs {}",
            place.spot.when(),
            rules.join(", "),
            signed(place.effect.cents())
        );
        return Conclusion { best: Some(place), ..counts(sentence) };
    }
    if cheaper == 0 {
        let more = Cents(best.place.effect.cents());
        let costs = if more == Cents(0) { "costs the same".to_owned() } else { format!("costs {more} more") };
        return counts(format!(
            "{} of {} break no rule, and none costs less: the cheapest {costs}",
            count(legal.len(), "place", "places"),
            tried.len()
        ));
    }
    let place = on_the_whole(question, &best);
    let gain = -place.effect.cents();
    let (when, why) = (place.spot.when(), why_not(question, known, gain));
    let sentence = format!("on {when} {id} would cost {} less and break no rule: {why}", Cents(gain));
    Conclusion { best: Some(place), ..counts(sentence) }
}

/// That a session can lie nowhere else by itself, of so many places tried.
fn nowhere(id: &str, tried: usize) -> String {
    match tried {
        0 => {
            format!("{id} can lie nowhere else: rules refuse every other slot, whatever else the plan holds")
        }
        1 => format!(
            "{id} can lie nowhere else by itself: in the one slot that nothing refuses outright it breaks a rule"
        ),
        all => format!(
            "{id} can lie nowhere else by itself: in each of {all} slots that nothing refuses outright it breaks a rule"
        ),
    }
}

/// A place judged and priced on all of the plan.
fn on_the_whole(question: &Question<'_>, tried: &Tried) -> Place {
    let effect = question.effect(&tried.change);
    Place::new(tried.place.spot.clone(), effect, tried.place.in_the_way.clone())
}

/// Why a plan does not have what would make it better.
fn why_not(question: &Question<'_>, known: Option<&Known>, gain: i64) -> String {
    let least = rounding(question.scenario, &question.ledger).ceil() as i64;
    match known {
        Some(known) if known.status == "optimal" && gain <= least => {
            format!(
                "amounts below {} are a matter of rounding, and the plan is the best but for them",
                Cents(least)
            )
        }
        Some(known) if known.status == "optimal" => {
            "yet the plan file says that no plan costs less. One of the two is a \
             mistake of this program: please report it with scenario and plan"
                .to_owned()
        }
        Some(Known { gap_cents: Some(gap), .. }) => format!(
            "the plan can be improved. Its search ended with at most {} to gain, and this is some of it",
            Cents(*gap)
        ),
        Some(_) => {
            "the plan can be improved. Its search ended before that was known to be the best".to_owned()
        }
        None => "the plan can be improved. Its file does not say how it was made".to_owned(),
    }
}
