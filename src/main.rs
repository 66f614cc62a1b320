//! The `vetplan` command.

// Programmes of some cohorts are built and given back by the thousand.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::process::ExitCode;

fn main() -> ExitCode {
    vetplan::cli::main()
}
