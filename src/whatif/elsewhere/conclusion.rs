//! Whether a session would do better elsewhere, and why the plan does not have it there.

use serde::Serialize;

use super::Place;
use super::tried::Tried;
use crate::domain::Cents;
use crate::planner::judged::rounding;
use crate::whatif::lines::count;
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
    let best = legal.iter().min_by_key(|tried| tried.place.effect.cents());
    let Some(best) = best else {
        let sentence = match tried.len() {
            0 => format!(
                "{id} can lie nowhere else: rules refuse every other slot, whatever else the plan holds"
            ),
            1 => format!(
                "{id} can lie nowhere else by itself: in the one slot that nothing refuses outright it breaks a rule"
            ),
            all => format!(
                "{id} can lie nowhere else by itself: in each of {all} slots that nothing refuses outright it breaks a rule"
            ),
        };
        return Conclusion { legal: 0, cheaper: 0, best: None, sentence };
    };
    if cheaper == 0 {
        let more = Cents(best.place.effect.cents());
        let costs = if more == Cents(0) { "costs the same".to_owned() } else { format!("costs {more} more") };
        let sentence = format!(
            "{} of {} break no rule, and none costs less: the cheapest {costs}",
            count(legal.len(), "place", "places"),
            tried.len()
        );
        return Conclusion { legal: legal.len(), cheaper, best: None, sentence };
    }
    // Said of the whole plan, and so judged on all of it.
    let effect = question.effect(&best.change);
    let gain = -effect.cents();
    let when = best.place.spot.when();
    let why = why_not(question, known, gain);
    let sentence = format!("on {when} {id} would cost {} less and break no rule: {why}", Cents(gain));
    let best = Place::new(best.place.spot.clone(), effect, best.place.in_the_way.clone());
    Conclusion { legal: legal.len(), cheaper, best: Some(best), sentence }
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
