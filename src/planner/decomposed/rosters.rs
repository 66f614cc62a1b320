//! Duty rosters week by week: for whom there is none, and whether others can take a session over.
//!
//! The rows count people; whether everybody's week fits is seen one staff group and week at a time. Where it does not, the sessions
//! for which nobody is left are given to other groups that are qualified, have a roster with them, and break no rule; only
//! where that does not help people have to be told apart in the programme.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::decided::Decided;
use super::extent::Extent;
use super::holds::holds;
use super::year::{Chosen, Year};
use crate::domain::StaffId;
use crate::model::constraints::staff_qualified::eligible;
use crate::model::extract::{Cut, has_roster, left_over};
use crate::model::placements::Placement;

/// Sessions of a group in a week that others take over at most.
const GIVEN: usize = 8;

/// People of a staff group on a session: whose it is, its place among theirs, the role, and how many.
#[derive(Clone, Copy, Debug)]
struct Duty<'y> {
    kin: usize,
    session: usize,
    role: usize,
    people: u32,
    placement: &'y Placement,
}

/// The duties of each staff group in a week.
type Duties<'y> = BTreeMap<StaffId, Vec<Duty<'y>>>;

impl Year<'_> {
    /// Staff groups for which no roster of a week is found, of those whose people are not told apart in it already.
    pub(super) fn without_roster(&self, week: usize) -> Vec<Cut> {
        let cut = |staff: StaffId| Cut::People { staff, week };
        let fails = |(staff, duties): (StaffId, Vec<Duty<'_>>)| {
            (!self.cuts.contains(&cut(staff)) && !self.has_roster(staff, &duties)).then(|| cut(staff))
        };
        self.duties(week).into_iter().filter_map(fails).collect()
    }

    /// Lets others take sessions over where a group has no roster, as long as it is not too late; gives the weeks in which that did
    /// not help.
    pub(super) fn with_rosters(&mut self, is_late: impl Fn() -> bool) -> Vec<Cut> {
        let now = &*self;
        let without: Vec<Cut> =
            now.weeks().into_par_iter().flat_map_iter(|week| now.without_roster(week)).collect();
        without.into_iter().filter(|cut| is_late() || !self.relieved(cut)).collect()
    }

    fn duties(&self, week: usize) -> Duties<'_> {
        let mut duties = Duties::new();
        for (kin, sessions) in self.sessions.iter().enumerate() {
            for (session, chosen) in sessions.iter().enumerate().filter(|(_, it)| self.week(it) == week) {
                for (role, staff, people) in &chosen.served {
                    let (role, people, placement) = (*role, *people, &chosen.placement);
                    duties.entry(*staff).or_default().push(Duty { kin, session, role, people, placement });
                }
            }
        }
        duties
    }

    fn has_roster(&self, staff: StaffId, duties: &[Duty<'_>]) -> bool {
        let duties: Vec<_> = duties.iter().map(|duty| (duty.placement, duty.people)).collect();
        has_roster(self.scene, staff, &duties)
    }

    fn left_over(&self, staff: StaffId, duties: &[Duty<'_>]) -> Vec<usize> {
        let duties: Vec<_> = duties.iter().map(|duty| (duty.placement, duty.people)).collect();
        left_over(self.scene, staff, &duties)
    }

    /// Gives sessions of a group for which nobody is left to others; whether there is a roster then.
    fn relieved(&mut self, cut: &Cut) -> bool {
        let Cut::People { staff, week } = *cut else { return false };
        let mut before = Vec::new();
        for _ in 0..GIVEN {
            let Some((kin, sessions)) = self.passed_on(staff, week) else { break };
            before.push((kin, std::mem::replace(&mut self.sessions[kin], sessions)));
            let duties = self.duties(week).remove(&staff).unwrap_or_default();
            if self.left_over(staff, &duties).is_empty() {
                return true;
            }
        }
        for (kin, sessions) in before.into_iter().rev() {
            self.sessions[kin] = sessions;
        }
        false
    }

    /// Somebody's sessions after one of a group's is given to another: one for which nobody is left, or one without which
    /// fewer are.
    fn passed_on(&self, staff: StaffId, week: usize) -> Option<(usize, Vec<Chosen>)> {
        let duties = self.duties(week);
        let own = duties.get(&staff)?;
        let left = self.left_over(staff, own);
        let fewer = |index: &usize| {
            let others = [&own[..*index], &own[index + 1..]].concat();
            !left.contains(index) && self.left_over(staff, &others).len() < left.len()
        };
        let others = (0..own.len()).filter(fewer);
        let is_free = |index: &usize| own[*index].placement.day >= self.first_day();
        left.iter().copied().chain(others).filter(is_free).find_map(|index| {
            let given = self.given_to_another(staff, &own[index], (week, &duties))?;
            Some((own[index].kin, given))
        })
    }

    /// The sessions of somebody after the people of one come from the group at the lowest wage that can take it.
    fn given_to_another(
        &self,
        staff: StaffId,
        duty: &Duty<'_>,
        (week, duties): (usize, &Duties<'_>),
    ) -> Option<Vec<Chosen>> {
        let run = &self.scene.runs[duty.placement.run];
        let asked = &run.module(self.scene.scenario).staff[duty.role];
        let mut others = eligible(self.scene, duty.placement, asked);
        others.retain(|other| *other != staff);
        others.sort_by_key(|other| (self.scene.scenario.staff[other.index()].per_hour.borne(), *other));
        others.into_iter().find_map(|other| {
            let mut theirs = duties.get(&other).cloned().unwrap_or_default();
            theirs.push(*duty);
            if !self.left_over(other, &theirs).is_empty() {
                return None;
            }
            let mut sessions = self.sessions[duty.kin].clone();
            hand_over(&mut sessions[duty.session], duty.role, (staff, other));
            let extent = Extent { kin: [duty.kin].into(), weeks: week..week + 1 };
            let anew = sessions.iter().filter(|chosen| extent.frees(self, duty.kin, chosen)).cloned();
            let decided = Decided { sessions: anew.collect(), yearly: Vec::new() };
            holds(self, &extent, &decided).then_some(sessions)
        })
    }
}

/// The people of a role come from another group from now on.
fn hand_over(session: &mut Chosen, role: usize, (from, to): (StaffId, StaffId)) {
    let Some(place) = session.served.iter().position(|entry| (entry.0, entry.1) == (role, from)) else {
        return;
    };
    let (_, _, people) = session.served.remove(place);
    match session.served.iter_mut().find(|entry| (entry.0, entry.1) == (role, to)) {
        Some(entry) => entry.2 += people,
        None => session.served.push((role, to, people)),
    }
}
