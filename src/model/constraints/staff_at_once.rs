//! **Nobody teaches two sessions at once.**
//!
//! For each staff group e of which n people are not absent on a day, and moment t of it:
//! `Σ_{p covering t} people of e on p ≤ n`.
//!
//! Equal people are told apart afterwards; for intervals of time that always succeeds.

use super::{Build, Family};
use crate::domain::StaffId;
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};
use crate::model::taken::Span;

/// The family.
pub struct StaffAtOnce;

impl Family for StaffAtOnce {
    fn key(&self) -> &'static str {
        "staff_at_once"
    }

    fn sentence(&self) -> &'static str {
        "No member of staff is in two sessions at once."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for index in 0..build.scene.scenario.staff.len() {
            let staff = StaffId(index);
            for (day, uses) in build.staff_by_day(staff) {
                let count = f64::from(build.scene.scenario.staff[index].present(build.scene.date(day)));
                let mut placements: Vec<usize> = uses.iter().map(|used| used.placement).collect();
                placements.dedup();
                let duties = build.scene.taken.duties(staff, day);
                let taken: Vec<Span> = duties.iter().map(|duty| duty.span).collect();
                for crowd in build.crowds(&placements, &taken) {
                    let inside = uses.iter().filter(|used| crowd.together.contains(&used.placement));
                    let terms: Terms = inside.map(|used| (used.col, used.people)).collect();
                    let left = count - crowd.amount;
                    if terms.iter().map(|(_, people)| people).sum::<f64>() > left {
                        let tag = build.tag(Subject::on(Whom::Staff(staff), day));
                        build.rule(tag, f64::NEG_INFINITY, left, terms);
                    }
                }
            }
        }
    }
}
