//! In proportion to equipment hours: `x_i = c(N) · w_i / w(N)`, with w the key `equipment_hours` of the terms.

use super::{Method, NoSplit, Split, by_key};
use crate::game::Question;
use crate::game::many;

/// The method.
pub struct ProportionalEquipmentHours;

impl Method for ProportionalEquipmentHours {
    fn key(&self) -> &'static str {
        "proportional_equipment_hours"
    }

    fn sentence(&self) -> &'static str {
        "Everybody pays the same for each hour of equipment."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        by_key(question, "equipment_hours")
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        question.by_key("equipment_hours")
    }
}
