//! Whether sessions that have been decided may be held.

use super::decided::Decided;
use super::extent::Extent;
use super::follow::{Drawn, drawn};
use super::part::Part;
use super::year::Year;

/// Whether what has been decided for a part breaks no rule beside all that stands now.
pub(super) fn holds(year: &Year<'_>, extent: &Extent, decided: &Decided) -> bool {
    holds_in(&Part::on_sessions(year, extent, &decided.sessions, false), decided)
}

/// Whether it breaks none as far as its own cohorts go.
pub(super) fn holds_alone(year: &Year<'_>, extent: &Extent, decided: &Decided) -> bool {
    holds_in(&Part::on_sessions(year, extent, &decided.sessions, true), decided)
}

fn holds_in(part: &Part<'_>, decided: &Decided) -> bool {
    matches!(drawn(&part.slice.formulation, &part.values(decided), false), Drawn::Values(_))
}
