//! Names: what ids there are, and what an id in the file stands for.

use std::collections::BTreeMap;

use crate::scenario::Code;
use crate::scenario::entry::{ScenarioEntry, SiteEntry};
use crate::scenario::notes::{Notes, Span, listed, quoted};
use crate::scenario::record::Field;

/// The ids of one kind of thing.
#[derive(Debug)]
pub struct Table {
    what: &'static str,
    index: BTreeMap<String, usize>,
    /// Whether the list could be read; if not, no id is called unknown.
    complete: bool,
}

impl Table {
    /// Gathers the ids of a list; notes those used twice and those that are reserved.
    pub fn new<T>(
        what: &'static str,
        list: &Field<Vec<T>>,
        required: bool,
        id: impl Fn(&T) -> &Field<String>,
        reserved: &[&str],
        notes: &mut Notes,
    ) -> Self {
        let complete = list.value.is_some() || (!list.stated && !required);
        let mut table = Self { what, index: BTreeMap::new(), complete };
        for (place, entry) in list.list().iter().enumerate() {
            let field = id(entry);
            let Some(name) = field.get() else { continue };
            if reserved.contains(&name.as_str()) {
                let message = format!("no {what} may be called {}", quoted(name));
                let cause = "the format keeps this word for itself";
                notes.add(Code::ReservedId, field.span, message, cause, "choose another id");
            }
            table.insert(name, place, field.span, notes);
        }
        table
    }

    /// Adds an id; notes it when it is there already.
    pub fn insert(&mut self, name: &str, place: usize, span: Span, notes: &mut Notes) {
        if self.index.contains_key(name) {
            let message = format!("the {} {} is there twice", self.what, quoted(name));
            notes.add(
                Code::DuplicateId,
                span,
                message,
                "this id is taken above",
                "give one of them another id",
            );
        } else {
            self.index.insert(name.to_owned(), place);
        }
    }

    /// The place of an id, silently.
    pub fn get(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// The place of an id; noted when nothing has it.
    pub fn find(&self, name: &str, span: Span, notes: &mut Notes) -> Option<usize> {
        let found = self.get(name);
        if found.is_none() && self.complete {
            note_unknown(self.what, name, self.names(), span, notes);
        }
        found
    }

    /// The ids in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.index.keys().map(String::as_str)
    }

    /// Whether every id of this kind is known.
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

/// Notes an id that nothing has.
pub fn note_unknown<'a>(
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    span: Span,
    notes: &mut Notes,
) {
    let action = match notes.alike(name, known.clone()) {
        Some(other) => format!("did you mean \"{other}\"?"),
        None => format!("add a {what} with this id, or name one of those known"),
    };
    let message = format!("unknown {what} {}", quoted(name));
    notes.add(Code::UnknownId, span, message, format!("known: {}", listed(known)), action);
}

/// The ids of a scenario.
#[derive(Debug)]
pub struct Names {
    /// Dayparts of the calendar.
    pub dayparts: Table,
    /// Sites.
    pub sites: Table,
    /// Rooms of all sites.
    pub rooms: Table,
    /// Firms.
    pub firms: Table,
    /// Equipment pools.
    pub equipment: Table,
    /// Staff.
    pub staff: Table,
    /// Programmes.
    pub programmes: Table,
    /// Modules of each programme, counted within it.
    pub modules: Vec<Table>,
    /// Modules before those of each programme.
    pub before: Vec<usize>,
    /// Cohorts.
    pub cohorts: Table,
    /// The programme of each cohort.
    pub followed: Vec<Option<usize>>,
}

impl Names {
    /// Gathers the ids of a file.
    pub fn new(file: &ScenarioEntry, notes: &mut Notes) -> Self {
        let parties = ["college", "consortium", "learners", "funder", "suppliers", "none"];
        let nowhere = Field { value: None, span: Span::default(), stated: true };
        let dayparts = file.calendar.get().map_or(&nowhere, |calendar| &calendar.dayparts);
        let dayparts = Table::new("daypart", dayparts, true, |entry| &entry.id, &[], notes);
        let programmes = Table::new("programme", &file.programmes, true, |entry| &entry.id, &["all"], notes);
        let module_table = |entry: &crate::scenario::entry::ProgrammeEntry, notes: &mut Notes| {
            Table::new("module", &entry.modules, true, |entry| &entry.id, &[], notes)
        };
        let modules = file.programmes.list().iter().map(|entry| module_table(entry, notes)).collect();
        let mut sum = 0;
        let before = file.programmes.list().iter().map(|entry| {
            sum += entry.modules.list().len();
            sum - entry.modules.list().len()
        });
        let before = before.collect();
        let programme = |field: &Field<String>| field.get().and_then(|name| programmes.get(name));
        let followed = file.cohorts.list().iter().map(|entry| programme(&entry.programme)).collect();
        Self {
            dayparts,
            sites: Table::new("site", &file.sites, true, |entry| &entry.id, &[], notes),
            rooms: rooms(file, notes),
            firms: Table::new("firm", &file.firms, false, |entry| &entry.id, &parties, notes),
            equipment: Table::new("equipment pool", &file.equipment, false, |entry| &entry.id, &[], notes),
            staff: Table::new("staff", &file.staff, false, |entry| &entry.id, &[], notes),
            modules,
            before,
            cohorts: Table::new("cohort", &file.cohorts, true, |entry| &entry.id, &["all"], notes),
            followed,
            programmes,
        }
    }
}

/// The rooms of all sites; ids are unique in the whole file.
fn rooms(file: &ScenarioEntry, notes: &mut Notes) -> Table {
    let readable = |entry: &SiteEntry| entry.rooms.value.is_some() || !entry.rooms.stated;
    let complete = file.sites.value.is_some() && file.sites.list().iter().all(readable);
    let mut table = Table { what: "room", index: BTreeMap::new(), complete };
    let entries = file.sites.list().iter().flat_map(|site| site.rooms.list());
    for (place, entry) in entries.enumerate() {
        if let Some(name) = entry.id.get() {
            table.insert(name, place, entry.id.span, notes);
        }
    }
    table
}
