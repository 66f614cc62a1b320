//! A trustee's file as a settlement reads it, and everything that is wrong with two of them.

use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::cli::exit::InputProblem;
use crate::cli::files;
use crate::consortium::settlement::{Held, Member, Promise};
use crate::domain::Cents;

/// Everything that is wrong, with its place and what to do.
#[derive(Default)]
pub struct Problems(Vec<String>);

impl Problems {
    fn add(&mut self, place: &str, wrong: &str, action: &str) {
        self.0.push(format!("{place}: {wrong}; {action}"));
    }

    /// Fails when there are any.
    pub fn none(&self) -> anyhow::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let count =
            if self.0.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", self.0.len()) };
        Err(InputProblem(format!("{count}\n  {}", self.0.join("\n  "))).into())
    }
}

/// What a settlement needs of a trustee's file; all else is left alone.
#[derive(Deserialize)]
struct Trustee {
    scenario: String,
    currency: String,
    players: Vec<String>,
    total_cents: Option<i64>,
    bill: Option<Bill>,
}

#[derive(Deserialize)]
struct Bill {
    method: String,
    shares_cents: Vec<i64>,
    own_cents: Vec<i64>,
    #[serde(default)]
    teaching: Vec<(NaiveDate, u64)>,
    #[serde(default)]
    guarantees: Vec<Guarantee>,
}

#[derive(Deserialize)]
struct Guarantee {
    firm: String,
    of_share_basis_points: i64,
    above_loss: bool,
    not_due: Vec<String>,
}

/// A trustee's file and where it stands.
pub struct Paper {
    place: String,
    trustee: Trustee,
}

impl Paper {
    /// Reads a file and notes what is wrong inside it.
    ///
    /// # Errors
    ///
    /// When it cannot be read or is no trustee's file.
    pub fn read(path: &Path, problems: &mut Problems) -> anyhow::Result<Self> {
        let place = path.display().to_string();
        let trustee: Trustee = serde_json::from_slice(&files::bytes(path)?).map_err(|error| {
            InputProblem(format!("{place} is no trustee's file: {error}; `vetplan share --out` writes it"))
        })?;
        let paper = Self { place, trustee };
        paper.judge(problems);
        Ok(paper)
    }

    fn judge(&self, problems: &mut Problems) {
        let Some(bill) = &self.trustee.bill else {
            let action = "run `vetplan share` until it bills";
            return problems.add(&self.place, "it holds no bill", action);
        };
        let players = &self.trustee.players;
        let again = "run `vetplan share` again";
        if bill.shares_cents.len() != players.len() {
            let wrong = format!("{} shares of {} firms", bill.shares_cents.len(), players.len());
            problems.add(&format!("{}: bill.shares_cents", self.place), &wrong, again);
        }
        if bill.own_cents.len() != players.len() {
            let wrong = format!("{} own payments of {} firms", bill.own_cents.len(), players.len());
            problems.add(&format!("{}: bill.own_cents", self.place), &wrong, again);
        }
        for (index, name) in players.iter().enumerate() {
            if players[..index].contains(name) {
                let place = format!("{}: players[{index}]", self.place);
                problems.add(&place, &format!("{name} stands there twice"), again);
            }
        }
        let sum: i64 = bill.shares_cents.iter().sum();
        if let Some(total) = self.trustee.total_cents.filter(|total| *total != sum) {
            let wrong = format!("the shares add up to {}, the total is {}", Cents(sum), Cents(total));
            problems.add(&format!("{}: bill.shares_cents", self.place), &wrong, again);
        }
    }

    /// The currency.
    pub fn currency(&self) -> &str {
        &self.trustee.currency
    }

    /// The part of the teaching before a day; what is wrong when the file does not hold it.
    pub fn held_before(&self, day: NaiveDate, problems: &mut Problems) -> Option<Held> {
        let teaching = &self.trustee.bill.as_ref()?.teaching;
        let minutes = |until: Option<NaiveDate>| -> u64 {
            let counted = teaching.iter().filter(|(date, _)| until.is_none_or(|until| *date < until));
            counted.map(|(_, minutes)| minutes).sum()
        };
        if minutes(None) == 0 {
            let wrong = "its plan holds no dated teaching";
            problems.add(&format!("{}: bill.teaching", self.place), wrong, "say what is past with --held");
            return None;
        }
        Some(Held { held: minutes(Some(day)), of: minutes(None) })
    }

    /// What a firm is invoiced: its share less what it pays itself.
    fn invoice(&self, name: &str) -> Option<Cents> {
        let place = self.trustee.players.iter().position(|player| player == name)?;
        let bill = self.trustee.bill.as_ref()?;
        Some(Cents(bill.shares_cents.get(place)? - bill.own_cents.get(place)?))
    }

    /// What a firm guarantees, if its terms are kept.
    fn promise(&self, name: &str) -> Option<Promise> {
        let guarantees = &self.trustee.bill.as_ref()?.guarantees;
        let found =
            guarantees.iter().find(|guarantee| guarantee.firm == name && guarantee.not_due.is_empty())?;
        Some(Promise { of_share: found.of_share_basis_points, above_loss: found.above_loss })
    }

    /// What is to be told besides the amounts.
    pub fn remarks(&self, new: &Self) -> Vec<String> {
        let mut told = Vec::new();
        let method = |paper: &Self| paper.trustee.bill.as_ref().map(|bill| bill.method.replace('_', " "));
        if let (Some(was), Some(is)) = (method(self), method(new))
            && was != is
        {
            told.push(format!("billed by {was} before, and by {is} from now on"));
        }
        let broken = self.trustee.bill.iter().flat_map(|bill| &bill.guarantees);
        for guarantee in broken.filter(|one| !one.not_due.is_empty() && new.invoice(&one.firm).is_none()) {
            told.push(format!(
                "the guarantee of {} is not due: {}",
                guarantee.firm,
                guarantee.not_due.join("; ")
            ));
        }
        if self.trustee.scenario != new.trustee.scenario {
            told.push(format!("from {:?} to {:?}", self.trustee.scenario, new.trustee.scenario));
        }
        told
    }
}

/// The firms of both papers, those of the old one first, with what concerns the settlement.
pub fn members(
    old: &Paper,
    new: &Paper,
    paid: &[(String, Cents)],
    problems: &mut Problems,
) -> (Vec<String>, Vec<Member>) {
    if old.currency() != new.currency() {
        let wrong = format!("in {}, but {} is in {}", new.currency(), old.place, old.currency());
        problems.add(&format!("{}: currency", new.place), &wrong, "share both in one currency");
    }
    let mut names = old.trustee.players.clone();
    names.extend(new.trustee.players.iter().filter(|name| !old.trustee.players.contains(name)).cloned());
    for (index, (name, _)) in paid.iter().enumerate() {
        if !names.contains(name) {
            let wrong = format!("{name:?} is in neither file");
            problems.add("--paid", &wrong, &format!("name one of {}", names.join(", ")));
        }
        if paid[..index].iter().any(|(other, _)| other == name) {
            problems.add("--paid", &format!("{name:?} stands there twice"), "add the amounts up");
        }
    }
    let member = |name: &String| Member {
        old: old.invoice(name),
        new: new.invoice(name),
        paid: paid.iter().find(|(of, _)| of == name).map(|(_, amount)| *amount),
        guarantee: old.promise(name),
    };
    let members = names.iter().map(member).collect();
    (names, members)
}

/// What a firm does.
pub fn is(member: &Member) -> &'static str {
    match (member.old, member.new) {
        (Some(_), None) => "leaves",
        (None, _) => "joins",
        _ => "stays",
    }
}
