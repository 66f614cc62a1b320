//! **Basic and specialised training stand in the agreed proportion.**
//!
//! For each learner group, broad and basic hours together are between `basic − tolerance` and
//! `basic + tolerance` of all session hours; the rows are those of `share`.

use super::share::bounds;
use super::{Build, Family};
use crate::domain::{Rule, Selector, Track};

/// The family.
pub struct Split;

impl Family for Split {
    fn key(&self) -> &'static str {
        "split"
    }

    fn sentence(&self) -> &'static str {
        "Basic training (with broad) and specialised training stand in the agreed proportion, within the tolerance."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            if let Rule::Split { basic, tolerance } = policy.rule {
                let part = Selector { tracks: vec![Track::Broad, Track::Basic], ..Selector::default() };
                for group in build.scene.groups_of(policy) {
                    let shares = (Some(basic - tolerance), Some(basic + tolerance));
                    bounds(build, id, group, (&part, &Selector::default()), shares);
                }
            }
        }
    }
}
