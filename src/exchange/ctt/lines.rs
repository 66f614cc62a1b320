//! Lines, words and sections of a `.ctt` or `.ectt` file.

use std::collections::BTreeMap;

use crate::exchange::LineProblem;

/// A line that says something.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub(super) number: usize,
    /// Its words.
    pub(super) words: Vec<&'a str>,
}

/// A file cut into its header and its sections.
#[derive(Debug, Default)]
pub(super) struct Sections<'a> {
    /// What stands behind the colon of each line of the header, by the word before it.
    pub(super) header: BTreeMap<&'a str, Line<'a>>,
    /// The lines below each heading.
    pub(super) sections: BTreeMap<&'a str, Vec<Line<'a>>>,
}

/// Cuts a file into sections; blanks, tabs and empty lines mean nothing.
pub(super) fn cut<'a>(text: &'a str, problems: &mut Vec<LineProblem>) -> Sections<'a> {
    let mut cut = Sections::default();
    let mut current = None;
    for (index, text) in text.lines().enumerate() {
        let number = index + 1;
        let text = text.trim();
        if text.is_empty() || text == "END." {
            continue;
        }
        match (text.split_once(':'), current) {
            (Some((heading, "")), _) => {
                current = Some(heading);
                cut.sections.entry(heading).or_default();
            }
            (Some((key, value)), None) => {
                let words = value.split_whitespace().collect();
                cut.header.insert(key.trim(), Line { number, words });
            }
            (_, Some(section)) => {
                let words = text.split_whitespace().collect();
                cut.sections.entry(section).or_default().push(Line { number, words });
            }
            (None, None) => {
                let message = "before the first heading each line is a word, a colon and a value".to_owned();
                problems.push(LineProblem { line: number, message });
            }
        }
    }
    cut
}

impl Line<'_> {
    /// The whole number that stands at a place of the line.
    pub(super) fn number_at(&self, place: usize, what: &str, problems: &mut Vec<LineProblem>) -> u32 {
        let word = self.words.get(place);
        if let Some(number) = word.and_then(|word| word.parse().ok()) {
            return number;
        }
        let found = word.map_or("nothing".to_owned(), |word| format!("\"{word}\""));
        self.note(format!("{what} is a whole number, here stands {found}"), problems);
        0
    }

    /// The word that stands at a place of the line.
    pub(super) fn word_at(&self, place: usize, what: &str, problems: &mut Vec<LineProblem>) -> String {
        let word = self.words.get(place).copied().unwrap_or_default();
        if word.is_empty() {
            self.note(format!("{what} is missing"), problems);
        }
        word.to_owned()
    }

    /// Notes what is wrong with the line.
    pub(super) fn note(&self, message: String, problems: &mut Vec<LineProblem>) {
        problems.push(LineProblem { line: self.number, message });
    }
}
