//! What a solution of curriculum-based course timetabling costs, from the rules of the competition of 2007 (UD2) alone.

use std::collections::{BTreeMap, BTreeSet};

/// A lecture of a solution.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lecture {
    pub course: String,
    pub room: String,
    pub day: usize,
    pub period: usize,
}

/// Broken hard rules, and the cost of the soft ones.
#[derive(Debug, PartialEq, Eq)]
pub struct Cost {
    pub hard: usize,
    pub soft: i64,
}

/// A course: teacher, lectures, least working days, students.
pub struct Course {
    teacher: String,
    lectures: usize,
    days: i64,
    students: i64,
}

/// A question.
pub struct Question {
    pub days: usize,
    pub periods: usize,
    pub courses: BTreeMap<String, Course>,
    pub rooms: Vec<(String, i64)>,
    curricula: Vec<BTreeSet<String>>,
    closed: BTreeSet<(String, usize, usize)>,
}

/// The lectures of a text.
pub fn lectures(text: &str) -> Vec<Lecture> {
    let lecture = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (course, room) = (words[0].to_owned(), words[1].to_owned());
        Lecture { course, room, day: words[2].parse().unwrap(), period: words[3].parse().unwrap() }
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(lecture).collect()
}

/// Lectures as a text.
pub fn told(lectures: &[Lecture]) -> String {
    let line = |one: &Lecture| format!("{} {} {} {}\n", one.course, one.room, one.day, one.period);
    lectures.iter().map(line).collect()
}

impl Question {
    /// Reads an `.ectt` file that is known to be sound.
    pub fn read(text: &str) -> Self {
        let header = |key: &str| {
            let line = text.lines().find(|line| line.starts_with(key)).unwrap();
            line.split(':').nth(1).unwrap().trim().parse().unwrap()
        };
        let section = |name: &str| -> Vec<Vec<String>> {
            let below = text.lines().skip_while(|line| line.trim() != name).skip(1);
            let lines = below.take_while(|line| !line.trim().is_empty());
            lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
        };
        let course = |words: Vec<String>| {
            let number = |place: usize| words[place].parse::<i64>().unwrap();
            let (lectures, days, students) = (number(2) as usize, number(3), number(4));
            (words[0].clone(), Course { teacher: words[1].clone(), lectures, days, students })
        };
        let closed =
            |words: Vec<String>| (words[0].clone(), words[1].parse().unwrap(), words[2].parse().unwrap());
        Self {
            days: header("Days:"),
            periods: header("Periods_per_day:"),
            courses: section("COURSES:").into_iter().map(course).collect(),
            rooms: section("ROOMS:")
                .into_iter()
                .map(|room| (room[0].clone(), room[1].parse().unwrap()))
                .collect(),
            curricula: section("CURRICULA:")
                .into_iter()
                .map(|words| words[2..].iter().cloned().collect())
                .collect(),
            closed: section("UNAVAILABILITY_CONSTRAINTS:").into_iter().map(closed).collect(),
        }
    }

    /// What a solution costs.
    pub fn cost(&self, lectures: &[Lecture]) -> Cost {
        Cost {
            hard: self.hard(lectures),
            soft: self.rooms(lectures) + self.days(lectures) + self.alone(lectures),
        }
    }

    fn hard(&self, lectures: &[Lecture]) -> usize {
        let of = |course: &str| lectures.iter().filter(|one| one.course == course).count();
        let mut hard: usize = self.courses.iter().map(|(id, course)| of(id).abs_diff(course.lectures)).sum();
        for (place, one) in lectures.iter().enumerate() {
            hard += usize::from(self.closed.contains(&(one.course.clone(), one.day, one.period)));
            for other in &lectures[place + 1..] {
                if (one.day, one.period) == (other.day, other.period) {
                    hard += usize::from(one.room == other.room) + usize::from(self.conflict(one, other));
                }
            }
        }
        hard
    }

    fn conflict(&self, one: &Lecture, other: &Lecture) -> bool {
        one.course == other.course
            || self.courses[&one.course].teacher == self.courses[&other.course].teacher
            || self.curricula.iter().any(|all| all.contains(&one.course) && all.contains(&other.course))
    }

    /// A student without a seat costs 1, a further room of a course 1.
    fn rooms(&self, lectures: &[Lecture]) -> i64 {
        let seats = |room: &str| self.rooms.iter().find(|(id, _)| id == room).unwrap().1;
        let missing = |one: &Lecture| (self.courses[&one.course].students - seats(&one.room)).max(0);
        let pairs: BTreeSet<(&str, &str)> =
            lectures.iter().map(|one| (one.course.as_str(), one.room.as_str())).collect();
        let held: BTreeSet<&str> = lectures.iter().map(|one| one.course.as_str()).collect();
        lectures.iter().map(missing).sum::<i64>() + pairs.len() as i64 - held.len() as i64
    }

    /// A working day missing costs 5.
    fn days(&self, lectures: &[Lecture]) -> i64 {
        let days: BTreeSet<(&str, usize)> =
            lectures.iter().map(|one| (one.course.as_str(), one.day)).collect();
        let of = |course: &str| days.iter().filter(|(id, _)| *id == course).count() as i64;
        self.courses.iter().map(|(id, course)| 5 * (course.days - of(id)).max(0)).sum()
    }

    /// A lecture of a curriculum with none of the same curriculum right before or after it on the day costs 2.
    fn alone(&self, lectures: &[Lecture]) -> i64 {
        let mut cost = 0;
        for curriculum in &self.curricula {
            let theirs: Vec<&Lecture> =
                lectures.iter().filter(|one| curriculum.contains(&one.course)).collect();
            let beside = |one: &Lecture, other: &Lecture| {
                one.day == other.day && one.period.abs_diff(other.period) == 1
            };
            cost +=
                2 * theirs.iter().filter(|one| !theirs.iter().any(|other| beside(one, other))).count() as i64;
        }
        cost
    }
}
