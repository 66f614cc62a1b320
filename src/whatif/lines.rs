//! Lines of text that fit a terminal.

use crate::domain::Cents;

/// Columns of a line.
const WIDE: usize = 80;

/// A text broken into lines of 80 columns at most; the first begins with `first`, the others with as many blanks as `indent`
/// says. Words that are longer than a line stand alone.
pub(super) fn wrapped(first: &str, indent: usize, text: &str) -> String {
    let mut lines = String::new();
    let mut line = first.to_owned();
    let mut bare = true;
    for word in text.split(' ') {
        let more = word.chars().count() + usize::from(!bare);
        if !bare && line.chars().count() + more > WIDE {
            lines.push_str(&line);
            lines.push('\n');
            line = " ".repeat(indent);
            bare = true;
        }
        if !bare {
            line.push(' ');
        }
        line.push_str(word);
        bare = false;
    }
    lines + &line + "\n"
}

/// A text with another at the right edge of its line, or on a line of its own where both do not fit.
pub(super) fn spread(left: &str, right: &str) -> String {
    let (wide, end) = (left.chars().count(), right.chars().count());
    if wide + 2 + end <= WIDE {
        format!("{left}{}{right}\n", " ".repeat(WIDE - wide - end))
    } else {
        format!("{left}\n{}{right}\n", " ".repeat(WIDE.saturating_sub(end)))
    }
}

/// A difference of money: `+12.50`, `-3.00`, `±0`.
pub(super) fn signed(cents: i64) -> String {
    match cents {
        0 => "±0".to_owned(),
        more if more > 0 => format!("+{}", Cents(more)),
        less => Cents(less).to_string(),
    }
}

/// A number of things: `1 slot`, `2 slots`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_before_the_edge() {
        let text = wrapped("  a: ", 5, &"word ".repeat(30));
        assert!(text.lines().all(|line| line.chars().count() <= WIDE), "{text}");
        assert!(text.lines().skip(1).all(|line| line.starts_with("     word") || line.trim().is_empty()));
        assert_eq!(wrapped("", 2, "short"), "short\n");
    }

    #[test]
    fn amounts_stand_at_the_edge() {
        assert_eq!(spread("left", "+1.00").trim_end().chars().count(), WIDE);
        assert_eq!(spread(&"x".repeat(78), "+1.00").lines().count(), 2);
        assert_eq!([signed(0), signed(1_250), signed(-300)], ["±0", "+12.50", "-3.00"]);
    }
}
