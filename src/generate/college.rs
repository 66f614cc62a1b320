//! A regional college drawn by chance: places, firms, equipment and people without numbers yet, programmes and cohorts.

mod learners;
mod programmes;

use fastrand::Rng;

use super::size::{Frame, Known};
use super::week::{Slot, Year};
pub(super) use learners::Cohort;
pub(super) use programmes::{Asks, Module, Programme};

/// Kinds of equipment.
const KINDS: [&str; 31] = [
    "lathe",
    "mill",
    "welding-booth",
    "plc-bench",
    "robot-cell",
    "hydraulics-rig",
    "cnc-centre",
    "car-lift",
    "high-voltage-trainer",
    "heat-pump",
    "process-column",
    "kitchen-range",
    "care-bed",
    "patient-simulator",
    "laser-cutter",
    "print-press",
    "press-brake",
    "paint-booth",
    "diagnostic-bench",
    "solar-rig",
    "cable-rack",
    "filling-line",
    "bakery-oven",
    "salon-chair",
    "sewing-table",
    "forklift",
    "crane-simulator",
    "scaffold",
    "drone",
    "server-rack",
    "weather-station",
];

/// What an instructor answers for: so many kinds in a row.
const KINDS_OF_AN_INSTRUCTOR: usize = 4;

/// A college with its firms.
#[derive(Debug)]
pub(super) struct College {
    pub name: &'static str,
    pub weeks: usize,
    pub year: Year,
    pub known: Option<Known>,
    pub firms: Vec<Firm>,
    /// Pairs of firms that are rivals.
    pub rivals: Vec<(usize, usize)>,
    pub campuses: Vec<Campus>,
    pub pools: Vec<Pool>,
    pub staff: Vec<Staff>,
    pub programmes: Vec<Programme>,
    pub cohorts: Vec<Cohort>,
}

/// A firm. Every other one has works where sessions may be held.
#[derive(Debug)]
pub(super) struct Firm {
    pub id: String,
    pub campus: usize,
    /// Its works, and how far they are from the campus in kilometres.
    pub works: Option<(String, u32)>,
}

/// A campus.
#[derive(Debug)]
pub(super) struct Campus {
    pub id: String,
    /// Its kinds of equipment, by their place in the list of all.
    pub kinds: Vec<usize>,
    /// How many subjects its teachers teach.
    pub subjects: usize,
}

/// Equipment of a kind at a site.
#[derive(Debug)]
pub(super) struct Pool {
    pub id: String,
    pub campus: usize,
    pub kind: usize,
    /// The firm that owns it and at whose works it stands; else it is the college's, on the campus.
    pub owner: Option<usize>,
    pub learners_per_unit: u32,
    /// Whether it is there by day, else in the evening and at the weekend; the college's always is.
    pub by_day: bool,
    pub cents_per_hour: u32,
    pub setup_cents: u32,
}

/// People who may do the same work on a campus and at the works around it.
#[derive(Debug)]
pub(super) struct Staff {
    pub id: String,
    pub campus: usize,
    pub qualifications: Vec<String>,
    pub sessions_per_week: u32,
    pub evenings_per_week: u32,
    pub cents_per_hour: u32,
}

impl College {
    /// Draws one.
    pub fn draw(frame: &Frame, chance: &mut Rng) -> Self {
        let firms = firms(frame, chance);
        let rivals = rivals(frame, &firms, chance);
        let campuses: Vec<Campus> = (0..frame.campuses).map(|place| campus(frame, place, chance)).collect();
        let pools = pools(frame, &campuses, &firms, chance);
        let staff = staff(frame, &campuses, chance);
        let mut programmes = programmes::draw(frame, &campuses, &pools, chance);
        let cohorts = learners::draw(frame, &mut programmes, &firms, chance);
        let (name, weeks, known) = (frame.name, frame.weeks, frame.known);
        let year = Year { breaks: known.map_or(&[], |known| known.breaks) };
        Self { name, weeks, year, known, firms, rivals, campuses, pools, staff, programmes, cohorts }
    }

    /// Whether learners of a cohort are of a rival of a firm.
    pub fn has_rival_of(&self, firm: usize, cohort: &Cohort) -> bool {
        let rival =
            |other: usize| self.rivals.contains(&(firm, other)) || self.rivals.contains(&(other, firm));
        cohort.firms.iter().any(|(other, _)| rival(*other))
    }

    /// The id of the site where a pool stands.
    pub fn site_of(&self, pool: &Pool) -> &str {
        let works = pool.owner.and_then(|firm| self.firms[firm].works.as_ref());
        works.map_or(&self.campuses[pool.campus].id, |(id, _)| id)
    }
}

impl Pool {
    /// Whether it is there in a slot.
    pub const fn is_there(&self, slot: Slot) -> bool {
        let outside_day = slot.is_evening() || slot.is_weekend();
        self.owner.is_none() || self.by_day != outside_day
    }
}

/// The word for a kind of equipment.
pub(super) const fn kind_word(kind: usize) -> &'static str {
    KINDS[kind % KINDS.len()]
}

