//! The calls to HiGHS that the `highs` crate does not offer, and the only
//! unsafe code of this program.
//!
//! Every function takes a model of the `highs` crate by reference or by
//! value. The crate creates the HiGHS object behind it and destroys it on
//! drop, so the pointer passed on is valid and used by nobody else for the
//! duration of the call. Names and arrays are read during the call only.

use std::any::Any;
use std::cell::OnceCell;
use std::ffi::{c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use ::highs::{HighsStatus, Model, SolvedModel};
use highs_sys as sys;

use super::watch::Watch;
use super::{Col, Column};

/// The events at which HiGHS asks whether to go on.
const EVENTS: [sys::HighsInt; 3] =
    [sys::kHighsCallbackSimplexInterrupt, sys::kHighsCallbackIpmInterrupt, sys::kHighsCallbackMipInterrupt];

/// HiGHS did not accept what it was given.
#[derive(Debug)]
pub(super) struct Refused;

/// The version of HiGHS that is linked in.
pub(super) fn version() -> String {
    // SAFETY: the functions take nothing and return numbers compiled into the library.
    let parts = unsafe { [sys::Highs_versionMajor(), sys::Highs_versionMinor(), sys::Highs_versionPatch()] };
    parts.map(|part| part.to_string()).join(".")
}

/// Sets the constant part of the objective.
pub(super) fn set_objective_offset(model: &mut Model, offset: f64) -> Result<(), Refused> {
    // SAFETY: the pointer is valid, see the module's documentation.
    accepted(unsafe { sys::Highs_changeObjectiveOffset(model.as_mut_ptr(), offset) })
}

/// Passes values to begin with; HiGHS completes the columns left out.
pub(super) fn set_start(model: &mut Model, start: &[(Col, f64)]) -> Result<(), Refused> {
    let count = sys::HighsInt::try_from(start.len()).map_err(|_| Refused)?;
    let positions: Result<Vec<sys::HighsInt>, _> =
        start.iter().map(|&(column, _)| column.0.try_into()).collect();
    let positions = positions.map_err(|_| Refused)?;
    let values: Vec<f64> = start.iter().map(|&(_, value)| value).collect();
    // SAFETY: the pointer is valid, see the module's documentation. Both
    // arrays hold `count` numbers, and HiGHS refuses positions that are not
    // columns of the model.
    accepted(unsafe {
        sys::Highs_setSparseSolution(model.as_mut_ptr(), count, positions.as_ptr(), values.as_ptr())
    })
}

/// Adds a column with its coefficients by row.
pub(super) fn add_column(model: &mut Model, column: &Column, terms: &[(usize, f64)]) -> Result<(), Refused> {
    let count = sys::HighsInt::try_from(terms.len()).map_err(|_| Refused)?;
    let rows: Result<Vec<sys::HighsInt>, _> = terms.iter().map(|&(row, _)| row.try_into()).collect();
    let rows = rows.map_err(|_| Refused)?;
    let values: Vec<f64> = terms.iter().map(|&(_, value)| value).collect();
    let Column { lower, upper, cost, .. } = *column;
    // SAFETY: the pointer is valid, see the module's documentation. Both
    // arrays hold `count` numbers, and HiGHS refuses positions that are not
    // rows of the model.
    accepted(unsafe {
        let model = model.as_mut_ptr();
        sys::Highs_addCol(model, cost, lower, upper, count, rows.as_ptr(), values.as_ptr())
    })
}

/// Changes the bounds of a column.
pub(super) fn set_bounds(model: &mut Model, column: Col, lower: f64, upper: f64) -> Result<(), Refused> {
    let column = column.0.try_into().map_err(|_| Refused)?;
    // SAFETY: the pointer is valid, see the module's documentation; HiGHS
    // refuses a position that is no column of the model.
    accepted(unsafe { sys::Highs_changeColBounds(model.as_mut_ptr(), column, lower, upper) })
}

/// Search tree nodes examined; zero when HiGHS has not counted any.
pub(super) fn node_count(model: &SolvedModel) -> u64 {
    let mut count = 0_i64;
    // SAFETY: the pointer is valid, the name ends with a zero byte, and
    // HiGHS writes the number, or nothing, to `count`.
    let status =
        unsafe { sys::Highs_getInt64InfoValue(model.as_ptr(), c"mip_node_count".as_ptr(), &raw mut count) };
    accepted(status).map_or(0, |()| u64::try_from(count).unwrap_or(0))
}

/// Solves the model and asks `watch` from time to time whether to go on.
///
/// A panic of the progress report ends the search and is then passed on.
pub(super) fn run(mut model: Model, watch: &Watch<'_>) -> Result<SolvedModel, HighsStatus> {
    let listener = Listener { watch, panic: OnceCell::new() };
    let data = (&raw const listener).cast_mut().cast::<c_void>();
    // SAFETY: the pointer is valid. `on_event` matches HiGHS' type of
    // callback. `listener` lives until the callback is removed below;
    // where an error ends this function, the model is only destroyed, which
    // makes no calls.
    let status = unsafe { sys::Highs_setCallback(model.as_mut_ptr(), Some(on_event), data) };
    accepted(status).map_err(|_: Refused| HighsStatus::Error)?;
    for event in EVENTS {
        // SAFETY: the pointer is valid.
        let status = unsafe { sys::Highs_startCallback(model.as_mut_ptr(), event) };
        accepted(status).map_err(|_: Refused| HighsStatus::Error)?;
    }
    let mut solved = model.try_solve();
    if let Ok(solved) = &mut solved {
        // SAFETY: the pointer is valid. HiGHS forgets `listener` and makes
        // no calls until events are started again.
        unsafe { sys::Highs_setCallback(solved.as_mut_ptr(), None, std::ptr::null_mut()) };
    }
    if let Some(panic) = listener.panic.into_inner() {
        resume_unwind(panic);
    }
    solved
}

/// What a call from HiGHS needs to know.
struct Listener<'a> {
    watch: &'a Watch<'a>,
    panic: OnceCell<Box<dyn Any + Send>>,
}

