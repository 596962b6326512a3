//! Choices: one, any of several, yes or no.

use super::{Asked, Fault, Judge};
use crate::form::Choice;

impl<'a> Judge<'a> {
    pub(super) fn choice(&mut self, asked: &Asked, options: &[Choice]) -> Option<String> {
        let chosen = self.chosen(asked)?;
        if options.iter().any(|option| option.id == chosen) {
            return Some(chosen.to_owned());
        }
        self.object(asked, None, Fault::UnknownOption { found: chosen.to_owned() });
        None
    }

    pub(super) fn yes_no(&mut self, asked: &Asked) -> Option<bool> {
        match self.chosen(asked)? {
            "yes" => Some(true),
            "no" => Some(false),
            other => {
                self.object(asked, None, Fault::UnknownOption { found: other.to_owned() });
                None
            }
        }
    }

    pub(super) fn several(&mut self, asked: &Asked, options: &[Choice]) -> Option<Vec<String>> {
        let mut ticked = Vec::new();
        for option in options {
            let control = format!("{}.{}", asked.path, option.id);
            match self.entries.get(&control) {
                "" => {}
                "yes" => ticked.push(option.id.clone()),
                other => {
                    self.object_at(asked, control, Fault::UnknownOption { found: other.to_owned() });
                    return None;
                }
            }
        }
        if let (true, false, Some(first)) = (ticked.is_empty(), asked.question.optional, options.first()) {
            self.object_at(asked, format!("{}.{}", asked.path, first.id), Fault::NotChosen);
        }
        (!ticked.is_empty()).then_some(ticked)
    }

    fn chosen(&mut self, asked: &Asked) -> Option<&'a str> {
        let chosen = self.entries.get(&asked.path);
        if chosen.is_empty() && !asked.question.optional {
            self.object(asked, None, Fault::NotChosen);
        }
        (!chosen.is_empty()).then_some(chosen)
    }
}
