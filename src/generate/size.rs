//! How large a scenario is.

use super::GenerateError;

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
}

/// The figures of a size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// The name of the size.
    pub name: &'static str,
    /// Cohorts.
    pub cohorts: usize,
    /// Weeks.
    pub weeks: usize,
    /// Campuses; cohorts are shared out among them.
    pub campuses: usize,
    /// Firms.
    pub firms: usize,
    /// Kinds of equipment on each campus.
    pub kinds: usize,
}

/// Most firms for each campus.
const MOST_FIRMS: usize = 40;

impl Size {
    /// Every size with its name.
    pub const ALL: [(&'static str, Self); 5] =
        [("S", Self::S), ("M", Self::M), ("L", Self::L), ("XL", Self::Xl), ("XXL", Self::Xxl)];

    /// Its figures, with so many firms if that is asked for.
    pub(super) fn frame(self, firms: Option<usize>) -> Result<Frame, GenerateError> {
        let (name, cohorts, weeks, campuses, usual, kinds) = match self {
            Self::S => ("S", 4, 10, 1, 3, 3),
            Self::M => ("M", 20, 20, 1, 5, 5),
            Self::L => ("L", 100, 20, 1, 10, 14),
            Self::Xl => ("XL", 400, 40, 4, 40, 16),
            Self::Xxl => ("XXL", 1_000, 40, 10, 100, 16),
        };
        let (least, most) = (2 * campuses, MOST_FIRMS * campuses);
        let firms = firms.unwrap_or(usual);
        if !(least..=most).contains(&firms) {
            return Err(GenerateError::Firms { asked: firms, least, most });
        }
        Ok(Frame { name, cohorts, weeks, campuses, firms, kinds })
    }
}
