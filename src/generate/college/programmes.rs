//! Programmes: modules with what they ask for and what comes before them.

use fastrand::Rng;

use super::{Campus, Pool, between, happens};
use crate::generate::size::Frame;

/// Cohorts that follow one programme, about.
const COHORTS: usize = 4;

/// A programme of one campus: at school some days of the week and at the firm the others, or, with no school day, in the
/// evening and at the weekend.
#[derive(Debug)]
pub(in crate::generate) struct Programme {
    pub id: String,
    pub campus: usize,
    pub school_days: usize,
    /// Learners of each group that practises together.
    pub group: u32,
    pub modules: Vec<Module>,
}

/// A module of sessions of one length.
#[derive(Debug)]
pub(in crate::generate) struct Module {
    pub id: String,
    pub asks: Asks,
    /// Sessions of each learner.
    pub sessions: usize,
    /// The module that comes before, all of it.
    pub after: Option<usize>,
}

/// What the sessions of a module ask for.
#[derive(Debug)]
pub(in crate::generate) enum Asks {
    /// Equipment of a kind and an instructor, a group at a time; the pools that may be used.
    Equipment {
        /// The kind.
        kind: usize,
        /// Pools on the campus and at the works of firms.
        pools: Vec<usize>,
    },
    /// A room and a teacher, the whole cohort at once; the last of them are examinations.
    Teacher {
        /// The subject.
        subject: usize,
        /// Whether it is an examination.
        exam: bool,
    },
    /// Nothing but time, the whole cohort at once.
    Online,
}

/// Draws the programmes of every campus.
pub(super) fn draw(frame: &Frame, campuses: &[Campus], pools: &[Pool], chance: &mut Rng) -> Vec<Programme> {
    let mut programmes: Vec<Programme> = Vec::new();
    let each = match frame.known {
        Some(_) => frame.cohorts / frame.campuses,
        None => (frame.cohorts / frame.campuses).div_ceil(COHORTS).max(2),
    };
    let mut pathways = pathways(frame, chance);
    for (campus, at) in campuses.iter().enumerate() {
        for place in 0..each {
            // Three of five, the first one among them.
            let usual = if place % 5 % 2 == 0 { 3 } else { 0 };
            let school_days = pathways.pop().unwrap_or(usual);
            let count = match frame.known {
                Some(known) => {
                    let (all, before) = (frame.campuses * each, programmes.len());
                    known.modules * (before + 1) / all - known.modules * before / all
                }
                None => between(chance, 7, 10) as usize,
            };
            let modules = modules(frame, (campus, at), (pools, school_days, count), chance);
            programmes.push(Programme {
                id: format!("programme-{}-{}", place + 1, at.id),
                campus,
                school_days,
                group: between(chance, 6, 10),
                modules,
            });
        }
    }
    programmes
}

/// School days of each programme to come, where that is known.
fn pathways(frame: &Frame, chance: &mut Rng) -> Vec<usize> {
    let Some(known) = frame.known else { return Vec::new() };
    let mut days: Vec<usize> =
        known.pathways.iter().zip([3, 2, 0]).flat_map(|(count, days)| vec![days; *count]).collect();
    chance.shuffle(&mut days);
    days
}

fn modules(
    frame: &Frame,
    (campus, at): (usize, &Campus),
    (pools, school_days, count): (&[Pool], usize, usize),
    chance: &mut Rng,
) -> Vec<Module> {
    let mut modules: Vec<Module> = Vec::new();
    for place in 0..count {
        let asks = asks(place, count, (campus, at), pools, chance);
        let after = (place > 0 && happens(chance, 60)).then(|| place - 1 - chance.usize(0..place.min(3)));
        // About two sessions a learner and week, over all modules.
        let usual = 2.1 * frame.weeks as f64 / count as f64;
        let exam = matches!(asks, Asks::Teacher { exam: true, .. });
        let sessions = match (exam, frame.known) {
            (true, None) => 1.0,
            // From 12 hours to 120.
            (true, Some(_)) => 3.0,
            (false, None) => usual * (0.7 + 0.6 * chance.f64()),
            (false, Some(_)) => {
                let fewer = if school_days == 3 { 1.0 } else { 0.6 };
                (fewer * usual * (0.4 + 1.2 * chance.f64())).clamp(3.0, 30.0)
            }
        };
        let word = match &asks {
            Asks::Equipment { kind, .. } => super::kind_word(*kind).to_owned(),
            Asks::Teacher { exam: true, .. } => "examination".to_owned(),
            Asks::Teacher { subject, .. } => super::subject_word(*subject),
            Asks::Online => "online".to_owned(),
        };
        let id = format!("{}-{word}", place + 1);
        modules.push(Module { id, asks, sessions: (sessions.round() as usize).max(1), after });
    }
    modules
}

fn asks(
    place: usize,
    count: usize,
    (campus, at): (usize, &Campus),
    pools: &[Pool],
    chance: &mut Rng,
) -> Asks {
    let subject = chance.usize(0..at.subjects);
    if place + 1 == count {
        return Asks::Teacher { subject, exam: true };
    }
    match chance.u32(0..100) {
        0..48 => {
            let kind = at.kinds[chance.usize(0..at.kinds.len())];
            let near = |pool: &usize| pools[*pool].campus == campus && pools[*pool].kind == kind;
            Asks::Equipment { kind, pools: (0..pools.len()).filter(near).collect() }
        }
        48..90 => Asks::Teacher { subject, exam: false },
        _ => Asks::Online,
    }
}
