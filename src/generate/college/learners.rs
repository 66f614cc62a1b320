//! Cohorts: who learns together, at which firms, on which days.

use fastrand::Rng;

use super::{Firm, Programme, between};
use crate::generate::size::Frame;

/// A cohort.
#[derive(Debug)]
pub(in crate::generate) struct Cohort {
    pub id: String,
    pub programme: usize,
    /// Groups of equal size that practise one after another.
    pub parts: u32,
    /// Firms and their learners, in the order of the list.
    pub firms: Vec<(usize, u32)>,
    /// Weekdays at school of young people, three of five; the others are days at the firm.
    pub school_days: Vec<usize>,
}

impl Cohort {
    /// How many learners it has.
    pub fn learners(&self) -> u32 {
        self.firms.iter().map(|(_, learners)| learners).sum()
    }
}

/// Draws the cohorts, shared out among programmes in turn.
pub(super) fn draw(frame: &Frame, programmes: &[Programme], firms: &[Firm], chance: &mut Rng) -> Vec<Cohort> {
    (0..frame.cohorts)
        .map(|place| {
            let at = place % programmes.len();
            let programme = &programmes[at];
            let parts = [2, 2, 3, 3, 4][chance.usize(0..5)];
            let mut days: Vec<usize> = (0..5).collect();
            chance.shuffle(&mut days);
            days.truncate(3);
            days.sort_unstable();
            Cohort {
                id: format!("cohort-{}", place + 1),
                programme: at,
                parts,
                firms: employers(parts * programme.group, programme.campus, firms, chance),
                school_days: days,
            }
        })
        .collect()
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
