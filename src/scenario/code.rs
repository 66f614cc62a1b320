//! The codes of problems: stable names that messages, tests and tools refer to.

use std::fmt;

use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// What is wrong with a scenario file. A code never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of its number.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code as printed: `E030`.
            pub const fn text(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }

            /// What the code means, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc,)+).trim(),)+
                }
            }
        }
    };
}

codes! {
    /// The file is larger than 64 MiB.
    TooLarge = "E001",
    /// The file is not text in UTF-8.
    NotUtf8 = "E002",
    /// The file holds nothing but blanks and comments.
    Empty = "E003",
    /// Brackets are nested more than 64 deep.
    TooDeep = "E004",
    /// The file ends inside a bracket, a text or a comment.
    Truncated = "E005",
    /// The file is not JSON with comments.
    Syntax = "E006",
    /// The file is written for another version of the format.
    Format = "E010",
    /// A required field is missing.
    MissingField = "E011",
    /// A field is not known where it stands.
    UnknownField = "E012",
    /// A value has the wrong type.
    WrongType = "E013",
    /// A word is not one of those allowed.
    UnknownWord = "E014",
    /// A field is written twice in one object.
    FieldTwice = "E015",
    /// A number or text lies outside its range.
    OutOfRange = "E016",
    /// A number does not come out even: more than two decimals of money, a part of a minute or of a
    /// basis point.
    NotExact = "E017",
    /// A text is not a date.
    BadDate = "E018",
    /// A text is not a clock time.
    BadClock = "E019",
    /// A text does not name weekdays.
    BadWeekdays = "E020",
    /// Fields exclude each other, or one of several is needed.
    Choice = "E021",
    /// Nothing has this id.
    UnknownId = "E030",
    /// Two things of one kind have the same id.
    DuplicateId = "E031",
    /// An id is a word that the format keeps for itself.
    ReservedId = "E032",
    /// An end lies before its beginning.
    EndBeforeStart = "E033",
    /// A date lies outside the calendar.
    OutsideCalendar = "E034",
    /// Two periods share a day.
    PeriodsOverlap = "E035",
    /// Every day of the calendar is closed.
    EmptyCalendar = "E036",
    /// No daypart falls on an open day.
    NoDayparts = "E037",
    /// Hours are zero or negative.
    NoHours = "E040",
    /// Modules wait for each other in a circle.
    PrerequisiteCycle = "E041",
    /// Sizes of groups contradict each other.
    GroupSizes = "E042",
    /// A group has more learners than any room it may use has seats.
    GroupTooLarge = "E043",
    /// No pool offers the equipment a module needs.
    NoEquipment = "E044",
    /// Every pool of the equipment a module needs is too old.
    EquipmentTooOld = "E045",
    /// Nobody, or not enough people, have a qualification a module needs.
    NoStaff = "E046",
    /// A practical module can be held online only.
    PracticalOnline = "E047",
    /// No day has room for a session of this length.
    SessionTooLong = "E048",
    /// A firm is not accredited for the programme its learners follow.
    NotAccredited = "E050",
    /// Learners turn 16 after they turn 18.
    AgesReversed = "E051",
    /// A roster names a shift it does not define.
    UnknownShift = "E052",
    /// A price is stated although a price of a run covers it.
    PriceTwice = "E060",
    /// A wish has no price.
    WishWithoutPrice = "E061",
    /// A rule that is no wish has a price.
    PriceWithoutWish = "E062",
    /// A lower bound lies above its upper bound.
    BoundsCrossed = "E063",
    /// The days of a weekly pattern contradict each other.
    PatternDays = "E064",
    /// A share lies outside 0 to 1.
    ShareRange = "E065",
    /// A rule asks for nothing.
    EmptyRule = "E066",
    /// Two weekly patterns hold for one cohort.
    PatternTwice = "E067",
    /// A locked session lies on a closed day.
    LockClosed = "E070",
    /// A locked session lies in a daypart that its weekday does not have.
    LockDaypart = "E071",
    /// More hours are delivered than the module has.
    DeliveredTooMuch = "E072",
    /// Modules of a combined run do not fit together.
    CombinedMismatch = "E073",
    /// A lock names a part that its cohort does not have.
    LockPart = "E074",
    /// A locked session has a length, a site or equipment that its module cannot have.
    LockedSession = "E075",
}

/// Every code with what it means, for the documentation and the command line.
pub fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    Code::ALL.iter().map(|code| (code.text(), code.meaning()))
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}
