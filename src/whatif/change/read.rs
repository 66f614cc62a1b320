//! A file of changes, with everything that is wrong with it.

use serde_json::Value;

use super::{Changes, Event};

/// The word by which each kind of event is known, and its other fields.
const KINDS: [(&str, &[&str]); 10] = [
    ("staff_absent", &["persons", "on", "from", "to", "why"]),
    ("equipment_out", &["units", "on", "from", "to", "why"]),
    ("site_closed", &["on", "from", "to", "why"]),
    ("room_closed", &["on", "from", "to", "why"]),
    ("day_closed", &["why"]),
    ("firm_leaves", &["from", "why"]),
    ("missed", &["why"]),
    ("set", &["to"]),
    ("add", &["entry"]),
    ("remove", &[]),
];

/// Reads a file of changes: JSON, comments allowed.
///
/// # Errors
///
/// A sentence for everything that is wrong, each with its place.
pub fn read(bytes: &[u8]) -> Result<Changes, Vec<String>> {
    let text = std::str::from_utf8(bytes).map_err(|error| vec![format!("not UTF-8: {error}")])?;
    let value: Value = jsonc_parser::parse_to_serde_value(text, &jsonc_parser::ParseOptions::default())
        .map_err(|error| vec![format!("not JSON with comments: {error}")])?;
    read_value(&value)
}

/// The same from JSON that has been read.
///
/// # Errors
///
/// As [`read`].
pub fn read_value(value: &Value) -> Result<Changes, Vec<String>> {
    let mut problems = Vec::new();
    let (list, from) = match value {
        Value::Array(list) => (Some(list), None),
        Value::Object(fields) => {
            for name in fields.keys().filter(|name| !["from", "changes"].contains(&name.as_str())) {
                problems.push(format!("the file has no field `{name}`; it has from, changes"));
            }
            (fields.get("changes").and_then(Value::as_array), fields.get("from"))
        }
        _ => (None, None),
    };
    let from = from.and_then(|from| match serde_json::from_value(from.clone()) {
        Ok(date) => Some(date),
        Err(error) => {
            problems.push(format!("from: {error}; write it as 2026-11-02"));
            None
        }
    });
    let Some(list) = list else {
        problems.push("there are no changes: { \"changes\": [ … ] }".to_owned());
        return Err(problems);
    };
    let mut events = Vec::new();
    for (place, entry) in list.iter().enumerate() {
        match event(entry) {
            Ok(event) => events.push(event),
            Err(problem) => problems.push(format!("changes[{place}]: {problem}")),
        }
    }
    if problems.is_empty() { Ok(Changes { from, events }) } else { Err(problems) }
}

/// One event; its first known word says which kind it is, so that what is wrong is told of that kind.
fn event(entry: &Value) -> Result<Event, String> {
    let fields = entry.as_object().ok_or("not an object")?;
    let Some((kind, others)) = KINDS.iter().find(|(kind, _)| fields.contains_key(*kind)) else {
        let kinds: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
        return Err(format!("none of {}", kinds.join(", ")));
    };
    if let Some(name) = fields.keys().find(|name| name.as_str() != *kind && !others.contains(&name.as_str()))
    {
        return Err(format!("{kind}: no field `{name}`; it has {}", others.join(", ")));
    }
    let value = entry.clone();
    let read = match *kind {
        "staff_absent" => serde_json::from_value(value).map(Event::StaffAbsent),
        "equipment_out" => serde_json::from_value(value).map(Event::EquipmentOut),
        "site_closed" => serde_json::from_value(value).map(Event::SiteClosed),
        "room_closed" => serde_json::from_value(value).map(Event::RoomClosed),
        "day_closed" => serde_json::from_value(value).map(Event::DayClosed),
        "firm_leaves" => serde_json::from_value(value).map(Event::FirmLeaves),
        "missed" => serde_json::from_value(value).map(Event::Missed),
        _ => serde_json::from_value(value).map(Event::Edit),
    };
    let event = read.map_err(|error| format!("{kind}: {error}"))?;
    let days = match &event {
        Event::StaffAbsent(event) => Some(&event.days),
        Event::EquipmentOut(event) => Some(&event.days),
        Event::SiteClosed(event) => Some(&event.days),
        Event::RoomClosed(event) => Some(&event.days),
        _ => None,
    };
    if let Some(days) = days
        && (days.on.is_some() == days.from.is_some() || days.on.is_some() && days.to.is_some())
    {
        return Err(format!("{kind}: say either \"on\" or \"from\", and \"to\" where it ends"));
    }
    Ok(event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_told_with_its_place() {
        let wrong = br#"{ "form": 1, "changes": [
            { "staff_absent": "anna" },
            { "staff_absnt": "anna", "on": "2026-11-02" },
            { "day_closed": "2026-13-02" },
            7 ] }"#;
        let problems = read(wrong).unwrap_err();
        assert_eq!(problems.len(), 5, "{problems:?}");
        assert_eq!(problems[0], "the file has no field `form`; it has from, changes");
        assert!(problems[1].starts_with("changes[0]: staff_absent: say either"), "{}", problems[1]);
        assert!(problems[2].starts_with("changes[1]: none of staff_absent"), "{}", problems[2]);
        assert!(problems[3].starts_with("changes[2]: day_closed:"), "{}", problems[3]);
        assert_eq!(problems[4], "changes[3]: not an object");
    }

    #[test]
    fn comments_and_a_bare_list_are_read() {
        let changes = read(b"[ // one\n { \"set\": \"calendar.last\", \"to\": \"2027-07-16\" } ]").unwrap();
        assert_eq!(changes.events, [Event::Edit("calendar.last=2027-07-16".parse().unwrap())]);
    }
}
