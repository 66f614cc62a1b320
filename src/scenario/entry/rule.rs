//! The list of rules, which reader and schema share.

use serde_json::json;

use super::rules::{
    AvoidClass, Budget, CompactDays, DayHours, EveningsPerWeek, FreeWeekends, HoursNorm, IsolatedSessions,
    Offer, Place, RivalsApart, RoomSeats, SameRoom, SameStaff, ShareBounds, SiteChange, SlotsByAge, Split,
    Spread, TeachingDays, TravelCap, WeekHours, WeeklyPattern,
};
use crate::scenario::notes::Notes;
use crate::scenario::record::{Fields, Property, Record, object_schema};
use crate::scenario::schema::Definitions;
use crate::scenario::word::words;

macro_rules! rules {
    ($($word:literal => $name:ident,)+) => {
        /// The word that names a rule.
        #[derive(Clone, Copy, Debug)]
        pub enum RuleWord {
            $(
                #[doc = concat!("`", $word, "`")]
                $name,
            )+
        }

        words! { RuleWord { $($word => RuleWord::$name,)+ } }

        /// A rule with its fields.
        #[derive(Clone, Debug)]
        #[allow(dead_code, reason = "some rules have no field to look at")]
        pub enum RuleEntry {
            $(
                #[doc = concat!("`", $word, "`")]
                $name(Box<$name>),
            )+
        }

        impl RuleWord {
            /// Takes the fields of the rule of this name.
            pub fn take(self, fields: &mut Fields<'_, '_>, notes: &mut Notes) -> RuleEntry {
                match self {
                    $(Self::$name => RuleEntry::$name(Box::new($name::take(fields, notes))),)+
                }
            }
        }

        /// The schema of a policy: one alternative for each rule.
        pub fn schema(
            definitions: &mut Definitions,
            frame: impl Fn(&mut Definitions) -> Vec<Property>,
        ) -> serde_json::Value {
            let mut alternatives = Vec::new();
            $(
                let word = json!({ "const": $word, "description": "The rule." });
                let mut fields = vec![Property { name: "rule", required: true, schema: word }];
                fields.extend(frame(definitions));
                fields.extend($name::properties(definitions));
                alternatives.push(object_schema($name::ABOUT.trim(), &fields));
            )+
            json!({ "oneOf": alternatives })
        }
    };
}

rules! {
    "weekly_pattern" => WeeklyPattern,
    "hours_norm" => HoursNorm,
    "share" => ShareBounds,
    "split" => Split,
    "offer" => Offer,
    "day_hours" => DayHours,
    "week_hours" => WeekHours,
    "evenings_per_week" => EveningsPerWeek,
    "free_weekends" => FreeWeekends,
    "slots_by_age" => SlotsByAge,
    "travel_cap" => TravelCap,
    "site_change" => SiteChange,
    "rivals_apart" => RivalsApart,
    "spread" => Spread,
    "compact_days" => CompactDays,
    "same_staff" => SameStaff,
    "avoid_class" => AvoidClass,
    "place" => Place,
    "isolated_sessions" => IsolatedSessions,
    "teaching_days" => TeachingDays,
    "same_room" => SameRoom,
    "room_seats" => RoomSeats,
    "budget" => Budget,
}
