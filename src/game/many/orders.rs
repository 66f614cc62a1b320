//! Orders of players drawn by chance, the same on every machine for the same seed.

/// A generator of orders: the sequence of Steele, Lea and Flood (`SplitMix64`) and the shuffle of Fisher and Yates.
pub(super) struct Orders(u64);

impl Orders {
    /// The generator of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below `most`; the smaller ones are likelier by at most `most` / 2⁶⁴.
    fn below(&mut self, most: usize) -> usize {
        ((u128::from(self.next()) * most as u128) >> 64) as usize
    }

    /// The next order of players.
    pub fn draw(&mut self, players: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..players).collect();
        for place in (1..players).rev() {
            order.swap(place, self.below(place + 1));
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_the_published_one() {
        // First numbers of the reference implementation for seed 1234567.
        let mut orders = Orders::new(1_234_567);
        assert_eq!(orders.next(), 6_457_827_717_110_365_317);
        assert_eq!(orders.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn all_orders_are_drawn_about_as_often() {
        let mut orders = Orders::new(1);
        let mut times = std::collections::BTreeMap::new();
        for _ in 0..6_000 {
            *times.entry(orders.draw(3)).or_insert(0) += 1;
        }
        assert!(times.len() == 6 && times.values().all(|times| (880..1_120).contains(times)), "{times:?}");
    }
}
