//! What sessions that stand take of equipment, rooms and people: no columns, only less for the others.
//!
//! A programme of a few cohorts beside many others need not hold the sessions of these one by one. Where
//! `Σ_{p covering t} u_p · held_p ≤ U` over all sessions, those that stand make it
//! `Σ_{p free, covering t} u_p · held_p ≤ U − Σ_{q standing, covering t} u_q`,
//! and a pool that a standing session uses on a day is set up anyway. The families of units, rooms and people ask here; sessions that
//! matter otherwise (openings that are counted, firms that can spare only so many) stand one by one.

use rustc_hash::FxHashMap;

use super::placements::{Placement, Standing};
use crate::domain::{EquipmentId, RoomId, SiteId, SlotClass, StaffId};

/// An amount taken for a stretch of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// First minute of the day.
    pub start: u16,
    /// The minute after the last.
    pub end: u16,
    /// Units, rooms or people.
    pub amount: f64,
}

/// People on a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Duty {
    /// When, and how many.
    pub span: Span,
    /// Minutes of teaching for each.
    pub minutes: u32,
    /// What kind of time it is.
    pub class: SlotClass,
}

/// A session that needs a room: when, and the kinds that would do.
pub type InRoom = (Span, Vec<RoomId>);

/// What is taken, day by day.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    units: FxHashMap<(EquipmentId, Standing, usize), Vec<Span>>,
    rooms: FxHashMap<(SiteId, usize), Vec<InRoom>>,
    duties: FxHashMap<(StaffId, usize), Vec<Duty>>,
}

impl Taken {
    /// Adds what a session takes, with the people of each staff group on it.
    pub fn add(&mut self, placement: &Placement, people: impl IntoIterator<Item = (StaffId, u32)>) {
        let (time, day) = (&placement.time, placement.day);
        let span = |amount: u32| Span { start: time.start.0, end: time.end.0, amount: f64::from(amount) };
        if let Some(equipped) = placement.equipment {
            let pool = (equipped.pool, equipped.standing, day);
            self.units.entry(pool).or_default().push(span(equipped.units));
        }
        if !placement.rooms.is_empty() {
            let site = (placement.site, day);
            self.rooms.entry(site).or_default().push((span(1), placement.rooms.clone()));
        }
        for (staff, people) in people {
            let duty = Duty { span: span(people), minutes: time.minutes, class: time.class };
            self.duties.entry((staff, day)).or_default().push(duty);
        }
    }

    /// Units of a pool in use on a day.
    pub fn units(&self, pool: EquipmentId, standing: Standing, day: usize) -> &[Span] {
        self.units.get(&(pool, standing, day)).map_or(&[], Vec::as_slice)
    }

    /// Whether a pool is in use on a day, and so set up.
    pub fn is_set_up(&self, pool: EquipmentId, day: usize) -> bool {
        !self.units(pool, Standing::Home, day).is_empty()
    }

    /// Sessions that need a room of a site on a day, each with the kinds that would do.
    pub fn rooms(&self, site: SiteId, day: usize) -> &[InRoom] {
        self.rooms.get(&(site, day)).map_or(&[], Vec::as_slice)
    }

    /// What people of a staff group do on a day.
    pub fn duties(&self, staff: StaffId, day: usize) -> &[Duty] {
        self.duties.get(&(staff, day)).map_or(&[], Vec::as_slice)
    }
}

/// The greatest amount taken at one moment.
pub fn peak(spans: &[Span]) -> f64 {
    let at = |start: u16| spans.iter().filter(move |span| span.covers(start)).map(|span| span.amount).sum();
    spans.iter().map(|span| at(span.start)).fold(0.0, f64::max)
}

impl Span {
    /// Whether it is taken in a minute of the day.
    pub const fn covers(&self, minute: u16) -> bool {
        self.start <= minute && minute < self.end
    }
}
