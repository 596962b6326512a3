//! Everything that a guide says, for those who put it into other languages.

use std::borrow::Cow;

use super::{Guide, Kind, Question};
use crate::procedure::{Place, Procedure};

impl Guide {
    /// Every text that a person may read on the way to a plan and in it, each once, in the order of the guide. Where it was all taken from
    /// is not among them: sources are named as they are.
    pub fn texts(&self) -> Vec<Cow<'_, str>> {
        let mut texts: Vec<Cow<str>> = vec![self.title.as_str().into(), self.summary.as_str().into()];
        texts.extend(self.note.as_deref().map(Cow::from));
        self.questions.iter().for_each(|question| of_question(question, &mut texts));
        for thing in &self.things {
            texts.push(thing.name.as_str().into());
            texts.extend(thing.help.as_deref().map(Cow::from));
        }
        self.procedures.iter().for_each(|procedure| self.of_procedure(procedure, &mut texts));
        let mut once: Vec<Cow<str>> = Vec::new();
        texts.into_iter().for_each(|text| {
            if !once.contains(&text) {
                once.push(text)
            }
        });
        once
    }

    fn of_procedure<'g>(&'g self, procedure: &'g Procedure, texts: &mut Vec<Cow<'g, str>>) {
        texts.extend([procedure.name.as_str().into(), procedure.summary.as_str().into()]);
        if let Place::Counter(words) | Place::Elsewhere(words) = &procedure.place {
            texts.push(words.as_str().into());
        }
        texts.extend([&procedure.home, &procedure.fee, &procedure.note].into_iter().flatten().map(|text| text.as_str().into()));
        texts.extend(procedure.deadline.iter().map(|deadline| Cow::from(self.deadline_words(deadline))));
    }
}

fn of_question<'g>(question: &'g Question, texts: &mut Vec<Cow<'g, str>>) {
    texts.push(question.label.as_str().into());
    texts.extend(question.help.as_deref().map(Cow::from));
    match &question.kind {
        Kind::Choice { options } | Kind::Several { options } => {
            for option in options {
                texts.push(option.label.as_str().into());
                texts.extend(option.help.as_deref().map(Cow::from));
            }
        }
        Kind::Date { noun } => texts.push(noun.as_str().into()),
        Kind::YesNo => {}
    }
}
