//! Cohorts: who learns together, at which firms, on which days.

use fastrand::Rng;

use super::{Firm, Programme, between};
use crate::generate::size::{Frame, Known};

/// A cohort.
#[derive(Debug)]
pub(in crate::generate) struct Cohort {
    pub id: String,
    pub programme: usize,
    /// Groups of equal size that practise one after another.
    pub parts: u32,
    /// Firms and their learners, in the order of the list.
    pub firms: Vec<(usize, u32)>,
    /// Learners of the first firms who are younger than 18 all year.
    pub minors: u32,
    /// Weekdays at school; the others of five are days at the firm.
    pub school_days: Vec<usize>,
}

impl Cohort {
    /// How many learners it has.
    pub fn learners(&self) -> u32 {
        self.firms.iter().map(|(_, learners)| learners).sum()
    }
}

/// Draws the cohorts, shared out among programmes in turn.
pub(super) fn draw(
    frame: &Frame,
    programmes: &mut [Programme],
    firms: &[Firm],
    chance: &mut Rng,
) -> Vec<Cohort> {
    let mut sizes = frame.known.map(|known| sizes(&known, frame.cohorts, chance));
    let mut minors = frame.known.map(|known| known.minors);
    (0..frame.cohorts)
        .map(|place| {
            let at = place % programmes.len();
            let parts = match sizes.as_mut().and_then(Vec::pop) {
                Some((group, parts)) => {
                    programmes[at].group = group;
                    parts
                }
                None => [2, 2, 3, 3, 4][chance.usize(0..5)],
            };
            let programme = &programmes[at];
            let mut days: Vec<usize> = (0..5).collect();
            chance.shuffle(&mut days);
            days.truncate(programme.school_days);
            days.sort_unstable();
            let learners = parts * programme.group;
            let young = if programme.school_days == 3 { learners } else { 0 };
            let young = minors.map_or(young, |left| young.min(left));
            minors = minors.map(|left| left - young);
            Cohort {
                id: format!("cohort-{}", place + 1),
                programme: at,
                parts,
                firms: employers(learners, programme.campus, firms, chance),
                minors: young,
                school_days: days,
            }
        })
        .collect()
}

/// Group and number of groups of each cohort, 14 to 28 learners, so that they add up.
fn sizes(known: &Known, cohorts: usize, chance: &mut Rng) -> Vec<(u32, u32)> {
    let all: Vec<(u32, u32)> =
        (7..=14).map(|group| (group, 2)).chain((5..=9).map(|group| (group, 3))).collect();
    let size = |(group, parts): &(u32, u32)| i64::from(group * parts);
    let mut sizes: Vec<(u32, u32)> = (0..cohorts).map(|_| all[chance.usize(0..all.len())]).collect();
    let off = |sizes: &[(u32, u32)]| i64::from(known.learners) - sizes.iter().map(size).sum::<i64>();
    // Each change that brings the sum nearer is kept: sizes are as near to each other as 1, so that it ends.
    while off(&sizes) != 0 {
        let (place, other) = (chance.usize(0..cohorts), all[chance.usize(0..all.len())]);
        let (before, after) = (off(&sizes), off(&sizes) + size(&sizes[place]) - size(&other));
        if after.abs() < before.abs() {
            sizes[place] = other;
        }
    }
    sizes
}

/// Shares learners out among two to four firms of a campus.
fn employers(learners: u32, campus: usize, firms: &[Firm], chance: &mut Rng) -> Vec<(usize, u32)> {
    let mut near: Vec<usize> = (0..firms.len()).filter(|firm| firms[*firm].campus == campus).collect();
    chance.shuffle(&mut near);
    near.truncate(between(chance, 2, 4) as usize);
    near.sort_unstable();
    let mut shares = vec![1; near.len()];
    for _ in near.len() as u32..learners {
        shares[chance.usize(0..near.len())] += 1;
    }
    near.into_iter().zip(shares).collect()
}
