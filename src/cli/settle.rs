//! `vetplan settle OLD/trustee.json NEW/trustee.json`

mod paper;
mod text;

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;

use super::allocate::Format;
use super::exit::InputProblem;
use super::{Exit, files};
use crate::consortium::settlement::{Held, Owed, Past, settle};
use crate::domain::Cents;
use paper::{Paper, Problems};

/// Arguments of `settle`.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("when").required(true).args(["held", "on"])))]
pub struct Arguments {
    /// The trustee's file of the consortium as it was.
    old: PathBuf,
    /// The trustee's file of the consortium as it will be; both bills are for the whole teaching.
    new: PathBuf,
    /// The part of the teaching that is held: 0.4 is 40 %.
    #[arg(long, value_name = "FRACTION", value_parser = fraction)]
    held: Option<Held>,
    /// The day of the change: what the old plan holds before it is past.
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// Who pays for what is past.
    #[arg(long, value_enum, default_value_t = PastWord::FromNow)]
    past: PastWord,
    /// What a firm has paid so far: `A=38026.67`; its part of the old bill for what is past when left out.
    #[arg(long, value_name = "FIRM=AMOUNT", value_parser = paid)]
    paid: Vec<(String, Cents)>,
    /// Text for people or JSON for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Who pays for what is past.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
enum PastWord {
    /// Who was billed for it: who joins pays from now on.
    FromNow,
    /// All who go on, in proportion to the new bill: who joins pays for it too, others get back.
    Shared,
}

/// What `settle` answers.
#[derive(Debug, Serialize)]
struct Document {
    currency: String,
    past: &'static str,
    held_parts: u64,
    of_parts: u64,
    firms: Vec<Row>,
    total_cents: i64,
    remarks: Vec<String>,
}

/// A firm.
#[derive(Debug, Serialize)]
struct Row {
    firm: String,
    is: &'static str,
    paid_cents: i64,
    past_cents: i64,
    to_come_cents: i64,
    guarantee_cents: i64,
    owed_cents: i64,
    to_pay_cents: i64,
}

/// Reads both files, settles, and prints what each firm owes.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let document = document(arguments)?;
    match arguments.format {
        Format::Json => files::print(&format!("{}\n", serde_json::to_string_pretty(&document)?))?,
        Format::Text => files::print(&text::page(&document))?,
    }
    Ok(Exit::Done)
}

fn document(arguments: &Arguments) -> anyhow::Result<Document> {
    let mut problems = Problems::default();
    let old = Paper::read(&arguments.old, &mut problems)?;
    let new = Paper::read(&arguments.new, &mut problems)?;
    let (names, members) = paper::members(&old, &new, &arguments.paid, &mut problems);
    let held = arguments.held.or_else(|| old.held_before(arguments.on?, &mut problems));
    problems.none()?;
    let Some(held) = held else { anyhow::bail!("neither --held nor --on says what is past") };
    let (rule, word) = match arguments.past {
        PastWord::FromNow => (Past::FromNow, "from_now"),
        PastWord::Shared => (Past::Shared, "shared"),
    };
    let owed = settle(&members, held, rule).map_err(|error| {
        InputProblem(format!("{}: {error}; settle with --past from_now", arguments.new.display()))
    })?;
    let row = |((firm, one), member): ((String, &Owed), &_)| Row {
        firm,
        is: paper::is(member),
        paid_cents: one.paid.0,
        past_cents: one.past.0,
        to_come_cents: one.to_come.0,
        guarantee_cents: one.guarantee.0,
        owed_cents: one.all().0,
        to_pay_cents: one.to_pay().0,
    };
    Ok(Document {
        currency: old.currency().to_owned(),
        past: word,
        held_parts: held.held,
        of_parts: held.of,
        total_cents: owed.iter().map(Owed::all).sum::<Cents>().0,
        firms: names.into_iter().zip(&owed).zip(&members).map(row).collect(),
        remarks: old.remarks(&new),
    })
}

/// A decimal fraction from 0 to 1, exactly.
fn fraction(text: &str) -> Result<Held, String> {
    let wrong = || format!("{text:?} is no fraction from 0 to 1; write 0.4 for 40 %");
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.chars().all(|digit| digit.is_ascii_digit());
    if whole.is_empty() || decimals.len() > 9 || !digits(whole) || !digits(decimals) {
        return Err(wrong());
    }
    let of = 10_u64.pow(decimals.len() as u32);
    let held = format!("{whole}{decimals}").parse::<u64>().map_err(|_| wrong())?;
    if held > of { Err(wrong()) } else { Ok(Held { held, of }) }
}

/// A firm and an amount with at most two decimals.
fn paid(text: &str) -> Result<(String, Cents), String> {
    let wrong = || format!("{text:?} is no payment; write FIRM=1234.50");
    let (firm, amount) = text.rsplit_once('=').ok_or_else(wrong)?;
    let (whole, decimals) = amount.split_once('.').unwrap_or((amount, ""));
    let digits = |part: &str| part.chars().all(|digit| digit.is_ascii_digit());
    if firm.is_empty() || whole.is_empty() || decimals.len() > 2 || !digits(whole) || !digits(decimals) {
        return Err(wrong());
    }
    let cents = format!("{whole}{decimals:0<2}").parse::<i64>().map_err(|_| wrong())?;
    Ok((firm.to_owned(), Cents(cents)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_and_payments_are_exact() {
        assert_eq!(fraction("0.4"), Ok(Held { held: 4, of: 10 }));
        assert_eq!(fraction("1"), Ok(Held { held: 1, of: 1 }));
        assert_eq!(fraction("1.0"), Ok(Held { held: 10, of: 10 }));
        for wrong in ["1.1", "-0.1", "", ".5", "0,4", "40%", "0.1234567891"] {
            assert!(fraction(wrong).is_err(), "{wrong}");
        }
        assert_eq!(paid("A=38026.67"), Ok(("A".to_owned(), Cents(3_802_667))));
        assert_eq!(paid("A=B=5.5"), Ok(("A=B".to_owned(), Cents(550))));
        for wrong in ["A", "=5", "A=", "A=1.234", "A=-5", "A=x"] {
            assert!(paid(wrong).is_err(), "{wrong}");
        }
    }
}
