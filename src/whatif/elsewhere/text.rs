//! What is told of a session and its places, as sentences and as a page.

use super::{Elsewhere, Here, Place};
use crate::domain::Cents;
use crate::whatif::effect::{Broken, Effect, HeadingCents};
use crate::whatif::hold::InTheWay;
use crate::whatif::lines::{count, signed, spread, wrapped};
use crate::whatif::spot::{Refused, Spot};

/// Sessions in the way that are named; more are counted.
const NAMED: usize = 4;

impl Place {
    /// A place with all of it in words.
    pub(in crate::whatif) fn new(spot: Spot, effect: Effect, in_the_way: Vec<InTheWay>) -> Self {
        let mut parts = Vec::new();
        if effect.is_legal() {
            parts.push("breaks no rule".to_owned());
        } else {
            let rules: Vec<String> = effect.breaks.iter().map(|broken| broken.sentence.clone()).collect();
            parts.push(format!("breaks {}", rules.join("; ")));
        }
        parts.push(match effect.cents() {
            0 => "costs the same".to_owned(),
            more if more > 0 => format!("costs {} more", Cents(more)),
            less => format!("costs {} less", Cents(-less)),
        });
        let sentence = format!("{} at {}: {}", spot.when(), spot.with(), parts.join(", "));
        Self { spot, effect, in_the_way, sentence }
    }

    /// The place in a few lines: when and what it adds to the cost, where, what it breaks, and what is in its way.
    pub(in crate::whatif) fn lines(&self) -> String {
        let mut lines = spread(&format!("  {}", self.spot.when()), &signed(self.effect.cents()));
        lines.push_str(&wrapped("    ", 6, &self.spot.with()));
        if self.effect.is_legal() {
            lines.push_str("    breaks no rule\n");
        }
        lines.push_str(&told("breaks", &self.effect.breaks));
        lines.push_str(&told("wish not met:", &self.effect.wishes));
        lines.push_str(&told("wish met:", &self.effect.wishes_met));
        for way in &self.in_the_way {
            lines.push_str(&wrapped("    ", 6, &way.words()));
        }
        if !self.effect.cost.is_empty() {
            lines.push_str(&wrapped("    ", 6, &format!("cost {}", headings(&self.effect.cost))));
        }
        lines
    }
}

impl InTheWay {
    /// In words: `in the way of robot-cells: MT1A/robot/1#03`.
    fn words(&self) -> String {
        let named: Vec<&str> = self.sessions.iter().take(NAMED).map(String::as_str).collect();
        let more = self.sessions.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{} taken by {}{more}", self.thing, named.join(", "))
    }
}

/// Broken rules in a line or more each: rule, policy, amount, then the first of its sentences. Three units that are each used
/// twice are one line.
fn told(word: &str, broken: &[Broken]) -> String {
    let mut rules: Vec<Vec<&Broken>> = Vec::new();
    for one in broken {
        match rules.iter_mut().find(|rule| (rule[0].rule, &rule[0].policy) == (one.rule, &one.policy)) {
            Some(rule) => rule.push(one),
            None => rules.push(vec![one]),
        }
    }
    let line = |rule: Vec<&Broken>| {
        let amount = rule.iter().skip(1).fold(rule[0].amount, |sum, one| sum.plus(one.amount));
        let cents: Option<i64> = rule.iter().map(|one| one.cents).sum();
        let price = cents.map_or(String::new(), |cents| format!(", {}", Cents(cents)));
        let more = if rule.len() > 1 { format!(" (and {} more)", rule.len() - 1) } else { String::new() };
        let text = format!("{word} {}, by {amount}{price}: {}{more}", rule[0].named(), rule[0].sentence);
        wrapped("    ", 6, &text)
    };
    rules.into_iter().map(line).collect()
}

fn headings(cost: &[HeadingCents]) -> String {
    let parts: Vec<String> =
        cost.iter().map(|one| format!("{} {}", one.heading, signed(one.cents))).collect();
    parts.join(", ")
}

impl Here {
    /// The place where a session lies, with all of it in words.
    pub(super) fn new(
        spot: Spot,
        (breaks, wishes): (Vec<Broken>, Vec<Broken>),
        (cost, cost_cents): (Vec<HeadingCents>, i64),
    ) -> Self {
        let parts: Vec<String> =
            cost.iter().map(|one| format!("{} {}", one.heading, Cents(one.cents))).collect();
        let of = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
        let mut sentence = format!("the plan pays {}{of} for it here", Cents(cost_cents));
        let listed = |list: &[Broken]| list.iter().map(Broken::named).collect::<Vec<_>>().join(", ");
        if !breaks.is_empty() {
            sentence.push_str(&format!("; it breaks {}", listed(&breaks)));
        }
        match wishes.as_slice() {
            [] => sentence.push_str("; it breaks no wish"),
            some => sentence.push_str(&format!("; wishes not met: {}", listed(some))),
        }
        Self { spot, breaks, wishes, cost, cost_cents, sentence }
    }
}

impl Elsewhere {
    /// The page: where it lies, what follows, where else it could lie, and what is refused.
    pub fn text(&self) -> String {
        let here = &self.here;
        let mut text =
            wrapped("", 2, &format!("{} · {} · {}", self.session, here.spot.when(), here.spot.with()));
        text.push_str(&wrapped("  ", 2, &here.sentence));
        text.push_str(&told("breaks", &here.breaks));
        text.push_str(&told("wish not met:", &here.wishes));
        text.push_str(&format!("\n{}", wrapped("", 0, &self.conclusion.sentence)));
        if let Some(best) = &self.conclusion.best {
            text.push_str(&best.lines());
            text.push_str(&told("mends", &best.effect.mends));
        }
        let all = self.elsewhere.len() + self.more;
        if all > 0 {
            let told =
                if self.more > 0 { format!(", the nearest {}", self.elsewhere.len()) } else { String::new() };
            let head = format!(
                "{}{told}",
                count(all, "place that nothing refuses outright", "places that nothing refuses outright")
            );
            text.push_str(&format!("\n{}", spread(&head, "cost and wishes")));
        }
        for place in &self.elsewhere {
            text.push_str(&place.lines());
            text.push_str(&told("mends", &place.effect.mends));
        }
        if self.more > 0 {
            text.push_str(&format!("  … and {} more (--all tells them)\n", self.more));
        }
        text + &refused_text(&self.refused, self.refused_slots)
    }
}

/// Who refuses slots outright, a line each.
pub(in crate::whatif) fn refused_text(refused: &[Refused], slots: usize) -> String {
    if slots == 0 {
        return String::new();
    }
    let mut text = format!("\n{} refused outright, by\n", count(slots, "slot", "slots"));
    for one in refused {
        let alone = if one.alone > 0 { format!(", {} by it alone", one.alone) } else { String::new() };
        text.push_str(&spread(&format!("  {}", one.by.named()), &format!("{}{alone}", one.slots)));
    }
    text
}
