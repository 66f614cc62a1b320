//! Coalitions as sets of players.

/// A set of at most 32 players: player i is in it when bit i is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coalition(pub u32);

impl Coalition {
    /// Everybody of `players`.
    pub const fn all(players: usize) -> Self {
        Self(if players >= 32 { u32::MAX } else { (1 << players) - 1 })
    }

    /// One player alone.
    pub const fn single(player: usize) -> Self {
        Self(1 << player)
    }

    /// Whether a player is in it.
    pub const fn contains(self, player: usize) -> bool {
        self.0 >> player & 1 == 1
    }

    /// This coalition without a player.
    #[must_use]
    pub const fn without(self, player: usize) -> Self {
        Self(self.0 & !(1 << player))
    }

    /// This coalition without those of another.
    #[must_use]
    pub const fn without_all(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// This coalition and another.
    #[must_use]
    pub const fn with_all(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all its players are in another.
    pub const fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Those of its players who are among some, numbered by their place among these.
    #[must_use]
    pub fn among(self, some: Self) -> Self {
        let places = some.players().enumerate().filter(|(_, player)| self.contains(*player));
        Self(places.map(|(place, _)| 1 << place).sum())
    }

    /// The players of `some` at the places of its own: what [`among`](Self::among) took in, given back.
    #[must_use]
    pub fn spread(self, some: Self) -> Self {
        let players = some.players().enumerate().filter(|(place, _)| self.contains(*place));
        Self(players.map(|(_, player)| 1 << player).sum())
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
        (0..32).filter(move |player| self.contains(*player))
    }

    /// Its indicator: 1 for each player in it, 0 for the others.
    pub fn indicator(self, players: usize) -> Vec<f64> {
        (0..players).map(|player| f64::from(u8::from(self.contains(player)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Coalition;

    #[test]
    fn players_among_some_are_found_again() {
        let some = Coalition(0b1_0110);
        assert_eq!(Coalition(0b1_0011).among(some), Coalition(0b101));
        assert_eq!(Coalition(0b101).spread(some), Coalition(0b1_0010));
        assert!(Coalition(0b10).is_within(some) && !Coalition(0b11).is_within(some));
    }
}
