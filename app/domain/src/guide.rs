//! A guide: a life event and the procedures it brings. Written by hand in `public/guides`, parsed by the server, sent to phones as JSON.
//!
//! A few questions are asked; [`Guide::plan`] says which procedures follow from the answers, in which order, by when and with what in hand.

mod answered;
mod plan;
mod texts;

use serde::{Deserialize, Serialize};

use crate::form::{Choice, Source};
use crate::open_days::{self, OpenDays};
use crate::procedure::{Deadline, Procedure};

pub use plan::{Plan, Step};

/// A guide (ワンストップ案内) through the procedures of one life event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guide {
    /// The stem of its file name, such as `moving`.
    pub id: String,
    /// Its place in the list of guides, the smallest first.
    pub order: u8,
    /// What happened, as people say it: `引っ越し`.
    pub title: String,
    /// Whom it is for, in a sentence.
    pub summary: String,
    /// What to know before going anywhere, in words.
    pub note: Option<String>,
    /// What is asked, in order.
    pub questions: Vec<Question>,
    /// Everything that somebody may have to bring, in the order of the list.
    pub things: Vec<Thing>,
    /// Every procedure that may follow, in the order to do them.
    pub procedures: Vec<Procedure>,
    /// Where all this was taken from.
    pub source: Source,
    /// When the city hall is open, where there are deadlines; the file does not say it, the city does.
    #[serde(default, deserialize_with = "open_days::if_known", skip_serializing_if = "OpenDays::is_unknown")]
    pub open_days: OpenDays,
}

/// What a guide asks (案内の質問).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Lower-case words joined by `-`, one of a kind within the guide.
    pub id: String,
    /// The question as it stands on the screen.
    pub label: String,
    /// What people ask about it, answered.
    pub help: Option<String>,
    /// When it is asked: all of these hold. Always, if there are none.
    pub when: Vec<When>,
    /// What may be answered.
    pub kind: Kind,
}

/// The kind of a guide's question (質問の種類). The names of its controls are those of the same kinds in a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// One of several.
    Choice {
        /// What may be chosen.
        options: Vec<Choice>,
    },
    /// Any of several; one option says that nothing applies, or nobody could tell "none" from "not answered yet".
    Several {
        /// What may be ticked.
        options: Vec<Choice>,
    },
    /// The date from which deadlines are counted.
    Date {
        /// What the date is called in a sentence, such as `引っ越しの日`.
        noun: String,
    },
}

/// A condition (条件): a question is asked and one of these is its answer, or among its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The id of a yes-no, a choice or a several.
    pub question: String,
    /// The ids of options; `yes` or `no` for a yes-no.
    pub is: Vec<String>,
}

/// Something to bring (持ち物).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    /// Lower-case words joined by `-`, one of a kind within the guide.
    pub id: String,
    /// What it is, such as `本人確認書類`.
    pub name: String,
    /// What counts as it.
    pub help: Option<String>,
    /// When it is needed at all: all of these hold.
    pub when: Vec<When>,
}

impl Guide {
    /// The question of this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// Whether anything of it depends on when the city hall is open.
    pub fn minds_open_days(&self) -> bool {
        self.procedures.iter().any(|procedure| procedure.deadline.is_some())
    }

    /// The deadline in words, with the name of the date that it is counted from.
    pub fn deadline_words(&self, deadline: &Deadline) -> String {
        let noun = self.question(&deadline.of).and_then(|question| match &question.kind {
            Kind::Date { noun } => Some(noun.as_str()),
            _ => None,
        });
        deadline.words(noun.unwrap_or_default())
    }
}

impl Question {
    /// The ids that a condition may name; none for a date.
    pub fn possible(&self) -> Vec<&str> {
        match &self.kind {
            Kind::YesNo => vec!["yes", "no"],
            Kind::Choice { options } | Kind::Several { options } => options.iter().map(|option| option.id.as_str()).collect(),
            Kind::Date { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
