//! What modules ask for and nothing offers: equipment, staff, and a place for practice.

use std::collections::BTreeSet;

use super::programmes::equipment_span;
use super::reading::Reading;
use crate::domain::{Kind, Module, Scenario, SiteKind, StaffRole};
use crate::scenario::Code;
use crate::scenario::entry::{ModuleEntry, ScenarioEntry};
use crate::scenario::notes::{Span, listed, quoted};
use crate::scenario::shape::Brief;

/// Notes what modules ask for in vain.
pub fn judge(file: &ScenarioEntry, scenario: &Scenario, reading: &mut Reading<'_>) {
    let entries = file.programmes.list().iter().flat_map(|programme| programme.modules.list());
    let pools_known = !file.equipment.stated || file.equipment.value.is_some();
    let staff_known = !file.staff.stated || file.staff.value.is_some();
    for (entry, module) in entries.zip(&scenario.modules) {
        if pools_known {
            judge_equipment(entry, module, scenario, reading);
        }
        if staff_known {
            judge_staff(entry, module, scenario, reading);
        }
        judge_place(entry, module, scenario, reading);
    }
}

fn judge_equipment(entry: &ModuleEntry, module: &Module, scenario: &Scenario, reading: &mut Reading<'_>) {
    let Some(kind) = &module.equipment else { return };
    let span = equipment_span(&entry.equipment);
    let pools: Vec<_> = scenario.equipment.iter().filter(|pool| pool.kind == *kind).collect();
    if pools.is_empty() {
        let kinds: BTreeSet<&str> = scenario.equipment.iter().map(|pool| pool.kind.as_str()).collect();
        let action = match reading.notes.alike(kind, kinds.iter().copied()) {
            Some(other) => format!("did you mean \"{other}\"?"),
            None => "add a pool of this kind under \"equipment\"".to_owned(),
        };
        let message = format!("no pool offers the equipment {}", quoted(kind));
        let cause = format!("kinds offered: {}", listed(kinds));
        reading.notes.add(Code::NoEquipment, span, message, cause, action);
        return;
    }
    let Some(oldest) = module.equipment_from_year else { return };
    let newest = pools.iter().map(|pool| pool.year).max().flatten();
    if newest.is_none_or(|newest| newest < oldest) {
        let message = format!("every pool of {} is older than {oldest}", quoted(kind));
        let cause = match newest {
            Some(year) => format!("the newest is of {year}"),
            None => "no pool of this kind states its year".to_owned(),
        };
        let action = "accept older equipment, or add a newer pool";
        reading.notes.add(Code::EquipmentTooOld, span, message, cause, action);
    }
}

fn judge_staff(entry: &ModuleEntry, module: &Module, scenario: &Scenario, reading: &mut Reading<'_>) {
    for (stated, role) in entry.staff.list().iter().zip(&module.staff) {
        let span = match stated {
            Brief::Short(name) => name.span,
            Brief::Full(full) if full.qualification.value.is_some() => full.qualification.span,
            Brief::Full(_) => continue,
        };
        judge_role(role, span, scenario, reading);
    }
}

fn judge_role(role: &StaffRole, span: Span, scenario: &Scenario, reading: &mut Reading<'_>) {
    let has = |group: &&crate::domain::StaffGroup| {
        group.qualifications.iter().any(|one| one.key == role.qualification)
    };
    let employed =
        |group: &&crate::domain::StaffGroup| role.employer.is_none_or(|employer| group.employer == employer);
    let name = quoted(&role.qualification);
    if !scenario.staff.iter().any(|group| has(&group)) {
        let known = scenario.staff.iter().flat_map(|group| &group.qualifications).map(|one| one.key.as_str());
        let known: BTreeSet<&str> = known.collect();
        let action = match reading.notes.alike(&role.qualification, known.iter().copied()) {
            Some(other) => format!("did you mean \"{other}\"?"),
            None => "add it to somebody under \"staff\"".to_owned(),
        };
        let message = format!("nobody has the qualification {name}");
        let cause = format!("qualifications there are: {}", listed(known));
        reading.notes.add(Code::NoStaff, span, message, cause, action);
        return;
    }
    let fit = scenario.staff.iter().filter(has).filter(employed);
    let people: u64 = fit.map(|group| u64::from(group.count)).sum();
    if people < u64::from(role.count) {
        let of = if role.employer.is_some() { " of this employer" } else { "" };
        let message = format!("a session needs {} people{of} with {name}", role.count);
        let cause = format!("there are {people}");
        let action = "ask for fewer, or add them under \"staff\"";
        reading.notes.add(Code::NoStaff, span, message, cause, action);
    }
}

/// Notes a practical module whose every site is online.
fn judge_place(entry: &ModuleEntry, module: &Module, scenario: &Scenario, reading: &mut Reading<'_>) {
    let online = |site: &crate::domain::SiteId| {
        scenario.sites.get(site.index()).is_some_and(|site| site.kind == SiteKind::Online)
    };
    if module.kind == Kind::Practical && !module.sites.is_empty() && module.sites.iter().all(online) {
        let message = format!("the practical module {} can be held online only", quoted(&module.key));
        let cause = "practice needs a place";
        let action = "add a site that is a place, or let it be of kind \"online\"";
        reading.notes.add(Code::PracticalOnline, entry.sites.span, message, cause, action);
    }
}
