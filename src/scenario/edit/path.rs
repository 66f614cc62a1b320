//! Places of a file by the names of fields and the ids of entries.

use serde_json::Value;

/// Names told where one is not known.
const TOLD: usize = 12;

/// What stands at a place.
pub(super) fn find<'v>(tree: &'v Value, place: &str) -> Result<&'v Value, String> {
    let (mut here, mut rest, mut passed) = (tree, place, String::new());
    while !rest.is_empty() {
        let (name, after) = step(here, rest, &passed)?;
        here = match here {
            Value::Array(entries) => &entries[index(entries, &name).unwrap_or(0)],
            _ => here.get(&name).ok_or_else(|| unknown(here, &name, &passed))?,
        };
        passed = if passed.is_empty() { name } else { format!("{passed}.{name}") };
        rest = after;
    }
    Ok(here)
}

/// The same, to be changed.
fn find_mut<'v>(tree: &'v mut Value, place: &str) -> Result<&'v mut Value, String> {
    let (mut here, mut rest, mut passed) = (tree, place, String::new());
    while !rest.is_empty() {
        let (name, after) = step(here, rest, &passed)?;
        if let Value::Object(fields) = &*here
            && !fields.contains_key(&name)
        {
            return Err(unknown(here, &name, &passed));
        }
        here = match here {
            Value::Array(entries) => {
                let at = index(entries, &name).unwrap_or(0);
                &mut entries[at]
            }
            other => &mut other[name.as_str()],
        };
        passed = if passed.is_empty() { name } else { format!("{passed}.{name}") };
        rest = after;
    }
    Ok(here)
}

/// The next name of a place and what follows it. Ids may hold points, so that in a list the longest id that fits is meant.
fn step<'p>(here: &Value, rest: &'p str, passed: &str) -> Result<(String, &'p str), String> {
    let plain = || {
        let (name, after) = rest.split_once('.').unwrap_or((rest, ""));
        (name.to_owned(), after)
    };
    match here {
        Value::Object(_) => Ok(plain()),
        Value::Array(entries) => {
            let ids = entries.iter().filter_map(id);
            let fits = |id: &&str| {
                rest.strip_prefix(*id).is_some_and(|after| after.is_empty() || after.starts_with('.'))
            };
            if let Some(id) = ids.filter(fits).max_by_key(|id| id.len()) {
                return Ok((id.to_owned(), rest[id.len()..].trim_start_matches('.')));
            }
            let (name, after) = plain();
            index(entries, &name).ok_or_else(|| unknown(here, &name, passed))?;
            Ok((name, after))
        }
        _ => Err(format!("`{passed}` holds neither fields nor entries")),
    }
}

/// The place of an entry in a list: by its id, or counted from 0 where entries have none.
fn index(entries: &[Value], name: &str) -> Option<usize> {
    let known = entries.iter().position(|entry| id(entry) == Some(name));
    let nameless = |at: &usize| entries.get(*at).is_some_and(|entry| id(entry).is_none());
    known.or_else(|| name.parse().ok().filter(nameless))
}

fn id(entry: &Value) -> Option<&str> {
    entry.get("id")?.as_str()
}

/// That a name is not known, and which are.
fn unknown(here: &Value, name: &str, passed: &str) -> String {
    let known: Vec<String> = match here {
        Value::Object(fields) => fields.keys().cloned().collect(),
        Value::Array(entries) => {
            let named = |(at, entry): (usize, &Value)| id(entry).map_or(at.to_string(), str::to_owned);
            entries.iter().enumerate().map(named).collect()
        }
        _ => Vec::new(),
    };
    let of = if passed.is_empty() { "the file".to_owned() } else { format!("`{passed}`") };
    let more = if known.len() > TOLD { format!(" and {} more", known.len() - TOLD) } else { String::new() };
    let told: Vec<String> = known.into_iter().take(TOLD).collect();
    if told.is_empty() {
        return format!("{of} has no `{name}`");
    }
    format!("{of} has no `{name}`; it has {}{more}", told.join(", "))
}

