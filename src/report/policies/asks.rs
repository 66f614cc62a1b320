//! What a policy asks, in words.

use crate::domain::{
    AgeBand, ClockTime, HolidayWeeks, Lead, OtherDays, PatternDays, RivalScope, Rule, Scenario, Selector,
};
use crate::report::learner_hours::{kind_key, skill_key, track_key};
use crate::report::norms::category_key;
use crate::report::words::{basis_points, hours, label};

/// What a rule asks, in words.
pub fn asks(scenario: &Scenario, rule: &Rule) -> String {
    match rule {
        Rule::WeeklyPattern { school_days, firm_days, days, holiday_weeks, other_days, .. } => {
            pattern(scenario, (*school_days, *firm_days), *days, (*holiday_weeks, *other_days))
        }
        Rule::HoursNorm { category, selector, at_least, at_most } => {
            let what =
                format!("{} hours{}", label(scenario, category_key(*category)), of(scenario, selector));
            format!("{what} {}", minutes(*at_least, *at_most))
        }
        Rule::Share { part, whole, at_least, at_most } => {
            let of_whole =
                if *whole == Selector::default() { "all".to_owned() } else { selected(scenario, whole) };
            format!(
                "{} of {of_whole} {}",
                selected(scenario, part),
                within(*at_least, *at_most, basis_points)
            )
        }
        Rule::Split { basic, tolerance } => format!(
            "{} {} with {}, give or take {}",
            basis_points(*basic),
            label(scenario, "basic"),
            label(scenario, "broad"),
            basis_points(*tolerance)
        ),
        Rule::Offer { selector, evening, weekend } => {
            let offers =
                [(*evening, "evening"), (*weekend, "weekend")].into_iter().filter(|(least, _)| *least > 0);
            let offers: Vec<String> = offers.map(|(least, word)| format!("{least} {word}")).collect();
            format!("each module{} at least {}", of(scenario, selector), offers.join(", "))
        }
        Rule::Spread { selector, at_least } => {
            format!("{}in each period at least {}", prefix(scenario, selector), hours((*at_least).into()))
        }
        Rule::TeachingDays { selector, at_least } => {
            format!("{}each run on at least {at_least} dates", prefix(scenario, selector))
        }
        Rule::Place { selector, sites } => {
            let sites: Vec<&str> =
                sites.iter().map(|site| scenario.sites[site.index()].key.as_str()).collect();
            format!("{}only at {}", prefix(scenario, selector), sites.join(", "))
        }
        other => of_time(scenario, other),
    }
}

/// Rules about days, weeks and slots, and the rest.
fn of_time(scenario: &Scenario, rule: &Rule) -> String {
    match rule {
        Rule::DayHours { lead, at_least, at_most } => {
            let lead = lead.map_or(String::new(), |lead| format!("{}-led ", lead_word(scenario, lead)));
            format!("{lead}hours a day {}", minutes(*at_least, *at_most))
        }
        Rule::WeekHours { with_firm_days, at_least, at_most } => {
            let days = if *with_firm_days { " with firm days" } else { "" };
            format!("hours a week{days} {}", minutes(*at_least, *at_most))
        }
        Rule::EveningsPerWeek { at_most } => format!("evenings a week at most {at_most}"),
        Rule::FreeWeekends { one_in } => format!("one weekend in {one_in} free"),
        Rule::SlotsByAge { band, selector, not, latest, earliest } => {
            let classes: Vec<String> = not.iter().map(|class| label(scenario, class.key())).collect();
            let late = latest.map(|time| format!("after {time}"));
            let early = earliest.map(|time| format!("before {time}"));
            let closed: Vec<String> = classes.into_iter().chain(late).chain(early).collect();
            format!("{}{}: not {}", age(*band), of(scenario, selector), closed.join(", "))
        }
        Rule::TravelCap { band, km, minutes, far_km, far_days_per_week } => {
            let caps = [km.map(|km| format!("{km} km")), minutes.map(|minutes| format!("{minutes} min"))];
            let far = far_km
                .zip(*far_days_per_week)
                .map(|(km, days)| format!("beyond {km} km on {days} days a week"));
            let caps: Vec<String> = caps.into_iter().flatten().chain(far).collect();
            format!("{}: from home at most {}", age(*band), caps.join(", "))
        }
        Rule::SiteChange { km, between } => change(*km, *between),
        Rule::RivalsApart { scope: RivalScope::RivalSites } => "nobody at a rival's site".to_owned(),
        Rule::RivalsApart { scope: RivalScope::Anywhere } => {
            "rivals never together, nobody at a rival's site".to_owned()
        }
        Rule::CompactDays => "no idle time within a day".to_owned(),
        Rule::IsolatedSessions { break_minutes } => {
            format!("no session alone in a day (breaks of at most {break_minutes} min)")
        }
        Rule::SameRoom => "one room for a whole run".to_owned(),
        Rule::RoomSeats => "a seat for everybody".to_owned(),
        Rule::SameStaff => "one person for a whole run".to_owned(),
        Rule::AvoidClass { class } => format!("no sessions: {}", label(scenario, class.key())),
        Rule::Budget { at_most, payer } => {
            let whose = payer
                .map_or(String::new(), |payer| format!(" for {}", label(scenario, scenario.party(payer))));
            format!("at most {at_most} {}{whose}", scenario.currency)
        }
        _ => String::new(),
    }
}

