//! What counts for each side where plans are compared.

/// The words of measures that may count, each the sum over a plan.
pub const MEASURES: [&str; 15] = [
    "cost",
    "wishes",
    "income",
    "unplaced",
    "sessions",
    "evenings",
    "weekends",
    "staff_evenings",
    "days",
    "km",
    "travel",
    "idle",
    "equipment",
    "practice",
    "weeks",
];

/// Measures and how much each weighs.
pub type Weights = Vec<(String, u32)>;

/// What counts for learners and for employers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Benefits {
    /// For learners.
    pub learners: Weights,
    /// For employers.
    pub employers: Weights,
}
