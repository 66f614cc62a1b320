//! Sites, rooms and travel.

use super::calendar::dates_off;
use super::reading::{NOBODY, Reading};
use crate::domain::{FirmId, Room, Site, SiteId, SiteKind, Travel};
use crate::scenario::Code;
use crate::scenario::entry::{ScenarioEntry, SiteEntry};
use crate::scenario::notes::quoted;
use crate::scenario::word::SiteWord;

/// Most sites: ways between them are kept for every pair.
const MOST_SITES: usize = 1_000;

/// The sites.
pub fn sites(file: &ScenarioEntry, reading: &mut Reading<'_>) -> Vec<Site> {
    let list = file.sites.list();
    if file.sites.value.is_some() && list.is_empty() {
        let cause = "sessions are held somewhere";
        reading.notes.add(Code::OutOfRange, file.sites.span, "there is no site", cause, "add a site");
    }
    if list.len() > MOST_SITES {
        let message = format!("there are {} sites", list.len());
        let cause = format!("at most {MOST_SITES} are read");
        reading.notes.add(Code::OutOfRange, file.sites.span, message, cause, "leave out sites nobody uses");
    }
    let site = |entry: &SiteEntry, reading: &mut Reading<'_>| Site {
        key: entry.id.or(String::new()),
        name: entry.name.or(entry.id.or(String::new())),
        kind: kind(entry, reading),
        rooms_listed: entry.rooms.stated,
        closed: entry.closed.list().iter().filter_map(|days| dates_off(days, reading)).collect(),
    };
    list.iter().map(|entry| site(entry, reading)).collect()
}

fn kind(entry: &SiteEntry, reading: &mut Reading<'_>) -> SiteKind {
    let firm = entry.firm.get().map(|name| reading.firm(name, entry.firm.span));
    let word = entry.kind.or(SiteWord::Neutral);
    if entry.kind.value == Some(SiteWord::Firm) && !entry.firm.stated {
        let cause = "the site of a firm says which firm";
        let action = "add \"firm\" with the id of the firm";
        reading.notes.add(Code::MissingField, entry.span, "\"firm\" is missing", cause, action);
    }
    if entry.kind.value.is_some() && word != SiteWord::Firm && entry.firm.stated {
        let cause = "only a site of kind firm belongs to a firm";
        let action = "write \"kind\": \"firm\", or remove this field";
        reading.notes.add(Code::Choice, entry.firm.span, "this site cannot have a firm", cause, action);
    }
    match word {
        SiteWord::College => SiteKind::College,
        SiteWord::Firm => SiteKind::Firm(firm.unwrap_or(FirmId(NOBODY))),
        SiteWord::Neutral => SiteKind::Neutral,
        SiteWord::Online => SiteKind::Online,
    }
}

/// The rooms of all sites.
pub fn rooms(file: &ScenarioEntry, reading: &mut Reading<'_>) -> Vec<Room> {
    let mut rooms = Vec::new();
    for (place, site) in file.sites.list().iter().enumerate() {
        for entry in site.rooms.list() {
            rooms.push(Room {
                key: entry.id.or(String::new()),
                site: SiteId(place),
                count: entry.count.get().map_or(1, |count| count.0),
                seats: entry.seats.or(u32::MAX),
                features: entry.features.list().iter().map(|feature| feature.value.clone()).collect(),
                rent_per_hour: reading.price(&entry.rent_per_hour),
                closed: entry.closed.list().iter().filter_map(|days| dates_off(days, reading)).collect(),
            });
        }
    }
    rooms
}

/// Ways between sites, both ways; of too many sites none.
pub fn travel(file: &ScenarioEntry, reading: &mut Reading<'_>) -> Vec<Option<Travel>> {
    let count = file.sites.list().len();
    let kept = if count > MOST_SITES { 0 } else { count };
    let mut travel = vec![None; kept * kept];
    for entry in file.travel.list() {
        let Some(pair) = entry.between.get() else { continue };
        let a = reading.site(&pair.0.value, pair.0.span).index();
        let b = reading.site(&pair.1.value, pair.1.span).index();
        if a >= kept || b >= kept {
            continue;
        }
        if a == b {
            let message = format!("{} is no way", quoted(&pair.1.value));
            let cause = "a site is next door to itself";
            reading.notes.add(Code::Choice, pair.1.span, message, cause, "name two different sites");
        } else if travel[a * kept + b].is_some() {
            let message = "the way between these sites is stated twice";
            let cause = "ways hold in both directions";
            reading.notes.add(Code::DuplicateId, entry.between.span, message, cause, "keep one of the two");
        }
        let way = Travel { km: entry.km.or(0), minutes: entry.minutes.or(0) };
        (travel[a * kept + b], travel[b * kept + a]) = (Some(way), Some(way));
    }
    travel
}
