//! Firms: employers, places of training, owners of equipment, and rivals of each other.

use super::{FirmId, Price, ProgrammeId, SiteId, Window};

/// A firm of the consortium or around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Firm {
    /// The planner's id.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where its firm-led days take place, if that is said.
    pub site: Option<SiteId>,
    /// Programmes it is recognised for.
    pub accredited: Vec<ProgrammeId>,
    /// Learner contracts it may hold in the year; `None` is not stated.
    pub places: Option<u32>,
    /// Mentors it has; `None` is not stated.
    pub mentors: Option<u32>,
    /// Learners each mentor may look after.
    pub learners_per_mentor: Option<u32>,
    /// Learners it can receive on one day; `None` is no limit.
    pub present_at_most: Option<u32>,
    /// Learners it can spare at once during its working hours; `None` is no limit.
    pub away_at_most: Option<u32>,
    /// When its people work; outside, nobody is missed.
    pub working_hours: WorkingHours,
    /// Wage an hour of a learner in training during working hours, borne by the firm.
    pub learner_wage_per_hour: Price,
    /// Its rivals; the relation is symmetric in every scenario.
    pub rivals: Vec<FirmId>,
}

/// When a firm's people work: windows, empty when never stated.
pub type WorkingHours = Vec<Window>;

impl Firm {
    /// Contracts that its mentors can look after, if it says so.
    pub fn mentored(&self) -> Option<u32> {
        self.mentors.zip(self.learners_per_mentor).map(|(mentors, each)| mentors * each)
    }

    /// Contracts for the year: the smaller of places and mentors × learners each; `None` when
    /// neither is stated.
    pub fn contracts(&self) -> Option<u32> {
        match (self.places, self.mentored()) {
            (Some(places), Some(mentored)) => Some(places.min(mentored)),
            (places, mentored) => places.or(mentored),
        }
    }
}
