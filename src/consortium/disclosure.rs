//! What a firm can work out of its rivals' figures from its own paper.
//!
//! A paper holds the firm's own share, what it would pay alone, and how the split was made; never the total.
//! Some rules, and small numbers of firms, let that be turned into figures of others once something else is
//! known; each sentence says what has to be known for it.

use super::kinds::Kinds;
use crate::domain::{Cents, FirmId, Scenario};

/// How many of some firms differ from another one in nothing but their names, and pay the same.
pub fn alike(scenario: &Scenario, players: &[FirmId], shares: &[Cents]) -> usize {
    let entries = Kinds::entries(scenario, players);
    let same = |one: usize, other: usize| {
        one != other
            && entries[one].is_some()
            && entries[one] == entries[other]
            && shares[one] == shares[other]
    };
    (0..players.len()).filter(|one| (0..players.len()).any(|other| same(*one, other))).count()
}

/// What may be worked out from a split by a method among some firms, a sentence each; `alike` of them differ from another
/// one in nothing but their names.
pub fn warnings(method: &str, firms: usize, alike: usize) -> Vec<String> {
    let mut found = Vec::new();
    if firms < 2 {
        return found;
    }
    if firms == 2 {
        found.push(
            "with two firms, whoever learns the total knows the other's share: it is the rest".to_owned(),
        );
    }
    let by_rule = match method {
        "equal" => Some("every firm pays the same, so that each knows the share of every other"),
        "proportional_learners" => {
            Some("every learner costs the same, so that whoever counts a rival's learners knows its share")
        }
        "proportional_hours" | "proportional_equipment_hours" => {
            Some("every hour costs the same, so that whoever knows a rival's hours knows its share")
        }
        "proportional_standalone" => Some(
            "all save the same part, so that whoever learns what a rival would pay alone knows its share",
        ),
        _ if firms == 2 => Some(
            "among two firms such a rule gives both the same saving, or the same part of it: from one's own saving and \
             the total follows what the other would pay alone",
        ),
        _ => None,
    };
    if (by_rule.is_none() || firms == 2) && alike > 1 {
        found.push(format!(
            "{alike} firms have as many learners as another one and bring nothing else: firms of which that holds pay the \
             same, so that whoever knows it of a rival knows its share"
        ));
    }
    found.extend(by_rule.map(str::to_owned));
    if found.is_empty() && firms <= 3 {
        found.push(
            "with three firms, two who compare their papers and learn the total know the third's share"
                .to_owned(),
        );
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that cannot go on says so by failing
mod tests {
    use super::warnings;
    use crate::game::{Game, Kind, Question, Terms, method};
    use crate::solver::Cancel;

    fn shares(key: &str, values: Vec<f64>, terms: &Terms) -> Vec<f64> {
        let names = ["A", "B", "C"].map(str::to_owned);
        let players = names[..values.len().ilog2() as usize].to_vec();
        let game = Game::new(players, Kind::Cost, values).unwrap();
        let question = Question { game: &game, terms, cancel: &Cancel::default() };
        method(key).unwrap().split(&question).unwrap().shares
    }

    #[test]
    fn one_of_two_firms_finds_what_the_other_pays_alone_and_the_trustee_is_told() {
        let (mine, theirs, total) = (60.0, 80.0, 100.0);
        for key in ["ensc", "scrb", "gately", "tau", "nucleolus", "shapley"] {
            let saving = mine - shares(key, vec![0.0, mine, theirs, total], &Terms::default())[0];
            // Both save the same: the other pays alone what is left of the total, and both savings.
            let found = total - mine + 2.0 * saving;
            assert!((found - theirs).abs() < 1e-6, "{key}: {found}");
            assert!(warnings(key, 2, 0).iter().any(|told| told.contains("pay alone")), "{key}");
        }
    }

    #[test]
    fn who_counts_a_rival_s_learners_finds_its_share_and_the_trustee_is_told() {
        let keys = vec![("learners".to_owned(), vec![16.0, 12.0, 9.0])];
        let terms = Terms { keys, ..Terms::default() };
        let costs = vec![0.0, 152.0, 118.0, 189.0, 88.0, 187.0, 155.0, 224.0];
        let split = shares("proportional_learners", costs, &terms);
        assert!((split[0] / 16.0 * 9.0 - split[2]).abs() < 1e-9);
        assert!(warnings("proportional_learners", 3, 0).iter().any(|told| told.contains("learners")));
    }

    #[test]
    fn among_five_firms_the_nucleolus_alone_tells_nothing() {
        assert!(warnings("nucleolus", 5, 0).is_empty());
    }

    #[test]
    fn firms_alike_pay_the_same_and_the_trustee_is_told() {
        // A and B add the same to every coalition.
        let costs = vec![0.0, 80.0, 80.0, 130.0, 50.0, 100.0, 100.0, 150.0];
        for key in ["nucleolus", "shapley", "tau", "scrb", "ensc", "per_capita_nucleolus", "epm"] {
            let split = shares(key, costs.clone(), &Terms::default());
            assert!((split[0] - split[1]).abs() < 1e-6, "{key}: {split:?}");
            assert!(warnings(key, 3, 2).iter().any(|told| told.contains("pay the same")), "{key}");
        }
    }
}
