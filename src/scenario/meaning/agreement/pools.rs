//! Pools of cost: which lines each takes, and by which method it is split.

use super::methods::known;
use crate::domain::{BY_POOLS, Pool, REST};
use crate::game::METHODS;
use crate::scenario::Code;
use crate::scenario::entry::{ConsortiumEntry, PoolEntry};
use crate::scenario::meaning::names::Table;
use crate::scenario::meaning::reading::Reading;

/// Methods that depend on what is agreed on about the whole cost, and so split no part of it.
const OF_THE_WHOLE: [&str; 2] = ["moulin_shenker", "within_bounds"];

/// The pools, `rest` last; none where the file states none.
pub fn pools(entry: &ConsortiumEntry, reading: &mut Reading<'_>) -> Vec<Pool> {
    // Lists of words that could not be read are shorter than they are written.
    let read_whole = reading.notes.total == 0;
    drop(Table::new("pool", &entry.pools, false, |entry| &entry.id, &[], reading.notes));
    let summed = entry.method.get().is_some_and(|method| method == BY_POOLS);
    let stated = entry.pools.list();
    if stated.is_empty() {
        if summed {
            let action = "write \"pools\", or name another method";
            let message = "there are no pools to bill by";
            reading.notes.add(Code::Choice, entry.method.span, message, "the method is \"pools\"", action);
        }
        return Vec::new();
    }
    let mut pools: Vec<Pool> =
        stated.iter().map(|entry| pool(entry, (summed, read_whole), reading)).collect();
    let rest = pools.iter().position(|pool| pool.key == REST).map(|place| pools.remove(place));
    if rest.is_none() && summed {
        let action = format!("add {{ \"id\": \"{REST}\", \"method\": … }}");
        let message = format!("the pool \"{REST}\" has no method");
        let cause = "it takes what is in no other pool, and the bill is by pools";
        reading.notes.add(Code::MissingField, entry.pools.span, message, cause, action);
    }
    pools.push(rest.unwrap_or_else(|| Pool::rest(None)));
    pools
}

fn pool(entry: &PoolEntry, (summed, read_whole): (bool, bool), reading: &mut Reading<'_>) -> Pool {
    let pool = Pool {
        key: entry.id.or(String::new()),
        headings: entry.headings.list().iter().map(|heading| heading.value.0).collect(),
        classes: entry.classes.list().iter().map(|class| class.value).collect(),
        programmes: entry
            .programmes
            .list()
            .iter()
            .map(|name| reading.programme(&name.value, name.span))
            .collect(),
        method: entry.method.get().cloned(),
    };
    lines(entry, read_whole, reading);
    if let Some(key) = &pool.method {
        let keys = METHODS.iter().map(|method| method.key()).filter(|key| !OF_THE_WHOLE.contains(key));
        known(key, keys, entry.method.span, reading);
    } else if summed && !entry.method.stated {
        let (cause, action) = ("the bill is by pools", "add \"method\": one of those of `vetplan list`");
        reading.notes.add(Code::MissingField, entry.span, "this pool has no method", cause, action);
    }
    pool
}

/// Every pool but the rest says which lines it takes.
fn lines(entry: &PoolEntry, read_whole: bool, reading: &mut Reading<'_>) {
    let says = entry.headings.stated || entry.classes.stated || entry.programmes.stated;
    let rest = entry.id.get().is_some_and(|id| id == REST);
    if rest && says {
        let action = "leave it its method alone, or give the pool another id";
        let cause = "it takes all that is in no other pool";
        reading.notes.add(Code::Choice, entry.span, format!("\"{REST}\" asks for lines"), cause, action);
    }
    let none = [
        entry.headings.value.as_ref().is_some_and(Vec::is_empty),
        entry.classes.value.as_ref().is_some_and(Vec::is_empty),
        entry.programmes.value.as_ref().is_some_and(Vec::is_empty),
    ];
    let empty = !(rest || says) || (read_whole && none.contains(&true));
    if empty {
        let action = "write \"headings\", \"classes\" or \"programmes\" with at least one entry";
        let cause = "it does not say which lines belong to it";
        reading.notes.add(Code::Choice, entry.span, "this pool takes everything or nothing", cause, action);
    }
}
