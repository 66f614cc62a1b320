//! The `vetplan` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    vetplan::cli::main()
}
