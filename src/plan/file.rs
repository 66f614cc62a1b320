//! `plan.json`: the plan, its ledger and what is known of both, in the planner's own ids.
//!
//! Reading resolves the ids against a scenario and collects every problem; a plan written by hand
//! is read like one of ours. Elapsed times never enter the file, so that equal answers have equal
//! bytes.

mod read;
mod write;

use serde::{Deserialize, Serialize};

use super::Reason;

pub use read::{PlanProblem, read};
pub use write::{Proof, document, gap, gap_of_difference};

/// The version of the format.
pub const FORMAT: &str = "vetplan-plan/1";

/// The file, field for field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `vetplan-plan/1`.
    pub format: String,
    /// The scenario the plan answers.
    pub scenario: ScenarioRef,
    /// `optimal`, `within_gap`, `stopped` or `infeasible`.
    pub status: String,
    /// Cost before income, in cents.
    pub cost_cents: i64,
    /// Prices of the wishes broken, in cents.
    pub wish_cents: i64,
    /// Both, in cents.
    pub objective_cents: i64,
    /// No plan has a smaller objective than this; absent when unknown or meaningless.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound_cents: Option<i64>,
    /// objective − bound: no plan is better by more; absent when there is no bound or something is
    /// unplaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_cents: Option<i64>,
    /// The gap as a share of the objective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<f64>,
    /// The gap as a share of what can differ between plans: the objective less what the hours of
    /// the modules cost at least, whatever else is decided. Absent when that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_of_difference: Option<f64>,
    /// The period that was planned while everything else stood; absent where all was planned. The bound and the gaps are then
    /// those of plans that differ from this one in the period only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PeriodRow>,
    /// Why the search ended.
    pub stop_reason: String,
    /// Weekly patterns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<PatternRow>,
    /// Moves of equipment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<MoveRow>,
    /// Seats bought outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outside_seats: Vec<OutsideRow>,
    /// Sessions by date and start.
    pub sessions: Vec<SessionRow>,
    /// Firm-led days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub firm_days: Vec<FirmDayRow>,
    /// Hours that could not be placed.
    pub unplaced: Vec<UnplacedRow>,
    /// Why no plan keeps every rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// The ledger.
    pub ledger: Vec<LedgerRow>,
    /// The solver and its version.
    pub solver: String,
    /// The seed.
    pub seed: u32,
}

/// Which scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioRef {
    /// Its name.
    pub name: String,
    /// SHA-256 of its file.
    pub digest: String,
}

/// A period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodRow {
    /// Its first day.
    pub first: String,
    /// Its last day.
    pub last: String,
}

/// A weekly pattern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternRow {
    /// The cohort.
    pub cohort: String,
    /// School-led weekdays: `Mon Tue Wed`.
    pub school: String,
    /// Firm-led weekdays.
    pub firm: String,
}

/// A move of equipment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveRow {
    /// The pool.
    pub equipment: String,
    /// Which of its move options, from 1.
    pub option: usize,
    /// How many units.
    pub units: u32,
}

/// Seats bought outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsideRow {
    /// The cohort.
    pub cohort: String,
    /// The learners: `1-8,12`.
    pub learners: String,
    /// Which provider of the tariff, from 1.
    pub provider: usize,
}

/// Who attends a session for which module.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttendanceRow {
    /// The cohort.
    pub cohort: String,
    /// The module.
    pub module: String,
    /// The learners: `1-8,12`.
    pub learners: String,
}

/// A person on a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffRow {
    /// The staff group.
    pub staff: String,
    /// Which of its people, from 1.
    pub person: u32,
    /// The qualification used.
    pub qualification: String,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionRow {
    /// Its stable id.
    pub id: String,
    /// Its run.
    pub run: String,
    /// `2026-09-07`.
    pub date: String,
    /// `08:30`.
    pub start: String,
    /// `12:00`.
    pub end: String,
    /// Minutes of teaching.
    pub minutes: u32,
    /// `day`, `evening`, `saturday` or `sunday`.
    pub class: String,
    /// The dayparts it takes.
    pub dayparts: Vec<String>,
    /// `school` or `firm`.
    pub lead: String,
    /// Who attends.
    pub attendance: Vec<AttendanceRow>,
    /// Where.
    pub site: String,
    /// The kind of room and its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomRow>,
    /// The pool, its owner and the units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<EquipmentRow>,
    /// The people.
    pub staff: Vec<StaffRow>,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomRow {
    /// The kind of room.
    pub room: String,
    /// Its number, from 1.
    pub number: u32,
}

/// Units of a pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EquipmentRow {
    /// The pool.
    pub pool: String,
    /// Its owner; for the reader, not read back.
    #[serde(default)]
    pub owner: String,
    /// The units, from 1.
    pub units: Vec<u32>,
}

/// A firm-led day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirmDayRow {
    /// The date.
    pub date: String,
    /// The cohort.
    pub cohort: String,
    /// The firm.
    pub firm: String,
    /// The firm's mentor who looks after them, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentor: Option<u32>,
    /// The learners.
    pub learners: String,
    /// Minutes of the day.
    pub minutes: u32,
}

/// Hours that could not be placed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnplacedRow {
    /// The run.
    pub run: String,
    /// Who misses them.
    pub attendance: Vec<AttendanceRow>,
    /// Minutes missing.
    pub minutes: u32,
    /// Why.
    pub reason: String,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerRow {
    /// What it is for.
    pub heading: String,
    /// Who pays.
    pub payer: String,
    /// Who is paid.
    pub payee: String,
    /// `cash` or `opportunity`.
    pub kind: String,
    /// The amount in cents.
    pub cents: i64,
    /// Hours behind it, in minutes.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub minutes: u64,
}

/// Whether there are no minutes to write.
#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks with a reference
fn is_zero(minutes: &u64) -> bool {
    *minutes == 0
}
