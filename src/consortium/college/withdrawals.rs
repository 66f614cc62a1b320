//! Learners who withdraw after the start.
//!
//! Groups are held as planned. Of a firm with the invoice `a_i` (its share less what it pays itself) and `n_i` learners,
//! `a_i / n_i` is lost for each; what a learner costs by himself is saved for those taught inside alone. Those are taken
//! to withdraw by whom most is lost, over all firms.

use super::{Case, Risk};
use crate::domain::{Cents, divide_half_up};

/// Learners of a firm who are alike in what is lost by them.
struct Alike {
    player: usize,
    learners: u32,
    /// What is saved for each.
    saved: Cents,
}

impl Risk<'_> {
    /// So many learners withdraw, as is worst for the college; all of them where there are no more.
    pub fn withdraw(&self, learners: u32) -> Option<Case> {
        let mut all = self.alike();
        // Losses for each, the largest first; of equal ones the first firm's.
        all.sort_by_key(|alike| std::cmp::Reverse(self.lost_by_each(alike)));
        let mut gone = vec![0; self.players.len()];
        let (mut left, mut saved) = (learners, Cents(0));
        for alike in &all {
            let these = alike.learners.min(left);
            left -= these;
            gone[alike.player] += these;
            saved += Cents(alike.saved.0 * i64::from(these));
        }
        let lost: Cents = (0..gone.len()).map(|player| self.part(player, gone[player])).sum();
        let each = self.names.iter().zip(&gone).filter(|(_, gone)| **gone > 0);
        let whose = each.map(|(name, gone)| format!("{gone} of {name}")).collect::<Vec<_>>().join(", ");
        let remarks = vec![
            format!("at worst {whose}"),
            "groups are held as planned; only what a learner taught inside costs by himself is saved"
                .to_owned(),
        ];
        (learners > left).then(|| Case {
            what: format!("{} withdraw after the start", count(learners - left)),
            result: saved - lost,
            guaranteed: Cents(0),
            remarks,
        })
    }

    /// The learners of each firm outside and inside.
    fn alike(&self) -> Vec<Alike> {
        let each = self.scenario.tariff.per_learner.borne();
        let of = |player: usize| {
            let (outside, all) = (self.uses[player].outside, self.uses[player].learners);
            [(outside, Cents(0)), (all - outside, each)].map(|(learners, saved)| Alike {
                player,
                learners,
                saved,
            })
        };
        (0..self.players.len()).flat_map(of).filter(|alike| alike.learners > 0).collect()
    }

    /// What is lost by each of them, in hundredths of a cent.
    fn lost_by_each(&self, alike: &Alike) -> i128 {
        let learners = i128::from(self.uses[alike.player].learners.max(1));
        divide_half_up(10_000 * i128::from(self.invoice(alike.player).0), 100 * learners)
            - 100 * i128::from(alike.saved.0)
    }

    /// What a firm is invoiced for some of its learners.
    fn part(&self, player: usize, learners: u32) -> Cents {
        let all = i128::from(self.uses[player].learners.max(1));
        Cents(divide_half_up(i128::from(self.invoice(player).0) * i128::from(learners), all) as i64)
    }
}

fn count(learners: u32) -> String {
    if learners == 1 { "1 learner".to_owned() } else { format!("{learners} learners") }
}
