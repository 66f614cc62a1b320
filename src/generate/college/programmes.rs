//! Programmes: modules with what they ask for and what comes before them.

use fastrand::Rng;

use super::{Campus, Pool, between, happens};
use crate::generate::size::Frame;

/// Cohorts that follow one programme, about.
const COHORTS: usize = 4;

/// A programme of one campus, for young people by day or for adults in the evening and at the weekend.
#[derive(Debug)]
pub(in crate::generate) struct Programme {
    pub id: String,
    pub campus: usize,
    pub young: bool,
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
    let mut programmes = Vec::new();
    let each = (frame.cohorts / frame.campuses).div_ceil(COHORTS).max(2);
    for (campus, at) in campuses.iter().enumerate() {
        for place in 0..each {
            let modules = modules(frame, (campus, at), pools, chance);
            programmes.push(Programme {
                id: format!("programme-{}-{}", place + 1, at.id),
                campus,
                // Three of five, the first one among them.
                young: place % 5 % 2 == 0,
                group: between(chance, 6, 10),
                modules,
            });
        }
    }
    programmes
}

fn modules(frame: &Frame, (campus, at): (usize, &Campus), pools: &[Pool], chance: &mut Rng) -> Vec<Module> {
    let count = between(chance, 7, 10) as usize;
    let mut modules: Vec<Module> = Vec::new();
    for place in 0..count {
        let asks = asks(place, count, (campus, at), pools, chance);
        let after = (place > 0 && happens(chance, 60)).then(|| place - 1 - chance.usize(0..place.min(3)));
        // About two sessions a learner and week, over all modules.
        let usual = 2.1 * frame.weeks as f64 / count as f64;
        let exam = matches!(asks, Asks::Teacher { exam: true, .. });
        let sessions = if exam { 1.0 } else { usual * (0.7 + 0.6 * chance.f64()) };
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
