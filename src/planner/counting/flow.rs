//! The most that flows from those who need something to when they may have it.
//!
//! Needs on one side, weeks on the other, and between them how much of a need each week could serve. Where not all can be
//! served, the needs that are still reached when no more flows are those in the way, and the weeks reached with them are full:
//! by the theorem of Ford and Fulkerson what these needs ask is more than these weeks hold and all other weeks could serve them.

/// Needs, and what could serve them.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// How much each need asks.
    pub(super) needs: Vec<u64>,
    /// How much each week holds.
    pub(super) weeks: Vec<u64>,
    /// How much of each need each week could serve.
    pub(super) edges: Vec<Vec<(usize, u64)>>,
}

/// Needs that cannot all be served.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Which needs.
    pub(super) needs: Vec<usize>,
    /// The weeks that are full.
    pub(super) full: Vec<usize>,
    /// What these needs ask.
    pub(super) needed: u64,
    /// What there is for them.
    pub(super) available: u64,
}

/// An edge of the network, with its other direction beside it.
struct Edge {
    to: usize,
    left: u64,
}

/// The network: the source, the needs, the weeks, the sink.
struct Network {
    edges: Vec<Edge>,
    of: Vec<Vec<usize>>,
}

impl Network {
    fn add(&mut self, from: usize, to: usize, most: u64) {
        self.of[from].push(self.edges.len());
        self.edges.push(Edge { to, left: most });
        self.of[to].push(self.edges.len());
        self.edges.push(Edge { to: from, left: 0 });
    }

    /// How far each node is from the source along edges with something left; `None` beyond reach.
    fn levels(&self) -> Vec<Option<u32>> {
        let mut levels = vec![None; self.of.len()];
        levels[0] = Some(0);
        let mut queue = std::collections::VecDeque::from([0]);
        while let Some(node) = queue.pop_front() {
            for edge in self.of[node].iter().map(|edge| &self.edges[*edge]) {
                if edge.left > 0 && levels[edge.to].is_none() {
                    levels[edge.to] = levels[node].map(|level: u32| level + 1);
                    queue.push_back(edge.to);
                }
            }
        }
        levels
    }

    /// Sends up to so much from a node to the last one, always a level on.
    fn send(&mut self, node: usize, most: u64, levels: &[Option<u32>], next: &mut [usize]) -> u64 {
        if node + 1 == self.of.len() {
            return most;
        }
        let mut sent = 0;
        while sent < most && next[node] < self.of[node].len() {
            let edge = self.of[node][next[node]];
            let (to, left) = (self.edges[edge].to, self.edges[edge].left);
            let on = levels[to] == levels[node].map(|level| level + 1);
            let more = if on && left > 0 { self.send(to, left.min(most - sent), levels, next) } else { 0 };
            self.edges[edge].left -= more;
            self.edges[edge ^ 1].left += more;
            sent += more;
            if sent < most {
                next[node] += 1;
            }
        }
        sent
    }
}

impl Flow {
    /// The needs that cannot all be served; `None` when all can.
    pub(super) fn cut(&self) -> Option<Cut> {
        let (needs, weeks) = (self.needs.len(), self.weeks.len());
        let nodes = needs + weeks + 2;
        let mut network = Network { edges: Vec::new(), of: vec![Vec::new(); nodes] };
        for (need, asks) in self.needs.iter().enumerate() {
            network.add(0, 1 + need, *asks);
            for (week, most) in &self.edges[need] {
                network.add(1 + need, 1 + needs + week, *most);
            }
        }
        for (week, holds) in self.weeks.iter().enumerate() {
            network.add(1 + needs + week, nodes - 1, *holds);
        }
        let levels = loop {
            let levels = network.levels();
            if levels[nodes - 1].is_none() {
                break levels;
            }
            network.send(0, u64::MAX, &levels, &mut vec![0; nodes]);
        };
        let reached = |node: usize| levels[node].is_some();
        let those: Vec<usize> = (0..needs).filter(|need| reached(1 + need)).collect();
        let full: Vec<usize> = (0..weeks).filter(|week| reached(1 + needs + week)).collect();
        if those.is_empty() {
            return None;
        }
        let elsewhere = those.iter().flat_map(|need| &self.edges[*need]);
        let elsewhere: u64 =
            elsewhere.filter(|(week, _)| !reached(1 + needs + week)).map(|(_, most)| most).sum();
        let needed = those.iter().map(|need| self.needs[*need]).sum();
        let available = elsewhere + full.iter().map(|week| self.weeks[*week]).sum::<u64>();
        Some(Cut { needs: those, full, needed, available })
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    /// The greatest shortage of any set of needs in any set of full weeks.
    fn by_trying(flow: &Flow) -> u64 {
        let (needs, weeks) = (flow.needs.len(), flow.weeks.len());
        let mut worst = 0;
        for (those, full) in
            (0..1_u32 << needs).flat_map(|those| (0..1_u32 << weeks).map(move |full| (those, full)))
        {
            let among = |set: u32, index: usize| set >> index & 1 == 1;
            let needed: u64 =
                (0..needs).filter(|need| among(those, *need)).map(|need| flow.needs[need]).sum();
            let held: u64 = (0..weeks).filter(|week| among(full, *week)).map(|week| flow.weeks[week]).sum();
            let edges = (0..needs).filter(|need| among(those, *need)).flat_map(|need| &flow.edges[need]);
            let elsewhere: u64 = edges.filter(|(week, _)| !among(full, *week)).map(|(_, most)| most).sum();
            worst = worst.max(needed.saturating_sub(held + elsewhere));
        }
        worst
    }

    #[test]
    fn the_shortage_is_the_worst_of_all_sets() {
        let mut rng = Rng::with_seed(7);
        for _ in 0..300 {
            let (needs, weeks) = (rng.usize(1..5), rng.usize(1..5));
            let mut flow = Flow {
                needs: (0..needs).map(|_| rng.u64(0..30)).collect(),
                weeks: (0..weeks).map(|_| rng.u64(0..25)).collect(),
                edges: vec![Vec::new(); needs],
            };
            for (need, week) in (0..needs).flat_map(|need| (0..weeks).map(move |week| (need, week))) {
                if rng.bool() {
                    flow.edges[need].push((week, rng.u64(1..20)));
                }
            }
            let short = flow.cut().map_or(0, |cut| cut.needed - cut.available);
            assert_eq!(short, by_trying(&flow), "{flow:?}");
        }
    }
}
