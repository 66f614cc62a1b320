//! **Equipment is used only when its owner lends it, and a moved unit only while it is there.**
//!
//! Refuses placements on a pool outside its lending windows; on moved units outside the move's
//! dates, in its days of transport, or outside the move's own windows. Which pools offer the kind,
//! new enough, is settled before.

use chrono::Days;

use super::{Family, Objection};
use crate::domain::Window;
use crate::model::placements::{Placement, Standing};
use crate::model::scene::Scene;

/// The family.
pub struct EquipmentWindow;

impl Family for EquipmentWindow {
    fn key(&self) -> &'static str {
        "equipment_window"
    }

    fn sentence(&self) -> &'static str {
        "Equipment of the right kind and generation is used only while its owner lends it, and a moved unit only where it stands."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let Some(equipped) = placement.equipment else { return Vec::new() };
        let pool = &scene.scenario.equipment[equipped.pool.index()];
        let date = scene.date(placement.day);
        let usable = match equipped.standing {
            Standing::Home => open(&pool.lent, scene, placement),
            Standing::Moved(option) => {
                let moved = &pool.moves[option];
                let down = Days::new(u64::from(moved.days_down));
                moved.between.first + down <= date
                    && date <= moved.between.last - down
                    && open(&moved.lent, scene, placement)
            }
        };
        if usable { Vec::new() } else { vec![Objection::NEVER] }
    }
}

fn open(windows: &[Window], scene: &Scene<'_>, placement: &Placement) -> bool {
    let date = scene.date(placement.day);
    windows.is_empty()
        || windows.iter().any(|window| window.covers(date, placement.time.start, placement.time.end))
}
