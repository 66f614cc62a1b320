//! Bottlenecks as sentences and as a page.

use super::{Bottlenecks, Found, Kind, Measure, Thing};
use crate::check::Amount;
use crate::domain::Cents;
use crate::whatif::lines::wrapped;

impl Measure {
    /// In words: `36 h of 144 h`, `hours in the fullest week (7 Sep): 12 h of 27 h`.
    pub(super) fn words(&self) -> String {
        let week = self.week.map_or(String::new(), |monday| format!(" (of {})", monday.format("%-d %b %Y")));
        let there = self.there.map_or(String::new(), |there| format!(" of {there}"));
        format!("{}{week} {}{there}", self.what, self.used)
    }

    fn with_share(&self) -> String {
        match self.share() {
            Some(share) => format!("{}, {} %", self.words(), (share * 100.0).round()),
            None => self.words(),
        }
    }
}

impl Found {
    fn words(&self) -> String {
        let between = match (self.cost_cents, self.bound_cents) {
            (Some(cost), Some(bound)) if bound < cost => {
                format!("costs {}; none costs less than {}", Cents(cost), Cents(bound))
            }
            (Some(cost), Some(_)) => format!("costs {}, and none costs less", Cents(cost)),
            (Some(cost), None) if self.no_plan => {
                let missing = Amount::Minutes(self.missing_minutes);
                return format!(
                    "the plan leaves out {missing} of learners, or breaks rules; it costs {}",
                    Cents(cost)
                );
            }
            (Some(cost), None) => {
                format!("costs {}; how much less another could cost is not known", Cents(cost))
            }
            (None, _) => return "no plan was found".to_owned(),
        };
        format!("the plan {between}")
    }
}

impl Bottlenecks {
    /// What follows, in words.
    pub(super) fn concluded(&self) -> String {
        let full = |thing: &&Thing| thing.fullest() >= 0.999;
        let names: Vec<&str> = self.things.iter().filter(full).map(|thing| thing.name.as_str()).collect();
        let used_up = match names.as_slice() {
            [] => "nothing is used up at any moment".to_owned(),
            [one] => format!("{one} is used up at some moment"),
            some => format!("used up at some moment: {}", some.join(", ")),
        };
        format!("{}; {used_up}", self.now.words())
    }

    /// The page: what follows, what a little more brings, and how much is used of everything.
    pub fn text(&self) -> String {
        let mut text = wrapped("", 2, &self.sentence);
        let found: Vec<&str> = if self.doubled.is_empty() {
            let steps = self.things.iter().flat_map(|thing| &thing.steps);
            let mut told: Vec<&str> = Vec::new();
            for step in steps.filter(|step| step.brings.is_some()) {
                if !told.contains(&step.sentence.as_str()) {
                    told.push(&step.sentence);
                }
            }
            told
        } else {
            self.doubled.iter().map(|step| step.sentence.as_str()).collect()
        };
        if !found.is_empty() {
            text.push_str("\nWhat more would bring\n");
        }
        for sentence in found {
            text.push_str(&wrapped("  ", 4, sentence));
        }
        if self.cut_short {
            text.push_str("  ended before the rest was found out\n");
        }
        for (kind, head) in HEADS {
            let mut things: Vec<&Thing> = self.things.iter().filter(|thing| thing.kind == kind).collect();
            things.sort_by(|a, b| b.fullest().total_cmp(&a.fullest()));
            if !things.is_empty() {
                text.push_str(&format!("\n{head}\n"));
            }
            for thing in things {
                text.push_str(&wrapped("  ", 4, &format!("{} ({})", thing.name, thing.place)));
                let measures: Vec<String> = thing.measures.iter().map(Measure::with_share).collect();
                text.push_str(&wrapped("    ", 4, &measures.join(" · ")));
            }
        }
        text
    }
}

/// The sorts of things in the order of the page.
const HEADS: [(Kind, &str); 6] = [
    (Kind::Equipment, "Equipment"),
    (Kind::Staff, "Staff"),
    (Kind::Rooms, "Rooms"),
    (Kind::LearnerTime, "Learners' time"),
    (Kind::Firms, "Firms"),
    (Kind::Money, "Money"),
];
