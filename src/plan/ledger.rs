//! The plan priced in integer cents, recomputed from its sessions alone.
//!
//! Each line is summed exactly and rounded once, half up. What can be attributed to nobody in
//! particular is paid by `shared` until it is split; a firm's lent equipment and professionals
//! are paid to the firm, which is its credit. A heading that an all-in run price covers keeps its
//! hours and costs nothing. Travel is the round trip home – first site – … – home of each learner
//! and date; firm-led days and online sessions cause none.

use std::collections::{BTreeMap, BTreeSet};

use super::{Plan, Session};
use crate::domain::{Cents, CohortId, ExactCents, Heading, Party, Scenario, SeatPer, Track};

mod cells;
mod cohorts;
mod exact;
mod income;
mod people;
mod things;

pub use cells::{Cell, cells};
pub use cohorts::price_of;
pub use exact::ExactLedger;

/// A line: one heading between one payer and one payee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// What it is for.
    pub heading: Heading,
    /// Who pays.
    pub payer: Party,
    /// Who is paid.
    pub payee: Party,
    /// Whether it is a cost of opportunity, not of cash.
    pub opportunity: bool,
    /// The amount.
    pub amount: Cents,
    /// Hours behind it, in minutes of a person, unit, room or learner; 0 where hours mean nothing.
    pub minutes: u64,
}

/// Every line of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Lines by heading, payer and payee.
    pub lines: Vec<LedgerLine>,
}

impl Ledger {
    /// Cost of the plan: every line but income.
    pub fn cost(&self) -> Cents {
        self.lines.iter().filter(|line| line.heading != Heading::Income).map(|line| line.amount).sum()
    }

    /// Income of the plan.
    pub fn income(&self) -> Cents {
        self.heading(Heading::Income)
    }

    /// Everything under a heading.
    pub fn heading(&self, heading: Heading) -> Cents {
        self.lines.iter().filter(|line| line.heading == heading).map(|line| line.amount).sum()
    }

    /// Minutes behind a heading.
    pub fn minutes(&self, heading: Heading) -> u64 {
        self.lines.iter().filter(|line| line.heading == heading).map(|line| line.minutes).sum()
    }

    /// Cost borne by one payer.
    pub fn borne_by(&self, payer: Party) -> Cents {
        let mine = |line: &&LedgerLine| line.payer == payer && line.heading != Heading::Income;
        self.lines.iter().filter(mine).map(|line| line.amount).sum()
    }
}

/// Sums in the making: exact amounts and minutes by line.
#[derive(Clone, Debug, Default)]
struct Entries(BTreeMap<(Heading, Party, Party, bool), (ExactCents, u64)>);

impl Entries {
    fn add(&mut self, heading: Heading, payer: Party, payee: Party, amount: ExactCents, minutes: u64) {
        let entry = self.0.entry((heading, payer, payee, false)).or_default();
        entry.0 += amount;
        entry.1 += minutes;
    }

    fn add_opportunity(
        &mut self,
        heading: Heading,
        payer: Party,
        payee: Party,
        amount: ExactCents,
        minutes: u64,
    ) {
        let entry = self.0.entry((heading, payer, payee, true)).or_default();
        entry.0 += amount;
        entry.1 += minutes;
    }

    /// Adds `part` of `of` equal shares of other entries; what is less than 1/600 000 cent is dropped.
    fn add_share(&mut self, other: Self, (part, of): (u32, u32)) {
        for ((heading, payer, payee, opportunity), (amount, minutes)) in other.0 {
            let entry = self.0.entry((heading, payer, payee, opportunity)).or_default();
            entry.0 += amount.share(part, of);
            entry.1 += minutes * u64::from(part) / u64::from(of.max(1));
        }
    }

    fn into_ledger(self) -> Ledger {
        let lines = self
            .0
            .into_iter()
            .filter(|(_, (amount, minutes))| *amount != ExactCents::default() || *minutes > 0);
        let lines = lines.map(|((heading, payer, payee, opportunity), (amount, minutes))| LedgerLine {
            heading,
            payer,
            payee,
            opportunity,
            amount: amount.round(),
            minutes,
        });
        Ledger { lines: lines.collect() }
    }
}

/// Prices a plan.
pub fn price(scenario: &Scenario, plan: &Plan) -> Ledger {
    entries(scenario, plan).into_ledger()
}

