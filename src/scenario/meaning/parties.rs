//! The words for parties, by what they may do.

use crate::domain::Party;

/// Those who may own equipment.
pub const OWNERS: [(&str, Party); 2] = [("college", Party::College), ("consortium", Party::Shared)];
/// Those who may hold a right to openings.
pub const HOLDERS: [(&str, Party); 2] = OWNERS;
/// Those who may employ staff.
pub const EMPLOYERS: [(&str, Party); 2] = OWNERS;
/// Those who may pay or be paid.
pub const PAYERS: [(&str, Party); 5] = [
    ("college", Party::College),
    ("consortium", Party::Shared),
    ("learners", Party::Learners),
    ("funder", Party::Funder),
    ("suppliers", Party::Suppliers),
];
