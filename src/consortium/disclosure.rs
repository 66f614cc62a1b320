//! What a firm can work out of its rivals' figures from its own paper.
//!
//! A paper holds the firm's own share, what it would pay alone, and how the split was made; never the total.
//! Some rules, and small numbers of firms, let that be turned into figures of others once something else is
//! known; each sentence says what has to be known for it.

/// What may be worked out from a split by a method among some firms, a sentence each.
pub fn warnings(method: &str, firms: usize) -> Vec<String> {
    let mut found = Vec::new();
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
        "ensc" | "scrb" | "gately" | "tau" | "nucleolus" | "shapley" if firms == 2 => Some(
            "among two firms this rule gives both the same saving, or the same part: from one's own saving and \
             the total follows what the other would pay alone",
        ),
        _ => None,
    };
    found.extend(by_rule.map(str::to_owned));
    if found.is_empty() && firms <= 3 {
        found.push(
            "with three firms, two who compare their papers and learn the total know the third's share"
                .to_owned(),
        );
    }
    found
}
