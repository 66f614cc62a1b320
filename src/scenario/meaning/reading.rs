//! What every part of the second pass needs: the names, the calendar, and the small judgements on
//! ids, bounds and dates. A value that could not be read gets a stand-in that later judgements pass over.

use chrono::NaiveDate;

use super::names::Names;
use crate::domain::{CohortId, DateRange, FirmId, ModuleId, Party, ProgrammeId, SiteId, Vat};
use crate::scenario::Code;
use crate::scenario::notes::{Notes, Span, quoted};
use crate::scenario::record::Field;
use crate::scenario::shape::Spanned;

/// The index that stands in for an id that could not be read; nothing has it.
pub const NOBODY: usize = usize::MAX;
/// The state of the second pass.
pub struct Reading<'a> {
    /// Problems found.
    pub notes: &'a mut Notes,
    /// Ids.
    pub names: &'a Names,
    /// First and last day of the plan, when they could be read.
    pub days: Option<DateRange>,
    /// What holds for prices that say nothing about value-added tax.
    pub vat: Option<Vat>,
}

impl Reading<'_> {
    /// The site of an id.
    pub fn site(&mut self, name: &str, span: Span) -> SiteId {
        SiteId(self.names.sites.find(name, span, self.notes).unwrap_or(NOBODY))
    }

    /// The site that a field names.
    pub fn site_in(&mut self, field: &Field<String>) -> Option<SiteId> {
        field.get().map(|name| self.site(name, field.span))
    }

    /// The sites that a list names.
    pub fn sites(&mut self, field: &Field<Vec<Spanned<String>>>) -> Vec<SiteId> {
        field.list().iter().map(|name| self.site(&name.value, name.span)).collect()
    }

    /// The firm of an id.
    pub fn firm(&mut self, name: &str, span: Span) -> FirmId {
        FirmId(self.names.firms.find(name, span, self.notes).unwrap_or(NOBODY))
    }

    /// The programme of an id.
    pub fn programme(&mut self, name: &str, span: Span) -> ProgrammeId {
        ProgrammeId(self.names.programmes.find(name, span, self.notes).unwrap_or(NOBODY))
    }

    /// The cohort that a field names.
    pub fn cohort_in(&mut self, field: &Field<String>) -> CohortId {
        let found = field.get().and_then(|name| self.names.cohorts.find(name, field.span, self.notes));
        CohortId(found.unwrap_or(NOBODY))
    }

    /// The module of a programme.
    pub fn module(&mut self, programme: usize, name: &str, span: Span) -> ModuleId {
        let found = self.names.modules.get(programme).and_then(|table| table.find(name, span, self.notes));
        let before = self.names.before.get(programme).copied().unwrap_or(0);
        ModuleId(found.map_or(NOBODY, |place| before + place))
    }

    /// The module that a field names in the programme of a cohort.
    pub fn module_in(&mut self, cohort: CohortId, field: &Field<String>) -> ModuleId {
        let programme = self.names.followed.get(cohort.index()).copied().flatten();
        match (programme, field.get()) {
            (Some(programme), Some(name)) => self.module(programme, name, field.span),
            _ => ModuleId(NOBODY),
        }
    }

    /// The party that a field names, among the words allowed there and the firms.
    pub fn party(&mut self, field: &Field<String>, words: &[(&'static str, Party)]) -> Option<Party> {
        let name = field.get()?;
        if let Some((_, party)) = words.iter().find(|(word, _)| word == name) {
            return Some(*party);
        }
        let firm = self.names.firms.get(name);
        if firm.is_none() && self.names.firms.is_complete() {
            let known: Vec<&str> =
                words.iter().map(|(word, _)| *word).chain(self.names.firms.names()).collect();
            super::names::note_unknown("party", name, known.into_iter(), field.span, self.notes);
        }
        Some(Party::Firm(FirmId(firm.unwrap_or(NOBODY))))
    }

    /// Notes a lower bound above its upper bound.
    pub fn bounds<T: PartialOrd>(&mut self, at_least: Option<T>, at_most: Option<T>, span: Span) {
        if let (Some(low), Some(high)) = (at_least, at_most)
            && low > high
        {
            let cause = "nothing is at least the one and at most the other";
            let action = "exchange the two, or correct one of them";
            self.notes.add(
                Code::BoundsCrossed,
                span,
                "the lower bound lies above the upper bound",
                cause,
                action,
            );
        }
    }

    /// Notes an end that lies before its beginning.
    pub fn order<T: PartialOrd>(&mut self, from: Option<T>, to: Option<T>, span: Span) {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let action = "exchange the two, or correct one of them";
            self.notes.add(
                Code::EndBeforeStart,
                span,
                "the end lies before the beginning",
                "this is earlier",
                action,
            );
        }
    }

    /// Notes a date outside the calendar.
    pub fn inside(&mut self, date: Option<NaiveDate>, span: Span) {
        if let (Some(date), Some(days)) = (date, self.days)
            && !days.contains(date)
        {
            self.note_outside(&date.to_string(), days, span);
        }
    }

    /// Notes a range of dates of which no day lies in the calendar.
    pub fn touching(&mut self, range: DateRange, span: Span) {
        if let Some(days) = self.days
            && (range.last < days.first || days.last < range.first)
        {
            self.note_outside("this range", days, span);
        }
    }

    fn note_outside(&mut self, what: &str, days: DateRange, span: Span) {
        let cause = format!("the calendar runs from {} to {}", days.first, days.last);
        let action = "correct the year, or widen the calendar";
        self.notes.add(
            Code::OutsideCalendar,
            span,
            format!("{what} lies outside the calendar"),
            cause,
            action,
        );
    }

    /// Notes that a text stands where nothing of its kind may.
    pub fn reserved(&mut self, what: &str, name: &str, span: Span) {
        let message = format!("no {what} may be called {}", quoted(name));
        self.notes.add(
            Code::ReservedId,
            span,
            message,
            "the format keeps this word for itself",
            "choose another id",
        );
    }
}
