//! **Nobody works more evenings in a week than agreed.**
//!
//! For each staff group e with k evenings each, n of whose people are there on some day of the week: `people of e on p covering t ≤
//! evening_{e,d}` for each moment t of the evening of day d, and `Σ_{d in w} evening_{e,d} ≤ n · k`
//! for each week w.
//!
//! Emits nothing for staff without an evening limit.

use std::collections::{BTreeMap, BTreeSet};

use super::{Build, Family};
use crate::domain::{SlotClass, StaffId};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};
use crate::model::taken::{Span, peak};
use crate::model::variables::Variable;

/// The family.
pub struct StaffEvenings;

impl Family for StaffEvenings {
    fn key(&self) -> &'static str {
        "staff_evenings"
    }

    fn sentence(&self) -> &'static str {
        "No member of staff works more evenings in a calendar week than agreed."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for index in 0..build.scene.scenario.staff.len() {
            let group = &build.scene.scenario.staff[index];
            let Some(evenings) = group.evenings_per_week else { continue };
            let staff = StaffId(index);
            let mut weeks: BTreeMap<usize, Terms> = BTreeMap::new();
            let mut days: BTreeSet<usize> = BTreeSet::new();
            for (day, uses) in build.staff_by_day(staff) {
                let late = |placement: usize| build.placements[placement].time.class == SlotClass::Evening;
                let uses: Vec<_> = uses.into_iter().filter(|used| late(used.placement)).collect();
                let mut placements: Vec<usize> = uses.iter().map(|used| used.placement).collect();
                placements.dedup();
                if placements.is_empty() {
                    continue;
                }
                let evening = build.col(Variable::StaffEvening { staff, day });
                weeks.entry(build.scene.calendar.days[day].week).or_default().push((evening, 1.0));
                days.insert(day);
                let taken = late_duties(build, staff, day);
                if !taken.is_empty() {
                    build.link(peak(&taken), f64::INFINITY, vec![(evening, 1.0)]);
                }
                for crowd in build.crowds(&placements, &taken) {
                    let inside = uses.iter().filter(|used| crowd.together.contains(&used.placement));
                    let mut terms: Terms = inside.map(|used| (used.col, used.people)).collect();
                    terms.push((evening, -1.0));
                    build.link(f64::NEG_INFINITY, -crowd.amount, terms);
                }
            }
            for (week, terms) in weeks {
                let others = build.scene.calendar.weeks[week].days.iter().filter(|day| !days.contains(day));
                let elsewhere: f64 = others.map(|day| peak(&late_duties(build, staff, *day))).sum();
                let most = f64::from(evenings) * f64::from(build.scene.present_in(staff, week));
                let tag = build.tag(Subject::in_week(Whom::Staff(staff), week));
                build.rule(tag, f64::NEG_INFINITY, most - elsewhere, terms);
            }
        }
    }
}

/// People on standing sessions in the evening of a day.
fn late_duties(build: &Build<'_>, staff: StaffId, day: usize) -> Vec<Span> {
    let duties = build.scene.taken.duties(staff, day).iter();
    duties.filter(|duty| duty.class == SlotClass::Evening).map(|duty| duty.span).collect()
}
