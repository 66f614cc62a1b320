//! Sets of learner numbers, written `1-8,12`.

use std::fmt;
use std::str::FromStr;

/// Learner numbers of one cohort, as sorted, disjoint, inclusive ranges.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LearnerSet(Vec<(u32, u32)>);

/// Largest learner number that a text may name; no cohort is nearly as large.
const MOST: u32 = 1_000_000;

/// A text that is no set of learner numbers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no list of learner numbers such as `1-8,12`")]
pub struct NoLearnerSet(pub String);

impl LearnerSet {
    /// The numbers `first` to `last`.
    pub fn range(first: u32, last: u32) -> Self {
        Self(vec![(first, last)])
    }

    /// The union of ranges given in any order.
    pub fn of(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut sorted: Vec<(u32, u32)> = ranges.into_iter().filter(|(first, last)| first <= last).collect();
        sorted.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::new();
        for (first, last) in sorted {
            match merged.last_mut() {
                Some(previous) if first <= previous.1.saturating_add(1) => previous.1 = previous.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        Self(merged)
    }

    /// How many learners.
    pub fn len(&self) -> u32 {
        self.0.iter().map(|(first, last)| last - first + 1).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The numbers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// Whether `learner` is in the set.
    pub fn contains(&self, learner: u32) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&learner))
    }

    /// The largest number, 0 when empty.
    pub fn largest(&self) -> u32 {
        self.0.last().map_or(0, |(_, last)| *last)
    }

    /// The union with another set.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::of(self.0.iter().chain(&other.0).copied())
    }
}

impl fmt::Display for LearnerSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ranges: Vec<String> = self
            .0
            .iter()
            .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") })
            .collect();
        f.pad(&ranges.join(","))
    }
}

impl FromStr for LearnerSet {
    type Err = NoLearnerSet;

    fn from_str(text: &str) -> Result<Self, NoLearnerSet> {
        let wrong = || NoLearnerSet(text.to_owned());
        let number = |word: &str| {
            word.trim().parse::<u32>().ok().filter(|number| (1..=MOST).contains(number)).ok_or_else(wrong)
        };
        let mut ranges = Vec::new();
        for piece in text.split(',') {
            let (first, last) = match piece.split_once('-') {
                Some((first, last)) => (number(first)?, number(last)?),
                None => (number(piece)?, number(piece)?),
            };
            if first > last {
                return Err(wrong());
            }
            ranges.push((first, last));
        }
        Ok(Self::of(ranges))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_read_merged_and_written() {
        let set: LearnerSet = "9-12, 1-4,5,20".parse().unwrap();
        assert_eq!(set.to_string(), "1-5,9-12,20");
        assert_eq!(set.len(), 10);
        assert!(set.contains(20) && !set.contains(6));
        assert_eq!(set.largest(), 20);
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "0", "4-2", "a", "1-", "-3", "1-4294967295"] {
            assert!(text.parse::<LearnerSet>().is_err(), "{text}");
        }
    }
}
