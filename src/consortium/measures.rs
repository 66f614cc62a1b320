//! What each firm has of a plan, and the terms that splits may depend on.

use crate::domain::{Cents, CohortId, FirmId, Heading, Party, Scenario};
use crate::game::{Coalition, Terms};
use crate::plan::{Attendance, OutsideSeats, Plan, Session, price};

/// What a firm has of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Use {
    /// Its learners.
    pub learners: u32,
    /// Of them, those whose seats are bought outside.
    pub outside: u32,
    /// Minutes of the programmes that those follow.
    pub outside_minutes: u64,
    /// Minutes of all its learners in sessions.
    pub learner_minutes: u64,
    /// Minutes of units of equipment, each unit shared by the learners in the session.
    pub equipment_minutes: f64,
    /// What it pays itself, whatever the split: lines of the ledger that it bears.
    pub own: Cents,
    /// What it is paid for equipment and people it lends.
    pub lent: Cents,
}

/// What each of some firms has of a plan.
pub fn uses(scenario: &Scenario, plan: &Plan, firms: &[FirmId]) -> Vec<Use> {
    let ledger = price(scenario, plan);
    let one = |firm: &FirmId| {
        let party = Party::Firm(*firm);
        let to_it = ledger.lines.iter().filter(|line| line.payee == party && line.payer != party);
        let outside = || plan.outside.iter().map(|seats| (seats.cohort, away(scenario, seats, *firm)));
        Use {
            learners: super::learners(scenario, *firm),
            outside: outside().map(|(_, learners)| learners).sum(),
            outside_minutes: outside()
                .map(|(cohort, learners)| u64::from(learners) * programme_minutes(scenario, cohort))
                .sum(),
            learner_minutes: plan
                .sessions
                .iter()
                .map(|session| u64::from(theirs(scenario, session, *firm)) * u64::from(session.minutes))
                .sum(),
            equipment_minutes: plan.sessions.iter().map(|session| on_units(scenario, session, *firm)).sum(),
            own: ledger.borne_by(party),
            lent: to_it.filter(|line| line.heading != Heading::Income).map(|line| line.amount).sum(),
        }
    };
    firms.iter().map(one).collect()
}

/// Learners of a firm whose seats of a cohort are bought outside.
fn away(scenario: &Scenario, seats: &OutsideSeats, firm: FirmId) -> u32 {
    let theirs = |learner: &u32| {
        scenario.group_of(seats.cohort, *learner).is_some_and(|group| group.firm == Some(firm))
    };
    seats.learners.iter().filter(theirs).count() as u32
}

/// Minutes of the programme that a cohort follows.
fn programme_minutes(scenario: &Scenario, cohort: CohortId) -> u64 {
    let programme = scenario.cohorts[cohort.index()].programme;
    let modules = scenario.programmes[programme.index()].modules.iter();
    modules.map(|id| u64::from(scenario.modules[id.index()].minutes)).sum()
}

/// Learners of a firm in a session.
fn theirs(scenario: &Scenario, session: &Session, firm: FirmId) -> u32 {
    let of = |entry: &Attendance| {
        let mine = |learner: &u32| {
            scenario.group_of(entry.cohort, *learner).is_some_and(|group| group.firm == Some(firm))
        };
        entry.learners.iter().filter(mine).count() as u32
    };
    session.attendance.iter().map(of).sum()
}

/// A firm's part, by learners, of the unit minutes of a session.
fn on_units(scenario: &Scenario, session: &Session, firm: FirmId) -> f64 {
    let Some(placed) = &session.equipment else { return 0.0 };
    let part = f64::from(theirs(scenario, session, firm)) / f64::from(session.learners().max(1));
    part * placed.units.len() as f64 * f64::from(session.minutes)
}

/// The terms of an agreement, with the keys measured on the plan of everybody. A learner outside counts with the
/// hours of the programme, on no equipment.
pub fn terms(scenario: &Scenario, firms: &[FirmId], uses: &[Use]) -> Terms {
    let agreement = &scenario.agreement;
    let amounts = |stated: &[(FirmId, Cents)], otherwise: f64| -> Option<Vec<f64>> {
        let of = |firm: &FirmId| {
            let found = stated.iter().find(|(of, _)| of == firm);
            found.map_or(otherwise, |(_, amount)| super::costs::euros(*amount))
        };
        (!stated.is_empty()).then(|| firms.iter().map(of).collect())
    };
    let place = |firm: &FirmId| firms.iter().position(|of| of == firm);
    let union = |members: &Vec<FirmId>| {
        // Beyond 32 firms there is no table, and no method that looks at unions.
        let bit = |player: usize| 1_u32.checked_shl(player as u32).unwrap_or(0);
        Coalition(members.iter().filter_map(place).map(bit).sum())
    };
    let hours = |had: &Use| (had.learner_minutes + had.outside_minutes) as f64 / 60.0;
    Terms {
        keys: vec![
            ("learners".to_owned(), uses.iter().map(|had| f64::from(had.learners)).collect()),
            ("hours".to_owned(), uses.iter().map(hours).collect()),
            ("equipment_hours".to_owned(), uses.iter().map(|had| had.equipment_minutes / 60.0).collect()),
        ],
        unions: agreement.unions.iter().map(union).filter(|union| !union.is_empty()).collect(),
        bids: amounts(&agreement.bids, f64::INFINITY),
        floors: amounts(&agreement.floors, f64::NEG_INFINITY),
        caps: amounts(&agreement.caps, f64::INFINITY),
        mix: agreement.mix.iter().map(|(key, part)| (key.clone(), *part as f64)).collect(),
    }
}
