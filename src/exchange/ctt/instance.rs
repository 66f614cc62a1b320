//! A `.ctt` or `.ectt` file by its meaning.

use std::collections::BTreeMap;

use super::lines::{Line, Sections, cut};
use crate::exchange::LineProblem;

/// A course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its id.
    pub id: String,
    /// Who teaches it.
    pub teacher: String,
    /// How many lectures it has, each of one period.
    pub lectures: u32,
    /// On how many days they should lie at least.
    pub working_days: u32,
    /// Students who attend.
    pub students: u32,
}

/// A question of course timetabling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instance {
    /// Its name.
    pub name: String,
    /// Days of the week.
    pub days: u32,
    /// Periods of a day.
    pub periods: u32,
    /// Courses.
    pub courses: Vec<Course>,
    /// Rooms: id and seats.
    pub rooms: Vec<(String, u32)>,
    /// Curricula: id and places of their courses.
    pub curricula: Vec<(String, Vec<usize>)>,
    /// Periods in which a course is never held: its place, the day and the period, from 0.
    pub unavailable: Vec<(usize, u32, u32)>,
    /// Rooms that do not suit a course: its place and that of the room.
    pub unsuitable: Vec<(usize, usize)>,
}

/// Reads a file.
///
/// # Errors
///
/// Every problem of the file, with its line.
pub fn read(bytes: &[u8]) -> Result<Instance, Vec<LineProblem>> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(vec![LineProblem { line: 0, message: "the file is not text in UTF-8".to_owned() }]);
    };
    let mut problems = Vec::new();
    let cut = cut(text, &mut problems);
    let instance = Reader { cut, problems: &mut problems }.instance();
    problems.sort_by_key(|problem| problem.line);
    if problems.is_empty() { Ok(instance) } else { Err(problems) }
}

struct Reader<'a, 'p> {
    cut: Sections<'a>,
    problems: &'p mut Vec<LineProblem>,
}

