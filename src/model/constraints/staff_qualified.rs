//! **Every session has the qualified people it asks for.**
//!
//! For each placement p and role k asking for n people, with E the staff groups that are qualified
//! on that date, of the right employer, available and not absent:
//! `Σ_{e ∈ E} on_{p,k,e} = n · held_p`.
//!
//! Where a single staff group could serve a role, `held_p` itself counts its people and no row is
//! written. A placement that no group could serve is refused.

use super::{Build, Family, Objection};
use crate::domain::{StaffGroup, StaffId, StaffRole};
use crate::model::build::{StaffUse, Terms};
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::variables::Variable;

/// The family.
pub struct StaffQualified;

impl Family for StaffQualified {
    fn key(&self) -> &'static str {
        "staff_qualified"
    }

    fn sentence(&self) -> &'static str {
        "Every session has the people it asks for, with the right employer, qualified on its date, available and not absent."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let roles = &scene.runs[placement.run].module(scene.scenario).staff;
        let served = |role: &StaffRole| {
            let able = eligible(scene, placement, role);
            let date = scene.date(placement.day);
            able.iter().map(|id| scene.scenario.staff[id.index()].present(date)).sum::<u32>() >= role.count
        };
        if roles.iter().all(served) { Vec::new() } else { vec![Objection::NEVER] }
    }

    fn rows(&self, build: &mut Build<'_>) {
        for placement in 0..build.placements.len() {
            let roles =
                build.scene.runs[build.placements[placement].run].module(build.scene.scenario).staff.clone();
            for (role, asked) in roles.iter().enumerate() {
                let staff = eligible(build.scene, &build.placements[placement], asked);
                serve(build, placement, role, asked.count, &staff);
            }
        }
    }
}

fn serve(build: &mut Build<'_>, placement: usize, role: usize, count: u32, staff: &[StaffId]) {
    let held = build.held(placement);
    if let [only] = staff {
        build.staff[only.index()].push(StaffUse { col: held, placement, people: f64::from(count) });
        return;
    }
    let mut terms: Terms = vec![(held, -f64::from(count))];
    for id in staff {
        let date = build.scene.date(build.placements[placement].day);
        let most = count.min(build.scene.scenario.staff[id.index()].present(date));
        let col = build.col(Variable::On { placement, role, staff: *id, most });
        build.staff[id.index()].push(StaffUse { col, placement, people: 1.0 });
        terms.push((col, 1.0));
    }
    build.link(0.0, 0.0, terms);
}

/// The staff groups that could serve a role of a placement.
pub fn eligible(scene: &Scene<'_>, placement: &Placement, role: &StaffRole) -> Vec<StaffId> {
    let groups = scene.qualified(&role.qualification).iter().copied();
    groups.filter(|id| can(scene, placement, role, &scene.scenario.staff[id.index()])).collect()
}

fn can(scene: &Scene<'_>, placement: &Placement, role: &StaffRole, group: &StaffGroup) -> bool {
    let date = scene.date(placement.day);
    let qualified = group
        .qualifications
        .iter()
        .any(|has| has.key == role.qualification && has.valid.is_none_or(|range| range.contains(date)));
    let (start, end) = (placement.time.start, placement.time.end);
    let available =
        group.available.is_empty() || group.available.iter().any(|window| window.covers(date, start, end));
    qualified
        && available
        && role.employer.is_none_or(|employer| employer == group.employer)
        && group.present(date) > 0
}
