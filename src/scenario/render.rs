//! Problems for people: code, position, excerpt with caret, cause and correction.

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::problem::{Problem, Problems, floor};

/// Problems shown; of the others the number is.
const SHOWN: usize = 100;
/// Bytes of a line shown before and after the caret: files without line breaks stay readable.
const AROUND: usize = 300;

impl Problems {
    /// The text to show, in colour or plain; ends with how many problems there are.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for problem in self.list.iter().take(SHOWN) {
            out.push_str(&self.render_one(problem, &renderer));
            out.push_str("\n\n");
        }
        let plural = if self.total == 1 { "problem" } else { "problems" };
        let shown = if self.total > SHOWN { format!("; the first {SHOWN} are shown") } else { String::new() };
        let _ = writeln!(out, "{}: {} {plural}{shown}; nothing was planned", self.file, self.total);
        out
    }

    fn render_one(&self, problem: &Problem, renderer: &Renderer) -> String {
        let title = Level::ERROR.primary_title(problem.message.as_str()).id(problem.code.text());
        let help = Level::HELP.message(problem.action.as_str());
        let (excerpt, caret, whole) = self.excerpt(problem);
        let caret = AnnotationKind::Primary.span(caret).label(problem.cause.as_str());
        let snippet = Snippet::source(excerpt).line_start(problem.line).annotation(caret);
        let group = if whole && !excerpt.is_empty() {
            title.element(snippet.path(self.file.as_str()))
        } else {
            // A line cut at its beginning would give a wrong column, and no line gives none.
            let place = Origin::path(self.file.as_str()).line(problem.line).char_column(problem.column);
            title.element(place).element(snippet)
        };
        renderer.render(&[group.element(help)])
    }

    /// The line of a problem cut to what is near it, the place of the caret in it, and whether the
    /// line is shown from its beginning.
    fn excerpt(&self, problem: &Problem) -> (&str, Range<usize>, bool) {
        let (start, end) = (problem.span.start - self.offset, problem.span.end - self.offset);
        let begin = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let from = floor(&self.text, begin.max(start.saturating_sub(AROUND)));
        let to = floor(&self.text, to.min(start + 2 * AROUND));
        let line = self.text[from..to].trim_end();
        let caret = (start - from).min(line.len());
        (line, caret..(end - from).clamp(caret, line.len()), from == begin)
    }
}
