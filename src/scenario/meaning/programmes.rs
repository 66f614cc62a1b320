//! Programmes and their modules.

use super::parties::EMPLOYERS;
use super::reading::{NOBODY, Reading};
use super::windows::windows;
use crate::domain::{
    Kind, Lead, Module, ModuleId, Prerequisite, Programme, ProgrammeId, RoomId, RoomNeed, SessionLengths,
    Skill, StaffRole, Track,
};
use crate::scenario::Code;
use crate::scenario::entry::{AfterEntry, ModuleEntry, ProgrammeEntry, RoleEntry};
use crate::scenario::notes::Span;
use crate::scenario::record::Field;
use crate::scenario::shape::{Brief, Spanned};

/// The programmes and, in one list, their modules.
pub fn programmes(list: &[ProgrammeEntry], reading: &mut Reading<'_>) -> (Vec<Programme>, Vec<Module>) {
    let (mut programmes, mut modules) = (Vec::new(), Vec::new());
    for (place, entry) in list.iter().enumerate() {
        if entry.modules.value.is_some() && entry.modules.list().is_empty() {
            let cause = "a programme is made of modules";
            let span = entry.modules.span;
            reading.notes.add(Code::OutOfRange, span, "this programme has no module", cause, "add a module");
        }
        let before = modules.len();
        modules.extend(entry.modules.list().iter().map(|module| self::module(module, place, reading)));
        programmes.push(Programme {
            key: entry.id.or(String::new()),
            name: entry.name.or(entry.id.or(String::new())),
            award: entry.award.value.clone(),
            modules: (before..modules.len()).map(ModuleId).collect(),
        });
    }
    (programmes, modules)
}

fn module(entry: &ModuleEntry, programme: usize, reading: &mut Reading<'_>) -> Module {
    judge_sizes(entry, reading);
    reading.order(entry.from.value, entry.until.value, entry.until.span);
    reading.inside(entry.from.value, entry.from.span);
    reading.inside(entry.until.value, entry.until.span);
    let minutes = reading.hours(&entry.hours);
    let (equipment, equipment_from_year) = equipment(entry);
    Module {
        key: entry.id.or(String::new()),
        name: entry.name.or(entry.id.or(String::new())),
        programme: ProgrammeId(programme),
        minutes: minutes.unwrap_or(60),
        kind: entry.kind.or(Kind::Theory),
        track: entry.track.or(Track::Basic),
        skill: entry.skill.or(Skill::Hard),
        sessions: lengths(entry, minutes, reading),
        shorter_last: entry.shorter_last.or(true),
        max_group: entry.max_group.get().map(|most| most.0),
        min_group: entry.min_group.get().map_or(1, |least| least.0),
        smaller_groups: entry.smaller_groups.list().iter().map(|size| size.value.0).collect(),
        room: room(entry, equipment.is_some()),
        not_rooms: unsuitable(entry, reading),
        seats: entry.seats.value,
        equipment,
        equipment_from_year,
        staff: entry.staff.list().iter().map(|role| self::role(role, reading)).collect(),
        lead: entry.lead.or(Lead::School),
        sites: reading.sites(&entry.sites),
        after: entry.after.list().iter().map(|after| prerequisite(after, programme, reading)).collect(),
        from: entry.from.value,
        until: entry.until.value,
        not_at: windows(&entry.not_at, reading),
        consumables_per_learner_hour: reading.price(&entry.consumables_per_learner_hour),
    }
}

/// Lengths of sessions, longest first and each once.
fn lengths(entry: &ModuleEntry, hours: Option<u32>, reading: &mut Reading<'_>) -> SessionLengths {
    let Some(stated) = entry.session_hours.get() else { return SessionLengths::FillDaypart };
    if stated.0.is_empty() {
        let action = "write a length, or leave the field out to fill dayparts";
        let span = entry.session_hours.span;
        reading.notes.add(
            Code::OutOfRange,
            span,
            "there is no length of sessions",
            "the array is empty",
            action,
        );
    }
    let mut lengths = Vec::new();
    for length in &stated.0 {
        let minutes = reading.positive_minutes(length.value, length.span);
        if hours.is_some_and(|hours| minutes > hours) {
            let cause = "a session is longer than the module";
            let action = "write a shorter session, or more hours for the module";
            reading.notes.add(Code::BoundsCrossed, length.span, "this session is too long", cause, action);
        }
        lengths.push(minutes);
    }
    lengths.sort_unstable_by(|a, b| b.cmp(a));
    lengths.dedup();
    SessionLengths::Minutes(lengths)
}

