//! The people that a session gets in a slot.

use super::{Around, InTheWay, Wanted, note};
use crate::domain::{Heading, SlotClass, StaffId, StaffRole};
use crate::model::constraints::staff_qualified::eligible;
use crate::model::placements::Placement;
use crate::plan::{Session, StaffOnSession};

impl<'q> Wanted<'q> {
    /// People for every role: who is free, those it has now before others, and of these the groups of its run.
    pub(super) fn people(
        &self,
        slot: &Placement,
        session: &Session,
        around: &Around<'q>,
        in_the_way: &mut Vec<InTheWay>,
    ) -> Vec<StaffOnSession> {
        let module = self.question.scene.runs[slot.run].module(self.question.scenario);
        let mut staff: Vec<StaffOnSession> = Vec::new();
        // A role that asks for an employer chooses first: others may be filled by anybody.
        let mut roles: Vec<&StaffRole> = module.staff.iter().collect();
        roles.sort_by_key(|role| role.employer.is_none());
        for role in roles {
            let able = eligible(&self.question.scene, slot, role);
            for _ in 0..role.count {
                let Some((busy, staff_id, person)) = self.best(&able, session, around, &staff) else { break };
                if busy {
                    let serves = |other: &&&Session| other.staff.iter().any(|one| able.contains(&one.staff));
                    let users = around.at_once.iter().filter(serves).copied();
                    note(in_the_way, ("staff_at_once", role.qualification.clone()), users);
                }
                let qualification = role.qualification.clone();
                staff.push(StaffOnSession { staff: staff_id, person, qualification });
            }
        }
        staff.sort_by_key(|person| (person.staff, person.person));
        staff
    }

    /// Whoever of some staff groups suits best, and whether they are busy at that time.
    fn best(
        &self,
        able: &[StaffId],
        session: &Session,
        around: &Around<'q>,
        chosen: &[StaffOnSession],
    ) -> Option<(bool, StaffId, u32)> {
        let scenario = self.question.scenario;
        let people =
            able.iter().flat_map(|id| (1..=scenario.staff[id.index()].count).map(|person| (*id, person)));
        let on =
            |on: &[StaffOnSession], who: (StaffId, u32)| on.iter().any(|one| (one.staff, one.person) == who);
        let is_there = |who: &(StaffId, u32)| !scenario.staff[who.0.index()].is_away(who.1, session.date);
        let left: Vec<(StaffId, u32)> = people.filter(|who| !on(chosen, *who)).collect();
        // Where nobody is there somebody who is absent says so.
        let any = left.iter().any(is_there);
        let left = left.into_iter().filter(|who| !any || is_there(who));
        let now = self.present().map_or(&[][..], |session| &session.staff);
        let rank = |who: &(StaffId, u32)| {
            let group = &scenario.staff[who.0.index()];
            let (minutes, evenings) = around.loads.get(who).cloned().unwrap_or_default();
            let evening = session.class == SlotClass::Evening && !evenings.contains(&session.date);
            let late = evenings.len() as u32 + u32::from(evening);
            let tired = group.minutes_per_week.is_some_and(|most| minutes + session.minutes > most)
                || (evening && group.evenings_per_week.is_some_and(|most| late > most));
            let busy = around.at_once.iter().any(|other| on(&other.staff, *who));
            let strange = !self.habits.1.is_empty() && !self.habits.1.contains(&who.0);
            let group_now = now.iter().any(|one| one.staff == who.0);
            let wage = scenario.tariff.charged(Heading::Staff, group.per_hour);
            ((busy, tired), (!on(now, *who), !group_now, strange), wage, minutes, *who)
        };
        left.map(|who| rank(&who)).min().map(|((busy, _), _, _, _, (staff, person))| (busy, staff, person))
    }
}