fn pattern(
    scenario: &Scenario,
    (school, firm): (u32, u32),
    days: PatternDays,
    (weeks, others): (HolidayWeeks, OtherDays),
) -> String {
    let days = match days {
        PatternDays::Given { .. } => "given",
        PatternDays::Choose { .. } => "chosen",
    };
    let weeks = match weeks {
        HolidayWeeks::Keep => "keep their days",
        HolidayWeeks::Scale => "in proportion",
        HolidayWeeks::Exempt => "exempt",
    };
    let others = if others == OtherDays::Open { "; other days open" } else { "" };
    let (school_word, firm_word) = (lead_word(scenario, Lead::School), lead_word(scenario, Lead::Firm));
    format!("{school} {school_word}, {firm} {firm_word} days, {days}; holiday weeks {weeks}{others}")
}

fn change(km: Option<u32>, between: Option<(ClockTime, ClockTime)>) -> String {
    let km = km.map(|km| format!("over at most {km} km"));
    let between = between.map(|(from, to)| format!("between {from} and {to}"));
    let limits: Vec<String> = km.into_iter().chain(between).collect();
    format!("a change of site only {}", limits.join(", "))
}

fn lead_word(scenario: &Scenario, lead: Lead) -> String {
    label(scenario, if lead == Lead::School { "school" } else { "firm" })
}

fn age(band: AgeBand) -> String {
    match (band.from, band.under) {
        (Some(from), Some(under)) => format!("from {from}, under {under}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(under)) => format!("under {under}"),
        (None, None) => "everybody".to_owned(),
    }
}

fn minutes(at_least: Option<u32>, at_most: Option<u32>) -> String {
    within(at_least.map(i64::from), at_most.map(i64::from), |minutes| hours(minutes as u64))
}

fn within(at_least: Option<i64>, at_most: Option<i64>, text: impl Fn(i64) -> String) -> String {
    let least = at_least.map(|least| format!("at least {}", text(least)));
    let most = at_most.map(|most| format!("at most {}", text(most)));
    least.into_iter().chain(most).collect::<Vec<_>>().join(", ")
}

fn of(scenario: &Scenario, selector: &Selector) -> String {
    if *selector == Selector::default() {
        String::new()
    } else {
        format!(" ({})", selected(scenario, selector))
    }
}

fn prefix(scenario: &Scenario, selector: &Selector) -> String {
    if *selector == Selector::default() {
        String::new()
    } else {
        format!("{} ", selected(scenario, selector))
    }
}

/// The modules a selector speaks of, in words.
pub fn selected(scenario: &Scenario, selector: &Selector) -> String {
    let either = |keys: Vec<&str>| keys.iter().map(|key| label(scenario, key)).collect::<Vec<_>>().join("/");
    let modules = selector.modules.iter().map(|id| scenario.modules[id.index()].key.as_str());
    let lead = selector.lead.map(|lead| format!("{}-led", lead_word(scenario, lead)));
    let words = [
        either(selector.tracks.iter().map(|track| track_key(*track)).collect()),
        either(selector.skills.iter().map(|skill| skill_key(*skill)).collect()),
        either(selector.kinds.iter().map(|kind| kind_key(*kind)).collect()),
        modules.collect::<Vec<_>>().join("/"),
        lead.unwrap_or_default(),
    ];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "all modules".to_owned() } else { words.join(" ") }
}
