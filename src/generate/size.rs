//! How large a scenario is.

use super::GenerateError;
use super::week::Break;

/// Sizes by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 4 cohorts, 10 weeks.
    S,
    /// 20 cohorts, 20 weeks.
    M,
    /// 100 cohorts, 20 weeks.
    L,
    /// 400 cohorts, 40 weeks.
    Xl,
    /// 1 000 cohorts, 40 weeks.
    Xxl,
    /// A regional college: 64 cohorts with 1 460 learners, 40 weeks of teaching in four periods, 45 firms.
    S10,
}

/// The figures of a size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// The name of the size.
    pub name: &'static str,
    /// Cohorts.
    pub cohorts: usize,
    /// Weeks of teaching.
    pub weeks: usize,
    /// Campuses; cohorts are shared out among them.
    pub campuses: usize,
    /// Firms.
    pub firms: usize,
    /// Kinds of equipment on each campus.
    pub kinds: usize,
    /// What is known of a college besides; everything else follows from what is planted.
    pub known: Option<Known>,
}

/// What is known of a college beforehand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// Learners, in cohorts of 14 to 28.
    pub learners: u32,
    /// Learners younger than 18.
    pub minors: u32,
    /// Cohorts at school three days, two days, and in the evening and at the weekend.
    pub pathways: [usize; 3],
    /// Modules of all programmes, one programme for each cohort.
    pub modules: usize,
    /// Kinds of equipment, each on one campus.
    pub kinds: usize,
    /// Works of firms.
    pub works: usize,
    /// Pairs of firms that are rivals.
    pub rivals: usize,
    /// Rooms.
    pub rooms: u32,
    /// Teachers and instructors.
    pub people: u32,
    /// Units of equipment.
    pub units: u32,
    /// Pools of them that firms lend.
    pub lent: usize,
    /// Weeks without teaching.
    pub breaks: &'static [Break],
}

/// The regional college.
const S10: Known = Known {
    learners: 1_460,
    minors: 599,
    pathways: [38, 20, 6],
    modules: 520,
    kinds: 31,
    works: 5,
    rivals: 6,
    rooms: 96,
    people: 118,
    units: 70,
    lent: 6,
    breaks: &[
        (8, 1, "autumn break"),
        (16, 2, "Christmas break"),
        (24, 1, "spring break"),
        (33, 2, "May break"),
    ],
};

/// Most firms for each campus.
const MOST_FIRMS: usize = 40;

impl Size {
    /// Every size with its name.
    pub const ALL: [(&'static str, Self); 6] = [
        ("S", Self::S),
        ("M", Self::M),
        ("L", Self::L),
        ("XL", Self::Xl),
        ("XXL", Self::Xxl),
        ("S10", Self::S10),
    ];

    /// Its figures, with so many firms if that is asked for.
    pub(super) fn frame(self, firms: Option<usize>) -> Result<Frame, GenerateError> {
        let (name, cohorts, weeks, campuses, usual, kinds) = match self {
            Self::S => ("S", 4, 10, 1, 3, 3),
            Self::M => ("M", 20, 20, 1, 5, 5),
            Self::L => ("L", 100, 20, 1, 10, 14),
            Self::Xl => ("XL", 400, 40, 4, 40, 16),
            Self::Xxl => ("XXL", 1_000, 40, 10, 100, 16),
            Self::S10 => ("S10", 64, 40, 4, 45, 8),
        };
        let (least, most) = (if self == Self::S10 { 16 } else { 2 * campuses }, MOST_FIRMS * campuses);
        let firms = firms.unwrap_or(usual);
        if !(least..=most).contains(&firms) {
            return Err(GenerateError::Firms { asked: firms, least, most });
        }
        let known = (self == Self::S10).then_some(S10);
        Ok(Frame { name, cohorts, weeks, campuses, firms, kinds, known })
    }
}

impl Frame {
    /// Whether a firm has works: every other one of a campus, or so many spread over all.
    pub fn has_works(&self, firm: usize) -> bool {
        match self.known {
            Some(known) => {
                firm.is_multiple_of((self.firms / known.works).max(1))
                    && firm < self.firms / known.works * known.works
            }
            None => (firm / self.campuses).is_multiple_of(2),
        }
    }
}
