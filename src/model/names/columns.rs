//! Names of columns: what is decided, for whom, when and where.

use super::subject;
use crate::domain::{ClockTime, CohortId, EquipmentId, FirmId, Lead, Track};
use crate::model::Model;
use crate::model::scene::Scene;
use crate::model::variables::Variable;

/// The name of a column: letters, digits and underscores, its number last.
pub fn column(scene: &Scene<'_>, model: &Model, index: usize) -> String {
    let name = Names { scene, model }.of(&model.variables[index]).join("_");
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    format!("{}_{index}", words.collect::<Vec<_>>().join("_"))
}

/// A word of a name.
fn word(text: &str) -> String {
    text.to_owned()
}

/// A place in a list, counted from 1 as people do.
fn number(what: &str, place: usize) -> String {
    format!("{what}{}", place + 1)
}

/// A learner, or how many.
fn number_of(learners: u32) -> String {
    learners.to_string()
}

/// What speaks of a formulation.
struct Names<'a> {
    scene: &'a Scene<'a>,
    model: &'a Model,
}

impl Names<'_> {
    /// The words of a variable's name: one line for each kind, so that none is forgotten.
    fn of(&self, variable: &Variable) -> Vec<String> {
        use Variable as V;
        match variable {
            V::Held(placement) => self.session("held", *placement),
            V::Open(run) => vec![word("open"), self.run(*run)],
            V::On { placement, role, staff, .. } => [
                vec![word("staff"), self.staff(staff.index()), number("role", *role)],
                self.session("on", *placement),
            ]
            .concat(),
            V::WorksOn { run, staff } => {
                vec![word("works"), self.staff(staff.index()), word("on"), self.run(*run)]
            }
            V::StaffEvening { staff, day } => {
                vec![word("staff_evening"), self.staff(staff.index()), self.day(*day)]
            }
            V::Person { staff, person, placement } => [
                vec![word("person"), self.staff(staff.index()), person.to_string()],
                self.session("on", *placement),
            ]
            .concat(),
            V::PersonEvening { staff, person, day } => {
                vec![word("evening_of"), self.staff(staff.index()), person.to_string(), self.day(*day)]
            }
            V::SchoolWeekday { cohort, weekday } => {
                vec![word("school_led"), self.cohort(*cohort), weekday_name(*weekday)]
            }
            V::FirmWeekday { cohort, weekday } => {
                vec![word("firm_led"), self.cohort(*cohort), weekday_name(*weekday)]
            }
            V::SchoolDay { cohort, day } => vec![word("school_led"), self.cohort(*cohort), self.day(*day)],
            V::FirmDay { cohort, day } => vec![word("firm_led"), self.cohort(*cohort), self.day(*day)],
            V::Present { group, day, site } => {
                vec![word("present"), self.group(*group), self.day(*day), self.site(site.index())]
            }
            V::BothSites { group, day, one, other } => vec![
                word("both_sites"),
                self.group(*group),
                self.day(*day),
                self.site(one.index()),
                self.site(other.index()),
            ],
            V::Attends { group, lead, day } => {
                vec![word("attends"), lead_name(*lead), self.group(*group), self.day(*day)]
            }
            V::Evening { group, day } => vec![word("evening"), self.group(*group), self.day(*day)],
            V::Weekend { group, week } => vec![word("weekend"), self.group(*group), self.week(*week)],
            V::Idle { group, day, from, to } => {
                vec![word("idle"), self.group(*group), self.day(*day), clock(*from), clock(*to)]
            }
            V::TaughtOn { run, day } => vec![word("taught"), self.run(*run), self.day(*day)],
            V::UsesRoom { run, room } => {
                vec![word("in"), self.scene.scenario.rooms[room.index()].key.clone(), self.run(*run)]
            }
            V::SetUp { pool, day } => vec![word("set_up"), self.pool(*pool), self.day(*day)],
            V::Opening { pool, day, at } => {
                vec![word("use_begins"), self.pool(*pool), self.day(*day), clock(*at)]
            }
            V::MovedUnits { pool, option, .. } => {
                vec![word("moved"), self.pool(*pool), number("move", *option)]
            }
            V::Delivered { set, day } => vec![word("delivered"), number("set", *set), self.day(*day)],
            V::Reached { set, needed, day } => {
                vec![word("reached"), number("set", *set), format!("{needed}min"), self.day(*day)]
            }
            V::ReachedInWeek { set, needed, week } => {
                vec![word("reached"), number("set", *set), format!("{needed}min"), self.week(*week)]
            }
            V::GroupsOpened { price, cohort } => {
                vec![word("groups_opened"), self.cohort(*cohort), self.track(*price)]
            }
            V::Opened => vec![word("opened")],
            V::AllOutside { provider } => vec![word("all_outside"), number("provider", *provider)],
            V::FirmOutside { provider, firm, cohort } => self.outside("firm", *firm, *cohort, *provider),
            V::SeatsOutside { provider, firm, cohort, .. } => {
                self.outside("seats", *firm, *cohort, *provider)
            }
            V::Sits { part, learner } => vec![word("sits"), number_of(*learner), self.group(*part)],
            V::Passed { part, learner } => vec![word("passed"), number_of(*learner), self.group(*part)],
            V::SeatedWhile { on, part, sources, .. } => {
                let of = sources.iter().map(|source| number("of", *source));
                let when = self.of(&self.model.variables[on.index()]);
                [word("seated"), self.group(*part)].into_iter().chain(of).chain(when).collect()
            }
            V::Taken { part, source, seats } => {
                let of = source.map_or_else(|| word("all"), |source| number("of", source));
                vec![word("taken"), self.group(*part), of, number_of(*seats)]
            }
            V::SlackOfAll { slack } => {
                [vec![word("of_all")], self.of(&self.model.variables[slack.index()])].concat()
            }
            V::IncomeLost(income) => vec![word("income_lost"), self.income(*income)],
            V::LearnersLost { income, cohort, .. } => {
                vec![word("learners_lost"), self.income(*income), self.cohort(*cohort)]
            }
            V::Slack { row, over, .. } => self.slack(*row, *over),
        }
    }

    /// A session: its run, date, time, minutes and site.
    fn session(&self, what: &str, placement: usize) -> Vec<String> {
        let placement = &self.model.placements[placement];
        let (run, day, time) = (self.run(placement.run), self.day(placement.day), &placement.time);
        let site = self.site(placement.site.index());
        vec![word(what), run, day, time.start.to_string(), time.minutes.to_string(), site]
    }

    /// Who goes outside: a firm, or seats of it.
    fn outside(&self, who: &str, firm: Option<FirmId>, cohort: CohortId, provider: usize) -> Vec<String> {
        let who = format!("{who}_outside");
        vec![who, self.firm(firm), self.cohort(cohort), number("provider", provider)]
    }

    /// How far a row is missed: its family, and whom and when it concerns.
    fn slack(&self, row: usize, over: bool) -> Vec<String> {
        let way = word(if over { "over" } else { "short" });
        let tag = self.model.tags.get(row).copied().flatten();
        let told = tag.map(|tag| [word(tag.family), subject(self.scene, tag.subject)]);
        [way].into_iter().chain(told.into_iter().flatten()).collect()
    }

    fn run(&self, run: usize) -> String {
        self.scene.runs[run].key.clone()
    }

    fn cohort(&self, cohort: CohortId) -> String {
        self.scene.scenario.cohorts[cohort.index()].key.clone()
    }

    /// A cohort and the numbers of some of its learners.
    fn group(&self, group: usize) -> String {
        let group = &self.scene.groups[group];
        format!("{}_{}", self.cohort(group.cohort), group.set())
    }

    fn staff(&self, staff: usize) -> String {
        self.scene.scenario.staff[staff].key.clone()
    }

    fn site(&self, site: usize) -> String {
        self.scene.scenario.sites[site].key.clone()
    }

    fn pool(&self, pool: EquipmentId) -> String {
        self.scene.scenario.equipment[pool.index()].key.clone()
    }

    fn firm(&self, firm: Option<FirmId>) -> String {
        firm.map_or_else(|| word("none"), |firm| self.scene.scenario.firms[firm.index()].key.clone())
    }

    fn income(&self, income: usize) -> String {
        self.scene.scenario.tariff.income[income].key.clone()
    }

    fn day(&self, day: usize) -> String {
        self.scene.date(day).format("%m%d").to_string()
    }

    /// A week by its Monday.
    fn week(&self, week: usize) -> String {
        format!("week_{}", self.scene.calendar.weeks[week].monday.format("%m%d"))
    }

    /// The track of a run price.
    fn track(&self, price: usize) -> String {
        word(match self.scene.scenario.tariff.runs[price].track {
            None => "all",
            Some(Track::Broad) => "broad",
            Some(Track::Basic) => "basic",
            Some(Track::Specialised) => "specialised",
        })
    }
}

fn weekday_name(weekday: u32) -> String {
    let name = u8::try_from(weekday).ok().and_then(|day| chrono::Weekday::try_from(day).ok());
    name.map_or_else(|| weekday.to_string(), |name| name.to_string())
}

fn lead_name(lead: Option<Lead>) -> String {
    word(match lead {
        None => "any",
        Some(Lead::School) => "school",
        Some(Lead::Firm) => "firm",
    })
}

fn clock(minute: u16) -> String {
    ClockTime(minute).to_string()
}