fn equipment(entry: &ModuleEntry) -> (Option<String>, Option<i32>) {
    match entry.equipment.get() {
        None => (None, None),
        Some(Brief::Short(kind)) => (Some(kind.value.clone()), None),
        Some(Brief::Full(need)) => (need.kind.value.clone(), need.from_year.get().map(|year| year.0)),
    }
}

/// The room a module needs: none beside equipment and online, any other room unless it says more.
fn room(entry: &ModuleEntry, has_equipment: bool) -> RoomNeed {
    match entry.room.get() {
        Some(Brief::Short(_)) => RoomNeed::None,
        Some(Brief::Full(need)) => {
            RoomNeed::With(need.features.list().iter().map(|feature| feature.value.clone()).collect())
        }
        None if has_equipment || entry.kind.value == Some(Kind::Online) => RoomNeed::None,
        None => RoomNeed::With(Vec::new()),
    }
}

/// The rooms that a module names as not suiting it.
fn unsuitable(entry: &ModuleEntry, reading: &mut Reading<'_>) -> Vec<RoomId> {
    let Some(Brief::Full(need)) = entry.room.get() else { return Vec::new() };
    let found = need
        .not
        .list()
        .iter()
        .filter_map(|name| reading.names.rooms.find(&name.value, name.span, reading.notes));
    found.map(RoomId).collect()
}

fn role(stated: &Brief<Spanned<String>, RoleEntry>, reading: &mut Reading<'_>) -> StaffRole {
    match stated {
        Brief::Short(name) => StaffRole { qualification: name.value.clone(), employer: None, count: 1 },
        Brief::Full(entry) => StaffRole {
            qualification: entry.qualification.or(String::new()),
            employer: reading.party(&entry.employer, &EMPLOYERS),
            count: entry.count.get().map_or(1, |count| count.0),
        },
    }
}

fn prerequisite(
    stated: &Brief<Spanned<String>, AfterEntry>,
    programme: usize,
    reading: &mut Reading<'_>,
) -> Prerequisite {
    let entry = match stated {
        Brief::Short(name) => {
            let module = reading.module(programme, &name.value, name.span);
            return Prerequisite { module, minutes: None, min_gap_days: 0, max_gap_days: None };
        }
        Brief::Full(entry) => entry,
    };
    let (least, most) = (entry.min_gap_days.or(0), entry.max_gap_days.value);
    reading.bounds(Some(least), most, entry.max_gap_days.span);
    let module = entry.module.get().map(|name| reading.module(programme, name, entry.module.span));
    Prerequisite {
        module: module.unwrap_or(ModuleId(NOBODY)),
        minutes: reading.hours(&entry.hours),
        min_gap_days: least,
        max_gap_days: most,
    }
}

/// Notes sizes of groups that contradict each other.
fn judge_sizes(entry: &ModuleEntry, reading: &mut Reading<'_>) {
    let Some(most) = entry.max_group.get().map(|most| most.0) else {
        if let Some(size) = entry.smaller_groups.list().first() {
            let cause = "there is no max_group that it could be smaller than";
            note_sizes(size.span, "smaller groups need a largest group", cause, "add \"max_group\"", reading);
        }
        return;
    };
    if entry.min_group.get().is_some_and(|least| least.0 > most) {
        let cause = format!("the largest group is {most}");
        let action = format!("write at most {most}, or raise max_group");
        note_sizes(
            entry.min_group.span,
            "the smallest group is larger than the largest",
            &cause,
            &action,
            reading,
        );
    }
    for size in entry.smaller_groups.list() {
        if size.value.0 >= most {
            let cause = format!("max_group is {most}");
            let action = format!("write a number below {most}");
            note_sizes(size.span, "this group is not smaller than the largest", &cause, &action, reading);
        }
    }
}

/// Notes sizes of groups that contradict each other.
fn note_sizes(span: Span, message: &str, cause: &str, action: &str, reading: &mut Reading<'_>) {
    reading.notes.add(Code::GroupSizes, span, message, cause, action);
}

/// Where a module names the kind of its equipment.
pub fn equipment_span(field: &Field<Brief<Spanned<String>, crate::scenario::entry::EquipmentNeed>>) -> Span {
    match field.get() {
        Some(Brief::Full(need)) => need.kind.span,
        _ => field.span,
    }
}
