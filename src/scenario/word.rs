//! Words: the fixed vocabularies of the format, and what each word means.

use jsonc_parser::ast::Value;

use super::Code;
use super::notes::{Notes, listed, quoted};
use super::shape::{mark_of, wrong_type};
use crate::domain::{
    Category, DayUse, EntitlementPeriod, Heading, HolidayWeeks, Kind, Lead, OtherDays, RivalScope, SeatLevel,
    SeatPer, SeatRule, Skill, SlotClass, Strength, Track,
};

/// The meaning of a word, or a note that says which words there are.
pub fn read_word<T: Copy>(words: &[(&'static str, T)], node: &Value<'_>, notes: &mut Notes) -> Option<T> {
    let expected =
        || format!("one of the words {}", words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "));
    let Value::StringLit(text) = node else { return wrong_type(&expected(), node, notes) };
    let found = words.iter().find(|(word, _)| *word == text.value).map(|(_, meaning)| *meaning);
    if found.is_none() {
        let known = || words.iter().map(|(word, _)| *word);
        let action = match notes.alike(&text.value, known()) {
            Some(word) => format!("did you mean \"{word}\"?"),
            None => "write one of the words known here".to_owned(),
        };
        let message = format!("unknown word {}", quoted(&text.value));
        notes.add(
            Code::UnknownWord,
            mark_of(node),
            message,
            format!("known here: {}", listed(known())),
            action,
        );
    }
    found
}

macro_rules! words {
    ($($name:ty { $($word:literal => $meaning:expr,)+ })+) => {$(
        impl $crate::scenario::shape::Shape for $name {
            fn expected() -> String {
                let words: &[&str] = &[$(concat!("\"", $word, "\""),)+];
                words.join(" or ")
            }

            fn read(
                node: &jsonc_parser::ast::Value<'_>,
                notes: &mut $crate::scenario::notes::Notes,
            ) -> Option<Self> {
                $crate::scenario::word::read_word(&[$(($word, $meaning),)+], node, notes)
            }

            fn schema(_: &mut $crate::scenario::schema::Definitions) -> serde_json::Value {
                serde_json::json!({ "type": "string", "enum": [$($word,)+] })
            }
        }
    )+};
}
pub(super) use words;

/// The kinds of sites; the firm of a firm's site stands in another field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteWord {
    /// The college's own.
    College,
    /// A firm's.
    Firm,
    /// Nobody's in particular.
    Neutral,
    /// No place at all.
    Online,
}

/// The one word for "no room".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRoom;

/// The one word for days that the optimiser chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChooseDays;

/// The one word for the condition that every firm's ceiling on learners away is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CeilingsKept;

/// The one word for the term that all learners of a firm have a seat inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatsAsOrdered;

/// Headings of the ledger that cost something; income is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolHeading(pub Heading);

words! {
    SeatsAsOrdered { "seats_as_ordered" => SeatsAsOrdered, }
    SiteWord {
        "college" => SiteWord::College, "firm" => SiteWord::Firm, "neutral" => SiteWord::Neutral,
        "online" => SiteWord::Online,
    }
    NoRoom { "none" => NoRoom, }
    ChooseDays { "choose" => ChooseDays, }
    CeilingsKept { "release_ceilings_kept" => CeilingsKept, }
    SlotClass {
        "day" => SlotClass::Day, "evening" => SlotClass::Evening, "saturday" => SlotClass::Saturday,
        "sunday" => SlotClass::Sunday,
    }
    Kind {
        "theory" => Kind::Theory, "practical" => Kind::Practical, "online" => Kind::Online,
        "assessment" => Kind::Assessment,
    }
    Track { "broad" => Track::Broad, "basic" => Track::Basic, "specialised" => Track::Specialised, }
    Skill { "hard" => Skill::Hard, "soft" => Skill::Soft, "digital" => Skill::Digital, }
    Lead { "school" => Lead::School, "firm" => Lead::Firm, }
    EntitlementPeriod {
        "year" => EntitlementPeriod::Year, "period" => EntitlementPeriod::Period,
        "week" => EntitlementPeriod::Week,
    }
    Strength { "legal" => Strength::Legal, "policy" => Strength::Policy, "wish" => Strength::Wish, }
    Category { "guided" => Category::Guided, "firm" => Category::Firm, "total" => Category::Total, }
    HolidayWeeks {
        "keep" => HolidayWeeks::Keep, "scale" => HolidayWeeks::Scale, "exempt" => HolidayWeeks::Exempt,
    }
    OtherDays { "closed" => OtherDays::Closed, "open" => OtherDays::Open, }
    RivalScope { "rival_sites" => RivalScope::RivalSites, "anywhere" => RivalScope::Anywhere, }
    SeatPer { "seat" => SeatPer::Seat, "hour" => SeatPer::Hour, }
    SeatRule { "seat_by_seat" => SeatRule::SeatBySeat, "all_or_none" => SeatRule::AllOrNone, }
    SeatLevel { "firm" => SeatLevel::Firm, "coalition" => SeatLevel::Coalition, }
    DayUse { "free" => DayUse::Free, "school" => DayUse::School, "firm" => DayUse::Firm, }
    Heading {
        "staff" => Heading::Staff, "premiums" => Heading::Premiums, "equipment" => Heading::Equipment,
        "setup" => Heading::Setup, "moves" => Heading::Moves, "rooms" => Heading::Rooms,
        "consumables" => Heading::Consumables, "travel" => Heading::Travel,
    }
    PoolHeading {
        "staff" => PoolHeading(Heading::Staff), "premiums" => PoolHeading(Heading::Premiums),
        "equipment" => PoolHeading(Heading::Equipment), "setup" => PoolHeading(Heading::Setup),
        "moves" => PoolHeading(Heading::Moves), "rooms" => PoolHeading(Heading::Rooms),
        "consumables" => PoolHeading(Heading::Consumables), "travel" => PoolHeading(Heading::Travel),
        "wages_lost" => PoolHeading(Heading::WagesLost), "runs" => PoolHeading(Heading::Runs),
        "learners" => PoolHeading(Heading::Learners), "fixed" => PoolHeading(Heading::Fixed),
        "outside_seats" => PoolHeading(Heading::OutsideSeats),
    }
}