/// The word for a subject.
pub(super) fn subject_word(subject: usize) -> String {
    format!("subject-{}", subject + 1)
}

/// A whole number from `least` to `most`.
pub(super) fn between(chance: &mut Rng, least: u32, most: u32) -> u32 {
    chance.u32(least..=most)
}

/// Whether something that happens so many times in 100 does.
pub(super) fn happens(chance: &mut Rng, times_in_100: u32) -> bool {
    chance.u32(0..100) < times_in_100
}

fn firms(frame: &Frame, chance: &mut Rng) -> Vec<Firm> {
    (0..frame.firms)
        .map(|place| {
            let km = between(chance, 3, 25);
            let works = frame.has_works(place).then(|| (format!("works-{}", place + 1), km));
            Firm { id: format!("firm-{}", place + 1), campus: place % frame.campuses, works }
        })
        .collect()
}

/// Pairs of firms of the same campus.
fn rivals(frame: &Frame, firms: &[Firm], chance: &mut Rng) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = (0..firms.len())
        .flat_map(|one| (0..one).map(move |other| (other, one)))
        .filter(|(other, one)| firms[*other].campus == firms[*one].campus)
        .collect();
    chance.shuffle(&mut pairs);
    pairs.truncate(frame.known.map_or(0, |known| known.rivals));
    pairs
}

fn campus(frame: &Frame, place: usize, chance: &mut Rng) -> Campus {
    let mut kinds: Vec<usize> = match frame.known {
        // Each kind is on one campus.
        Some(known) => (0..known.kinds).filter(|kind| kind % frame.campuses == place).collect(),
        None => (0..16).collect(),
    };
    chance.shuffle(&mut kinds);
    kinds.truncate(frame.kinds);
    kinds.sort_unstable();
    let subjects = 3 + frame.cohorts / frame.campuses / 20;
    Campus { id: format!("campus-{}", place + 1), kinds, subjects }
}

/// Of every kind a pool of the college; of every other kind, or of so many, one of a firm nearby.
fn pools(frame: &Frame, campuses: &[Campus], firms: &[Firm], chance: &mut Rng) -> Vec<Pool> {
    let mut pools = Vec::new();
    let mut lent = frame.known.map(|known| known.lent);
    for (campus, at) in campuses.iter().enumerate() {
        let hosts: Vec<usize> = (0..firms.len())
            .filter(|firm| firms[*firm].campus == campus && firms[*firm].works.is_some())
            .collect();
        for kind in &at.kinds {
            let several: [u32; 4] = if frame.known.is_some() { [14; 4] } else { [1, 2, 2, 4] };
            let learners_per_unit = several[chance.usize(0..4)];
            let mut add = |owner: Option<usize>, id: String, dear: u32, chance: &mut Rng| {
                pools.push(Pool {
                    id,
                    campus,
                    kind: *kind,
                    owner,
                    learners_per_unit,
                    by_day: happens(chance, 30),
                    cents_per_hour: 50 * between(chance, 4, 16) * dear,
                    setup_cents: if happens(chance, 40) { 500 * between(chance, 2, 8) } else { 0 },
                });
            };
            let word = kind_word(*kind);
            add(None, format!("{word}-{}", at.id), 1, chance);
            let more = match &mut lent {
                Some(0) => false,
                Some(left) => {
                    *left -= 1;
                    true
                }
                None => happens(chance, 50),
            };
            if more && !hosts.is_empty() {
                let host = hosts[chance.usize(0..hosts.len())];
                add(Some(host), format!("{word}-{}", firms[host].id), 2, chance);
            }
        }
    }
    pools
}

/// Teachers of one subject or two, and instructors of some kinds of equipment.
fn staff(frame: &Frame, campuses: &[Campus], chance: &mut Rng) -> Vec<Staff> {
    let mut staff = Vec::new();
    for (campus, at) in campuses.iter().enumerate() {
        for subject in 0..at.subjects {
            let mut qualifications = vec![subject_word(subject)];
            if happens(chance, 40) {
                qualifications.push(subject_word((subject + 1) % at.subjects));
            }
            staff.push(Staff {
                id: format!("teachers-{}-{}", subject + 1, at.id),
                campus,
                qualifications,
                sessions_per_week: if frame.known.is_some() { between(chance, 3, 5) } else { 5 },
                evenings_per_week: 2,
                cents_per_hour: 100 * between(chance, 48, 64),
            });
        }
        for (place, kinds) in at.kinds.chunks(KINDS_OF_AN_INSTRUCTOR).enumerate() {
            staff.push(Staff {
                id: format!("instructors-{}-{}", place + 1, at.id),
                campus,
                qualifications: kinds.iter().map(|kind| kind_word(*kind).to_owned()).collect(),
                sessions_per_week: if frame.known.is_some() { between(chance, 3, 5) } else { 6 },
                evenings_per_week: if frame.known.is_some() { 2 } else { 3 },
                cents_per_hour: 100 * between(chance, 40, 56),
            });
        }
    }
    staff
}
