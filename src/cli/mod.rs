//! The command line: arguments on top, one file a command below.
//!
//! Results go to stdout; progress and problems go to stderr. Exit codes are those of [`Exit`]; a
//! closed pipe is success.

mod allocate;
mod alternatives;
mod batch;
mod bottlenecks;
mod check;
mod compare;
mod completions;
mod exit;
mod explain;
mod export;
mod files;
mod generate;
mod import;
mod init;
mod list;
mod plan;
mod progress;
mod relax;
mod repair;
mod replan;
mod schema;
mod settle;
mod share;
mod validate;
mod variants;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use exit::Exit;

/// Plans hybrid vocational programmes and says how far from the best a plan can be.
#[derive(Debug, Parser)]
#[command(name = "vetplan", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = exit::HELP)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Reads a scenario and reports every problem in it.
    Validate(validate::Arguments),
    /// Plans a scenario, has the plan judged, and writes it.
    Plan(plan::Arguments),
    /// Seeks several plans to choose from: cheap, quick, convenient, and different.
    Alternatives(alternatives::Arguments),
    /// Compares scenarios, their variations, or plans: cost, hours, evenings, travel, who gains and who loses.
    Compare(compare::Arguments),
    /// Says what each rule that is not law is worth: the scenario without it, beside the scenario as it is.
    Relax(relax::Arguments),
    /// Plans anew after something has happened, with as few changes as possible.
    Replan(replan::Arguments),
    /// Judges a plan, ours or made by hand, against its scenario.
    Check(check::Arguments),
    /// Writes the scenario that a file of another program means: .ctt and .ectt of course timetabling.
    Import(import::Arguments),
    /// Writes a plan as another program reads it.
    Export(export::Arguments),
    /// Says in words what the model of a scenario demands, or why a session of a plan lies where it lies.
    Explain(explain::Arguments),
    /// Says what small changes of a scenario without a plan would let one keep every rule, each tried by planning.
    Repair(repair::Arguments),
    /// Says what limits a plan, and what a little more of it would bring.
    Bottlenecks(bottlenecks::Arguments),
    /// Writes a commented scenario to start from.
    Init(init::Arguments),
    /// Prints the JSON Schema of scenario files, for editors.
    Schema,
    /// Lists rules, formats, templates and error codes.
    List(list::Arguments),
    /// Plans many scenarios, and goes on where it was stopped.
    Batch(batch::Arguments),
    /// Plans what every coalition of firms would pay, and splits the cost of all.
    Share(share::Arguments),
    /// Settles what firms owe when some join or leave before the teaching is over.
    Settle(settle::Arguments),
    /// Splits what coalitions pay together, by every rule that consortia use.
    Allocate(allocate::Arguments),
    /// Judges a split of what coalitions pay together, from anywhere.
    Verify(verify::Arguments),
    /// Draws a realistic scenario of a chosen size from a seed.
    Generate(generate::Arguments),
    /// Prints completions for a shell.
    Completions(completions::Arguments),
}

/// Reads the arguments, runs the command, and turns its end into an exit code.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let wanted = !error.use_stderr();
            // Nothing is left to do if the message itself cannot be printed.
            let _ = error.print();
            return if wanted { Exit::Done } else { Exit::Input }.into();
        }
    };
    match run(cli.command) {
        Ok(exit) => exit.into(),
        Err(error) if files::is_closed_pipe(&error) => Exit::Done.into(),
        Err(error) => {
            eprintln!("error: {error:#}");
            Exit::of(&error).into()
        }
    }
}

fn run(command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Validate(arguments) => validate::run(&arguments),
        Command::Plan(arguments) => plan::run(&arguments),
        Command::Alternatives(arguments) => alternatives::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Relax(arguments) => relax::run(&arguments),
        Command::Replan(arguments) => replan::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Repair(arguments) => repair::run(&arguments),
        Command::Bottlenecks(arguments) => bottlenecks::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Schema => schema::run(),
        Command::List(arguments) => list::run(&arguments),
        Command::Batch(arguments) => batch::run(&arguments),
        Command::Share(arguments) => share::run(&arguments),
        Command::Settle(arguments) => settle::run(&arguments),
        Command::Allocate(arguments) => allocate::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Cli::command().debug_assert();
    }
}