impl Listener<'_> {
    /// Reports the state of a search and says whether HiGHS must stop.
    fn hear(&self, event: c_int, state: Option<&sys::HighsCallbackDataOut>) -> bool {
        if self.panic.get().is_some() {
            return true;
        }
        let heard = catch_unwind(AssertUnwindSafe(|| {
            if let (sys::kHighsCallbackMipInterrupt, Some(state)) = (event, state) {
                let incumbent = Some(state.mip_primal_bound).filter(|value| value.is_finite());
                let nodes = u64::try_from(state.mip_node_count).unwrap_or(0);
                self.watch.report(incumbent, state.mip_dual_bound, nodes);
            }
            self.watch.stop().is_some()
        }));
        heard.unwrap_or_else(|panic| {
            // Empty until now, so this cannot fail.
            let _ = self.panic.set(panic);
            true
        })
    }
}

/// Called by HiGHS at each of the [`EVENTS`].
///
/// # Safety
///
/// `data` must point to a [`Listener`] that is alive and not used by another
/// thread; `state` and `reply` must be null or point to HiGHS' structures.
unsafe extern "C" fn on_event(
    event: c_int,
    _message: *const c_char,
    state: *const sys::HighsCallbackDataOut,
    reply: *mut sys::HighsCallbackDataIn,
    data: *mut c_void,
) {
    // SAFETY: `run` passed a pointer to a listener that outlives the solve.
    // The model is limited to one thread, so HiGHS calls on that thread, and
    // shared references are all that exist. `hear` does not unwind.
    let listener = unsafe { &*data.cast::<Listener<'_>>() };
    // SAFETY: HiGHS fills `state` before the call and leaves it alone during
    // the call.
    let state = unsafe { state.as_ref() };
    if listener.hear(event, state) {
        // SAFETY: HiGHS' `reply` is a variable of the calling function,
        // referred to by nobody else during the call.
        if let Some(reply) = unsafe { reply.as_mut() } {
            reply.user_interrupt = 1;
        }
    }
}

fn accepted(status: sys::HighsInt) -> Result<(), Refused> {
    if status == sys::STATUS_ERROR { Err(Refused) } else { Ok(()) }
}
