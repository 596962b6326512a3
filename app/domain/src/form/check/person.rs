//! Names: kept byte for byte; their kana is brought to full-width katakana.

use super::{Asked, Fault, Judge, Part};
use crate::form::answer::Person;
use crate::form::control::{RARE_GLYPH, SINGLE_NAME};
use crate::kana;

impl Judge<'_> {
    pub(super) fn person(&mut self, asked: &Asked) -> Option<Person> {
        let blank = Part::PERSON.iter().all(|part| self.written(asked, Some(*part)).is_empty());
        if blank && asked.question.optional {
            return None;
        }
        let family = self.name(asked, Part::Family);
        let family_kana = self.name_kana(asked, Part::FamilyKana);
        let rare_glyph = self.entries.get(&format!("{}.{RARE_GLYPH}", asked.path)) == "yes";
        if self.is_single_name(asked) {
            return Some(Person { family: family?, family_kana: family_kana?, rare_glyph, ..Person::default() });
        }
        let given = self.name(asked, Part::Given);
        let given_kana = self.name_kana(asked, Part::GivenKana);
        Some(Person { family: family?, given: given?, family_kana: family_kana?, given_kana: given_kana?, rare_glyph })
    }

    /// Whether the person said that the name is one whole, and wrote no 名.
    fn is_single_name(&self, asked: &Asked) -> bool {
        let given = [Part::Given, Part::GivenKana];
        self.entries.get(&format!("{}.{SINGLE_NAME}", asked.path)) == "yes"
            && given.iter().all(|part| self.written(asked, Some(*part)).is_empty())
    }

    fn name(&mut self, asked: &Asked, part: Part) -> Option<String> {
        let text = self.part(asked, part)?;
        self.allowed(asked, Some(part), text, part.max(), false).then(|| text.to_owned())
    }

    fn name_kana(&mut self, asked: &Asked, part: Part) -> Option<String> {
        let text = self.part(asked, part)?;
        match kana::katakana(text) {
            Ok(kana) => self.allowed(asked, Some(part), &kana, part.max(), false).then_some(kana),
            Err(found) => {
                // An unseen character has its own sentence; "the character 「」" would help nobody.
                let seen = self.allowed(asked, Some(part), text, part.max(), false);
                if seen {
                    self.object(asked, Some(part), Fault::NotKana { found });
                }
                None
            }
        }
    }
}
