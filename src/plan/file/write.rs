//! From a plan to the file.

use super::{
    AttendanceRow, Document, EquipmentRow, FORMAT, FirmDayRow, LedgerRow, MoveRow, OutsideRow, PatternRow,
    PeriodRow, RoomRow, ScenarioRef, SessionRow, StaffRow, UnplacedRow,
};
use crate::domain::{Lead, Scenario};
use crate::plan::{Attendance, Ledger, Plan, Reason, Session};

/// What is known of a plan besides the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// Status word.
    pub status: &'static str,
    /// Stop reason word.
    pub stop_reason: &'static str,
    /// Prices of broken wishes, in cents.
    pub wish_cents: i64,
    /// Lower bound of the objective, in cents.
    pub bound_cents: Option<i64>,
    /// What every plan costs, in cents, if known: see `planner::unavoidable_cost`.
    pub unavoidable_cents: Option<i64>,
    /// The period that was planned, where everything else stood.
    pub period: Option<PeriodRow>,
    /// Reasons why no plan keeps every rule.
    pub reasons: Vec<Reason>,
    /// The solver and its version.
    pub solver: String,
    /// The seed.
    pub seed: u32,
}

/// The file of a plan.
pub fn document(scenario: &Scenario, plan: &Plan, ledger: &Ledger, proof: &Proof) -> Document {
    let cost = ledger.cost().0;
    let objective = cost + proof.wish_cents;
    let bound = proof.bound_cents.filter(|_| plan.unplaced.is_empty());
    Document {
        format: FORMAT.into(),
        scenario: ScenarioRef { name: scenario.name.clone(), digest: scenario.digest.clone() },
        status: proof.status.into(),
        cost_cents: cost,
        wish_cents: proof.wish_cents,
        objective_cents: objective,
        bound_cents: bound,
        gap_cents: bound.map(|bound| objective - bound),
        gap: bound.map(|bound| gap(objective, bound)),
        gap_of_difference: bound
            .and_then(|bound| gap_of_difference(objective, bound, proof.unavoidable_cents)),
        period: proof.period.clone(),
        stop_reason: proof.stop_reason.into(),
        patterns: patterns(scenario, plan),
        moves: moves(scenario, plan),
        outside_seats: outside(scenario, plan),
        sessions: plan.sessions.iter().map(|session| row(scenario, session)).collect(),
        firm_days: firm_days(scenario, plan),
        unplaced: unplaced(scenario, plan),
        reasons: proof.reasons.clone(),
        ledger: ledger_rows(scenario, ledger),
        solver: proof.solver.clone(),
        seed: proof.seed,
    }
}

/// The gap of an objective over a bound, as a share of the objective; 0 for an objective of 0.
pub fn gap(objective_cents: i64, bound_cents: i64) -> f64 {
    if objective_cents == 0 {
        0.0
    } else {
        (objective_cents - bound_cents) as f64 / objective_cents.abs() as f64
    }
}

/// The same as a share of what the plan costs above what every plan costs; `None` when that is not
/// known or nothing can differ.
pub fn gap_of_difference(
    objective_cents: i64,
    bound_cents: i64,
    unavoidable_cents: Option<i64>,
) -> Option<f64> {
    if objective_cents == bound_cents {
        return Some(0.0);
    }
    let differs = objective_cents - unavoidable_cents?;
    // Both sums are rounded: the gap of a bound that only says what every plan costs is all of it.
    (differs > 0).then(|| ((objective_cents - bound_cents) as f64 / differs as f64).min(1.0))
}

fn patterns(scenario: &Scenario, plan: &Plan) -> Vec<PatternRow> {
    let row = |pattern: &crate::plan::Pattern| PatternRow {
        cohort: scenario.cohorts[pattern.cohort.index()].key.clone(),
        school: pattern.school.to_string(),
        firm: pattern.firm.to_string(),
    };
    plan.patterns.iter().map(row).collect()
}