impl<'a> Reader<'a, '_> {
    fn instance(&mut self) -> Instance {
        let name = self.cut.header.get("Name").map(|line| line.words.join(" ")).unwrap_or_default();
        let (days, periods) = (self.size("Days", 7), self.size("Periods_per_day", 24));
        let lines = self.section("COURSES", "Courses");
        let courses: Vec<Course> = lines.iter().map(|line| self.course(line)).collect();
        let places = self.places(&lines, "course");
        let lines = self.section("ROOMS", "Rooms");
        let rooms = lines.iter().map(|line| self.room(line)).collect();
        let rooms_at = self.places(&lines, "room");
        let lines = self.section("CURRICULA", "Curricula");
        let curricula = lines.iter().map(|line| self.curriculum(line, &places)).collect();
        self.places(&lines, "curriculum");
        let count = if self.cut.header.contains_key("Constraints") {
            "Constraints"
        } else {
            "UnavailabilityConstraints"
        };
        let lines = self.section("UNAVAILABILITY_CONSTRAINTS", count);
        let unavailable =
            lines.iter().filter_map(|line| self.unavailable(line, &places, (days, periods))).collect();
        let lines = self.optional("ROOM_CONSTRAINTS", "RoomConstraints");
        let unsuitable = lines.iter().filter_map(|line| {
            let course = self.find(line, 0, "course", &places);
            course.zip(self.find(line, 1, "room", &rooms_at))
        });
        let unsuitable = unsuitable.collect();
        let (days, periods) = (days.unwrap_or(1), periods.unwrap_or(1));
        Instance { name, days, periods, courses, rooms, curricula, unavailable, unsuitable }
    }

    /// A number of the header, from 1 to a most.
    fn size(&mut self, key: &str, most: u32) -> Option<u32> {
        let Some(line) = self.cut.header.get(key).cloned() else {
            self.problems.push(LineProblem { line: 0, message: format!("the header has no \"{key}:\"") });
            return None;
        };
        let before = self.problems.len();
        let size = line.number_at(0, key, self.problems);
        if self.problems.len() > before {
            return None;
        }
        if !(1..=most).contains(&size) {
            line.note(format!("{key} is {size}; a week can have 1 to {most}"), self.problems);
        }
        Some(size)
    }

    /// The lines of a section, as many as the header says.
    fn section(&mut self, name: &str, count: &str) -> Vec<Line<'a>> {
        if !self.cut.sections.contains_key(name) {
            self.problems.push(LineProblem { line: 0, message: format!("there is no section \"{name}:\"") });
        }
        self.optional(name, count)
    }

    fn optional(&mut self, name: &str, count: &str) -> Vec<Line<'a>> {
        let lines = self.cut.sections.get(name).cloned().unwrap_or_default();
        if let Some(header) = self.cut.header.get(count).cloned() {
            let stated = header.number_at(0, count, self.problems);
            if stated as usize != lines.len() {
                header.note(
                    format!("{count} is {stated}, section {name} has {} lines", lines.len()),
                    self.problems,
                );
            }
        }
        lines
    }

    /// The place of each id at the beginning of a line; notes those that are there twice.
    fn places(&mut self, lines: &[Line<'a>], what: &str) -> BTreeMap<&'a str, usize> {
        let mut places = BTreeMap::new();
        for (place, line) in lines.iter().enumerate() {
            let Some(id) = line.words.first() else { continue };
            if places.insert(*id, place).is_some() {
                line.note(format!("the {what} \"{id}\" is there twice"), self.problems);
            }
        }
        places
    }

    /// The place of the id that a line names.
    fn find(
        &mut self,
        line: &Line<'_>,
        at: usize,
        what: &str,
        places: &BTreeMap<&str, usize>,
    ) -> Option<usize> {
        let id = line.word_at(at, what, self.problems);
        let found = places.get(id.as_str()).copied();
        if found.is_none() && !id.is_empty() {
            line.note(format!("there is no {what} \"{id}\""), self.problems);
        }
        found
    }

    fn course(&mut self, line: &Line<'_>) -> Course {
        let lectures = line.number_at(2, "the number of lectures", self.problems);
        if line.words.get(2) == Some(&"0") {
            line.note("a course has a lecture or more".to_owned(), self.problems);
        }
        Course {
            id: line.word_at(0, "the course", self.problems),
            teacher: line.word_at(1, "the teacher", self.problems),
            lectures,
            working_days: line.number_at(3, "the number of working days", self.problems),
            students: line.number_at(4, "the number of students", self.problems),
        }
    }

    fn room(&mut self, line: &Line<'_>) -> (String, u32) {
        (line.word_at(0, "the room", self.problems), line.number_at(1, "the number of seats", self.problems))
    }

    fn curriculum(&mut self, line: &Line<'_>, places: &BTreeMap<&str, usize>) -> (String, Vec<usize>) {
        let count = line.number_at(1, "the number of courses", self.problems) as usize;
        let named = line.words.len().saturating_sub(2);
        if count != named || count == 0 {
            line.note(format!("{count} courses are announced, {named} are named"), self.problems);
        }
        let mut courses = Vec::new();
        for at in 2..line.words.len() {
            if let Some(course) = self.find(line, at, "course", places) {
                if courses.contains(&course) {
                    line.note(format!("the course \"{}\" is there twice", line.words[at]), self.problems);
                }
                courses.push(course);
            }
        }
        (line.word_at(0, "the curriculum", self.problems), courses)
    }

    fn unavailable(
        &mut self,
        line: &Line<'_>,
        places: &BTreeMap<&str, usize>,
        (days, periods): (Option<u32>, Option<u32>),
    ) -> Option<(usize, u32, u32)> {
        let course = self.find(line, 0, "course", places);
        let day = line.number_at(1, "the day", self.problems);
        let period = line.number_at(2, "the period", self.problems);
        if days.is_some_and(|days| day >= days) || periods.is_some_and(|periods| period >= periods) {
            line.note(
                format!("there is no period {period} on a day {day}; both count from 0"),
                self.problems,
            );
        }
        course.map(|course| (course, day, period))
    }
}
