//! Coalitions of up to 64 players.

/// Most players that a set of members can tell apart.
pub const MOST_MEMBERS: usize = 64;

/// A set of at most 64 players: player i is in it when bit i is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Members(pub u64);

impl Members {
    /// Everybody of `players`.
    pub const fn all(players: usize) -> Self {
        Self(if players >= MOST_MEMBERS { u64::MAX } else { (1 << players) - 1 })
    }

    /// One player alone.
    pub const fn single(player: usize) -> Self {
        Self(1 << player)
    }

    /// Whether a player is in it.
    pub const fn contains(self, player: usize) -> bool {
        self.0 >> player & 1 == 1
    }

    /// This coalition with a player.
    #[must_use]
    pub const fn with(self, player: usize) -> Self {
        Self(self.0 | 1 << player)
    }

    /// This coalition without a player.
    #[must_use]
    pub const fn without(self, player: usize) -> Self {
        Self(self.0 & !(1 << player))
    }

    /// How many players are in it.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether nobody is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its players, the first first.
    pub fn players(self) -> impl Iterator<Item = usize> {
        (0..MOST_MEMBERS).filter(move |player| self.contains(*player))
    }

    /// The sum of its players' entries.
    pub fn sum(self, entries: &[f64]) -> f64 {
        self.players().filter_map(|player| entries.get(player)).sum()
    }

    /// Its indicator: 1 for each player in it, 0 for the others.
    pub fn indicator(self, players: usize) -> Vec<f64> {
        (0..players).map(|player| f64::from(u8::from(self.contains(player)))).collect()
    }
}

impl FromIterator<usize> for Members {
    fn from_iter<I: IntoIterator<Item = usize>>(players: I) -> Self {
        players.into_iter().fold(Self::default(), Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_sixty_four() {
        assert_eq!((Members::all(64).len(), Members::all(3).0), (64, 0b111));
        let some: Members = [63, 0, 5].into_iter().collect();
        assert_eq!(some.players().collect::<Vec<_>>(), [0, 5, 63]);
        assert_eq!(some.without(63).with(1).0, 0b10_0011);
        assert_eq!(some.without(63).indicator(6), [1.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
        assert!((some.sum(&[1.0; 64]) - 3.0).abs() < 1e-12);
    }
}
