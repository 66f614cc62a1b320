//! `share` among more firms than have their coalitions planned one by one.
//!
//! Everybody together, each firm alone and all but each firm are looked at first; then each method asks for the coalitions
//! it needs, and searches for those that complain most. What is known of a coalition is kept, so that a second run, or
//! one after a Ctrl-C, finds it again.

mod splits;

use std::time::Duration;

use indicatif::ProgressBar;

use super::agreed::Agreed;
use super::bill::{self, Grounds};
use super::document::{Document, Held, Making};
use super::trustee::Trustee;
use super::{Arguments, bar, costs_options, planner_options};
use crate::cli::Exit;
use crate::cli::allocate::document::Without;
use crate::cli::exit::InputProblem;
use crate::consortium::costs::Store;
use crate::consortium::many::{AskError, Many};
use crate::consortium::measures::{terms, uses};
use crate::consortium::{Known, players};
use crate::domain::Scenario;
use crate::game::Method;
use crate::game::many::{Event, ManyError, Members, Question, Watch};
use crate::solver::Cancel;
use splits::{Compared, Judged};

/// What is asked.
pub(super) struct Asking<'a> {
    pub scenario: &'a Scenario,
    pub arguments: &'a Arguments,
    pub methods: &'a [&'static dyn Method],
    pub agreed: Agreed,
    pub cancel: &'a Cancel,
    pub store: &'a dyn Store,
}

