//! Hours per learner by category: of the learner of the cohort who has the fewest.

use serde::Serialize;

use super::norms;
use super::words::label;
use crate::check::{Case, Squad};
use crate::domain::{Category, CohortId, Kind, Module, ModuleId, Scenario, Selector, Skill, Track};

/// Hours of one category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryHours {
    /// What categories it is one of: `lead`, `track`, `skill`, `kind`.
    pub by: &'static str,
    /// The category, in the planner's words.
    pub category: String,
    /// Fewest minutes of a learner, cohort by cohort; `None` where no learner sits inside.
    pub minutes: Vec<Option<u64>>,
}

/// Hours per learner of every cohort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LearnerHours {
    /// The cohorts.
    pub cohorts: Vec<String>,
    /// The categories; those in which nobody has any hours are left out.
    pub rows: Vec<CategoryHours>,
}

/// Minutes of a squad in a category.
type Measure<'m> = Box<dyn Fn(&Squad) -> u64 + 'm>;

impl LearnerHours {
    pub(super) fn new(case: &Case<'_>) -> Self {
        let row = |(by, key, measure): (&'static str, &str, Measure<'_>)| CategoryHours {
            by,
            category: label(case.scenario, key),
            minutes: least(case, &measure),
        };
        let rows = categories(case).into_iter().map(row);
        Self {
            cohorts: case.scenario.cohorts.iter().map(|cohort| cohort.key.clone()).collect(),
            rows: rows.filter(|row| row.minutes.iter().flatten().any(|minutes| *minutes > 0)).collect(),
        }
    }
}

/// The fewest minutes of a learner, cohort by cohort.
fn least(case: &Case<'_>, measure: &Measure<'_>) -> Vec<Option<u64>> {
    let of = |cohort: usize| case.inside().filter(move |squad| squad.cohort == CohortId(cohort));
    (0..case.scenario.cohorts.len()).map(|cohort| of(cohort).map(measure).min()).collect()
}

fn categories<'m>(case: &'m Case<'m>) -> Vec<(&'static str, &'static str, Measure<'m>)> {
    let mut all: Vec<(&'static str, &'static str, Measure<'m>)> = Vec::new();
    for category in [Category::Guided, Category::Firm, Category::Total] {
        let measure = move |squad: &Squad| norms::minutes(case, squad, category, &Selector::default());
        all.push(("lead", norms::category_key(category), Box::new(measure)));
    }
    let mut add = |by, key, counts: Box<dyn Fn(&Module) -> bool>| {
        let scenario: &Scenario = case.scenario;
        let counted = move |module: ModuleId| counts(&scenario.modules[module.index()]);
        let measure = move |squad: &Squad| {
            case.minutes(squad, |visit| counted(visit.module)) + case.minutes_before(squad, &counted)
        };
        all.push((by, key, Box::new(measure)));
    };
    for track in [Track::Broad, Track::Basic, Track::Specialised] {
        add("track", track_key(track), Box::new(move |module| module.track == track));
    }
    for skill in [Skill::Hard, Skill::Soft, Skill::Digital] {
        add("skill", skill_key(skill), Box::new(move |module| module.skill == skill));
    }
    for kind in [Kind::Theory, Kind::Practical, Kind::Online, Kind::Assessment] {
        add("kind", kind_key(kind), Box::new(move |module| module.kind == kind));
    }
    all
}

/// The word for a track in files.
pub(super) const fn track_key(track: Track) -> &'static str {
    match track {
        Track::Broad => "broad",
        Track::Basic => "basic",
        Track::Specialised => "specialised",
    }
}

/// The word for a skill in files.
pub(super) const fn skill_key(skill: Skill) -> &'static str {
    match skill {
        Skill::Hard => "hard",
        Skill::Soft => "soft",
        Skill::Digital => "digital",
    }
}

/// The word for a kind in files.
pub(super) const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Theory => "theory",
        Kind::Practical => "practical",
        Kind::Online => "online",
        Kind::Assessment => "assessment",
    }
}