fn entries(scenario: &Scenario, plan: &Plan) -> Entries {
    let mut entries = Entries::default();
    for session in &plan.sessions {
        people::staff(scenario, session, &mut entries);
        people::consumables(scenario, session, &mut entries);
        people::wages(scenario, session, &mut entries);
        things::equipment(scenario, session, &mut entries);
        things::room(scenario, session, &mut entries);
    }
    things::setups(scenario, plan, &mut entries);
    things::moves(scenario, plan, &mut entries);
    people::travel(scenario, plan, &mut entries);
    groups(scenario, &plan.sessions, &mut entries);
    let cohorts: Vec<CohortId> = (0..scenario.cohorts.len()).map(CohortId).collect();
    seats(scenario, plan, &cohorts, &mut entries);
    fixed(scenario, plan, &mut entries);
    income::lines(scenario, plan, &mut entries);
    entries
}

/// Learners who are taught inside: all whose seats are not bought outside.
pub fn inside(scenario: &Scenario, plan: &Plan) -> u32 {
    let outside: u32 = plan.outside.iter().map(|seats| seats.learners.len()).sum();
    let all: u32 = scenario.cohorts.iter().map(crate::domain::Cohort::learners).sum();
    all.saturating_sub(outside)
}

/// Training groups opened in a track: for each cohort the most parts any module of the track is
/// taught in; a run shared by cohorts counts for the first of them.
pub fn groups_opened(scenario: &Scenario, sessions: &[Session], track: Option<Track>) -> u32 {
    let mut runs: BTreeMap<(CohortId, usize), BTreeSet<&str>> = BTreeMap::new();
    for session in sessions {
        let Some(first) = session.attendance.first() else { continue };
        if track.is_none_or(|track| scenario.modules[first.module.index()].track == track) {
            runs.entry((first.cohort, first.module.index())).or_default().insert(&session.run);
        }
    }
    let mut most: BTreeMap<CohortId, usize> = BTreeMap::new();
    for ((cohort, _), parts) in runs {
        let entry = most.entry(cohort).or_default();
        *entry = parts.len().max(*entry);
    }
    most.values().sum::<usize>() as u32
}

fn groups(scenario: &Scenario, sessions: &[Session], entries: &mut Entries) {
    for run in &scenario.tariff.runs {
        let opened = i64::from(groups_opened(scenario, sessions, run.track));
        let amount = ExactCents::whole(run.per_group.borne().0).times(opened);
        entries.add(Heading::Runs, Party::Shared, Party::College, amount, 0);
    }
}

/// Costs that are due where anybody is taught inside, or always.
fn fixed(scenario: &Scenario, plan: &Plan, entries: &mut Entries) {
    let taught = inside(scenario, plan) > 0;
    for cost in scenario.tariff.fixed.iter().filter(|cost| cost.always || taught) {
        let amount = ExactCents::whole(cost.amount.borne().0);
        entries.add(Heading::Fixed, cost.payer, Party::Suppliers, amount, 0);
    }
}

fn seats(scenario: &Scenario, plan: &Plan, cohorts: &[CohortId], entries: &mut Entries) {
    let per_learner = ExactCents::whole(scenario.tariff.per_learner.borne().0);
    for id in cohorts {
        let cohort = &scenario.cohorts[id.index()];
        let outside = |seats: &&super::OutsideSeats| seats.cohort == *id;
        let away: u32 = plan.outside.iter().filter(outside).map(|seats| seats.learners.len()).sum();
        let inside = i64::from(cohort.learners() - away);
        entries.add(Heading::Learners, Party::Shared, Party::College, per_learner.times(inside), 0);
    }
    for seats in &plan.outside {
        let provider = &scenario.tariff.outside[seats.provider];
        let cohort = &scenario.cohorts[seats.cohort.index()];
        let programme = &scenario.programmes[cohort.programme.index()];
        let minutes: u64 =
            programme.modules.iter().map(|id| u64::from(scenario.modules[id.index()].minutes)).sum();
        for learner in seats.learners.iter() {
            let payer = scenario.group_of(seats.cohort, learner).and_then(|group| group.firm);
            let amount = match provider.per {
                SeatPer::Seat => ExactCents::whole(provider.price.borne().0),
                SeatPer::Hour => ExactCents::hourly(provider.price.borne().0, minutes, 1),
            };
            let payer = payer.map_or(Party::Shared, Party::Firm);
            entries.add(Heading::OutsideSeats, payer, Party::Suppliers, amount, 0);
        }
    }
}