impl Asking<'_> {
    /// Splits what is asked for; the class of the end where there is nothing to split, once that was told.
    ///
    /// # Errors
    ///
    /// When the firms cannot be told apart, or the solver fails.
    pub(super) fn document(&self) -> anyhow::Result<Result<Document, Exit>> {
        let waiting = bar(self.arguments.quiet, "a plan for all together");
        waiting.enable_steady_tick(Duration::from_millis(500));
        let options = costs_options(self.arguments, (self.cancel, self.store), &|_, _| {});
        let many = Many::new(self.scenario, &options);
        waiting.finish_and_clear();
        let many = match many {
            Ok(many) => many,
            Err(AskError::NoPlan(known)) => {
                let trustee = Trustee::of_everybody(self.scenario, &players(self.scenario), &known);
                return Ok(Ok(Document { trustee, statements: Vec::new(), game: None }));
            }
            Err(error @ AskError::Cancelled) => {
                eprintln!("{error}");
                return Ok(Err(Exit::Cancelled));
            }
            Err(error @ (AskError::Firms(_) | AskError::Memberships { .. })) => {
                return Err(InputProblem(error.to_string()).into());
            }
            Err(error) => return Err(error.into()),
        };
        match self.split(&many) {
            Err(error) if matches!(error.downcast_ref(), Some(ManyError::Cancelled)) => {
                let known = many.asked().len() + 1;
                eprintln!("cancelled: {known} coalitions are known; the same command goes on from there");
                Ok(Err(Exit::Cancelled))
            }
            found => Ok(Ok(found?)),
        }
    }

    fn split(&self, many: &Many<'_>) -> anyhow::Result<Document> {
        let (own, plan, players) = (many.everybody(), many.plan(), &many.players);
        if !self.first(many)? {
            return Ok(Document {
                trustee: Trustee::of_many(self.scenario, many),
                statements: Vec::new(),
                game: None,
            });
        }
        let uses = uses(own, plan, players);
        let terms = terms(self.scenario, players, &uses);
        let bar = bar(self.arguments.quiet, "{prefix} · {msg} · {pos} of {len}");
        bar.enable_steady_tick(Duration::from_millis(500));
        let watch = Watch { cancel: self.cancel, progress: &|event| told(&bar, players.len(), event) };
        let (pairs, seed) = (self.arguments.samples, u64::from(self.arguments.seed));
        let question = Question { oracle: many, terms: &terms, pairs, seed, watch: &watch };
        let mut compared = Compared::default();
        for method in self.methods {
            bar.set_prefix(method.key().replace('_', " "));
            compared.add(&question, many, *method)?;
        }
        let billed = match self.agreed {
            Agreed::By(method) => {
                bar.set_prefix(method.key().replace('_', " "));
                compared.of(&question, many, method)?
            }
            Agreed::Pools => {
                let why = "every pool needs the cost of every coalition, and there are too many".to_owned();
                compared.without.push(Without { method: crate::domain::BY_POOLS, why });
                None
            }
        };
        bar.set_prefix("what keeps all together");
        let empty = if compared.keeps_all() { None } else { compared.subsidy(many, &watch)? };
        bar.set_prefix("costs that do not fit together are searched again");
        many.settle()?;
        bar.finish_and_clear();
        let (names, store) = (&many.names, self.store);
        let options = planner_options(self.arguments, self.cancel);
        let progress = super::bar(self.arguments.quiet, "smaller intakes · {pos} of {len} looked at");
        let progress = &|ended: usize, of: usize| counted(&progress, ended, of);
        let (scenario, options) = (self.scenario, &options);
        let making = Making { scenario, own, players, names, uses, options, store, progress };
        let mut trustee = Trustee::of_many(self.scenario, many);
        trustee.total_cents = many.together().upper().map(|total| total.0);
        trustee.cents = compared.cents;
        trustee.allocations = compared.allocations;
        trustee.without = compared.without;
        trustee.empty_core = empty.map(|found| {
            making.held_by(&Held {
                enough: found.least,
                at_least: found.at_least,
                missed: found.gap,
                shares: &found.shares,
                penalty: None,
            })
        });
        let mut statements = Vec::new();
        if let (Some(judged), Agreed::By(method), true) = (billed, self.agreed, trustee.may_be_billed) {
            let (bill, papers) = making.bill(&judged.billed(method), &grounds(many, &judged))?;
            (trustee.bill, statements) = (Some(bill), papers);
        }
        if self.cancel.is_cancelled() {
            return Err(ManyError::Cancelled.into());
        }
        Ok(Document { trustee, statements, game: None })
    }

    /// Looks closely at each firm alone and all but each; whether all of these have a plan.
    fn first(&self, many: &Many<'_>) -> anyhow::Result<bool> {
        let all = Members::all(many.players.len());
        let firms = 0..many.players.len();
        let asked: Vec<Members> = firms.flat_map(|firm| [Members::single(firm), all.without(firm)]).collect();
        let bar = bar(self.arguments.quiet, "each alone, and all but each · {pos} of {len} known");
        bar.enable_steady_tick(Duration::from_millis(500));
        let mut complete = true;
        for (place, members) in asked.iter().enumerate() {
            match many.closely(*members) {
                Ok(_) => {}
                Err(ManyError::NoPlan(_)) => complete = false,
                Err(error) => return Err(error.into()),
            }
            counted(&bar, place + 1, asked.len());
        }
        many.settle()?;
        bar.finish_and_clear();
        Ok(complete)
    }
}

fn counted(bar: &ProgressBar, ended: usize, of: usize) {
    bar.set_length(of as u64);
    bar.set_position(ended as u64);
}

/// Shows what has happened.
fn told(bar: &ProgressBar, players: usize, event: Event) {
    match event {
        Event::Searched { searches, settled, .. } => {
            bar.set_message(format!("{searches} searches, shares settled"));
            counted(bar, settled, players);
        }
        Event::Sampled { pairs, of } => {
            bar.set_message("orders sampled");
            counted(bar, pairs, of);
        }
    }
}

/// What is known beside the shares that are billed.
fn grounds<'m>(many: &'m Many<'_>, judged: &Judged) -> Grounds<'m> {
    let players = many.players.len();
    let all = Members::all(players);
    let of = |members: Members| many.of(members).unwrap_or(Known::NotFound { lower: None });
    let stable = judged.stability.told();
    Grounds {
        plan: many.plan(),
        total: many.together().upper().unwrap_or_default(),
        without: (0..players).map(|firm| of(all.without(firm)).upper()).collect(),
        alone: (0..players).map(|firm| of(Members::single(firm))).collect(),
        stable,
        stability: bill::stability(stable, &many.named(judged.stability.worst)),
        pools: None,
        smallest_that_opens: None,
    }
}