/// The place around the last name, and that name.
fn parted<'p>(tree: &Value, place: &'p str) -> Result<(&'p str, &'p str), String> {
    let ends = place.match_indices('.').map(|(at, _)| at).rev();
    for at in ends {
        let (around, name) = (&place[..at], &place[at + 1..]);
        if let Ok(found) = find(tree, around) {
            let fits = !found.is_array() || found.as_array().is_some_and(|all| index(all, name).is_some());
            if fits {
                return Ok((around, name));
            }
        }
    }
    match place.rsplit_once('.') {
        None => Ok(("", place)),
        // Says which of its names is not known.
        Some((around, name)) => find(tree, around).and_then(|found| Err(unknown(found, name, around))),
    }
}

/// Gives a field a value; `null` takes it out. The object around it has to be there.
pub(super) fn set(tree: &mut Value, place: &str, to: Value) -> Result<(), String> {
    let (around, name) = parted(tree, place)?;
    match find_mut(tree, around)? {
        Value::Object(fields) if to.is_null() => {
            fields.shift_remove(name);
        }
        Value::Object(fields) => {
            fields.insert(name.to_owned(), to);
        }
        Value::Array(entries) => {
            if let Some(at) = index(entries, name) {
                entries[at] = to;
            }
        }
        _ => return Err(format!("`{around}` holds neither fields nor entries")),
    }
    Ok(())
}

/// Adds an entry to a list, which is made where there is none.
pub(super) fn add(tree: &mut Value, place: &str, entry: Value) -> Result<(), String> {
    if find(tree, place).is_err() {
        set(tree, place, Value::Array(Vec::new()))?;
    }
    match find_mut(tree, place)? {
        Value::Array(entries) => {
            entries.push(entry);
            Ok(())
        }
        _ => Err(format!("`{place}` is no list")),
    }
}

/// Takes an entry out of a list.
pub(super) fn remove(tree: &mut Value, place: &str) -> Result<(), String> {
    let (around, name) = parted(tree, place)?;
    match find_mut(tree, around)? {
        Value::Array(entries) => {
            if let Some(at) = index(entries, name) {
                entries.remove(at);
            }
            Ok(())
        }
        Value::Object(fields) => {
            fields.shift_remove(name).map(|_| ()).ok_or_else(|| format!("`{around}` has no `{name}`"))
        }
        _ => Err(format!("`{around}` holds neither fields nor entries")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_may_hold_points() {
        let mut tree =
            json!({ "sites": [{ "id": "a" }, { "id": "a.b", "rooms": [{ "id": "r.1", "seats": 3 }] }] });
        assert_eq!(find(&tree, "sites.a.b.rooms.r.1.seats"), Ok(&json!(3)));
        set(&mut tree, "sites.a.b.rooms.r.1.seats", json!(5)).unwrap();
        remove(&mut tree, "sites.a").unwrap();
        assert_eq!(tree, json!({ "sites": [{ "id": "a.b", "rooms": [{ "id": "r.1", "seats": 5 }] }] }));
    }

    #[test]
    fn entries_without_ids_are_counted() {
        let mut tree = json!({ "locks": [{ "x": 1 }, { "x": 2 }] });
        set(&mut tree, "locks.1.x", json!(3)).unwrap();
        assert!(remove(&mut tree, "locks.2").is_err());
        remove(&mut tree, "locks.0").unwrap();
        assert_eq!(tree, json!({ "locks": [{ "x": 3 }] }));
    }

    #[test]
    fn a_field_is_set_added_and_taken_out() {
        let mut tree = json!({ "calendar": { "last": "2027-07-01" } });
        set(&mut tree, "calendar.first", json!("2026-09-01")).unwrap();
        add(&mut tree, "calendar.closed", json!({ "on": "2026-10-01" })).unwrap();
        set(&mut tree, "calendar.last", Value::Null).unwrap();
        assert_eq!(
            tree,
            json!({ "calendar": { "first": "2026-09-01", "closed": [{ "on": "2026-10-01" }] } })
        );
        assert_eq!(
            set(&mut tree, "calender.x", json!(1)),
            Err("the file has no `calender`; it has calendar".into())
        );
    }
}