fn moves(scenario: &Scenario, plan: &Plan) -> Vec<MoveRow> {
    let row = |moved: &crate::plan::PoolMove| MoveRow {
        equipment: scenario.equipment[moved.pool.index()].key.clone(),
        option: moved.option + 1,
        units: moved.units,
    };
    plan.moves.iter().map(row).collect()
}

fn outside(scenario: &Scenario, plan: &Plan) -> Vec<OutsideRow> {
    let row = |seats: &crate::plan::OutsideSeats| OutsideRow {
        cohort: scenario.cohorts[seats.cohort.index()].key.clone(),
        learners: seats.learners.to_string(),
        provider: seats.provider + 1,
    };
    plan.outside.iter().map(row).collect()
}

fn attendance(scenario: &Scenario, attendance: &[Attendance]) -> Vec<AttendanceRow> {
    let row = |entry: &Attendance| AttendanceRow {
        cohort: scenario.cohorts[entry.cohort.index()].key.clone(),
        module: scenario.modules[entry.module.index()].key.clone(),
        learners: entry.learners.to_string(),
    };
    attendance.iter().map(row).collect()
}

fn row(scenario: &Scenario, session: &Session) -> SessionRow {
    let parts = session.dayparts.iter();
    SessionRow {
        id: session.id.clone(),
        run: session.run.clone(),
        date: session.date.to_string(),
        start: session.start.to_string(),
        end: session.end.to_string(),
        minutes: session.minutes,
        class: session.class.key().into(),
        dayparts: parts.map(|part| scenario.calendar.dayparts[part.index()].key.clone()).collect(),
        lead: lead(session.lead).into(),
        attendance: attendance(scenario, &session.attendance),
        site: scenario.sites[session.site.index()].key.clone(),
        room: session
            .room
            .map(|(room, number)| RoomRow { room: scenario.rooms[room.index()].key.clone(), number }),
        equipment: session.equipment.as_ref().map(|placed| {
            let pool = &scenario.equipment[placed.pool.index()];
            let owner = scenario.party(pool.owner).to_owned();
            EquipmentRow { pool: pool.key.clone(), owner, units: placed.units.clone() }
        }),
        staff: session
            .staff
            .iter()
            .map(|person| StaffRow {
                staff: scenario.staff[person.staff.index()].key.clone(),
                person: person.person,
                qualification: person.qualification.clone(),
            })
            .collect(),
    }
}

/// The word for a lead.
pub fn lead(lead: Lead) -> &'static str {
    match lead {
        Lead::School => "school",
        Lead::Firm => "firm",
    }
}

fn firm_days(scenario: &Scenario, plan: &Plan) -> Vec<FirmDayRow> {
    let row = |day: &crate::plan::FirmDay| FirmDayRow {
        date: day.date.to_string(),
        cohort: scenario.cohorts[day.cohort.index()].key.clone(),
        firm: scenario.firms[day.firm.index()].key.clone(),
        mentor: day.mentor,
        learners: day.learners.to_string(),
        minutes: day.minutes,
    };
    plan.firm_days.iter().map(row).collect()
}

fn unplaced(scenario: &Scenario, plan: &Plan) -> Vec<UnplacedRow> {
    let row = |missing: &crate::plan::Unplaced| UnplacedRow {
        run: missing.run.clone(),
        attendance: attendance(scenario, &missing.attendance),
        minutes: missing.minutes,
        reason: missing.reason.clone(),
    };
    plan.unplaced.iter().map(row).collect()
}

fn ledger_rows(scenario: &Scenario, ledger: &Ledger) -> Vec<LedgerRow> {
    let row = |line: &crate::plan::LedgerLine| LedgerRow {
        heading: line.heading.key().into(),
        payer: scenario.party(line.payer).into(),
        payee: scenario.party(line.payee).into(),
        kind: if line.opportunity { "opportunity" } else { "cash" }.into(),
        cents: line.amount.0,
        minutes: line.minutes,
    };
    ledger.lines.iter().map(row).collect()
}
