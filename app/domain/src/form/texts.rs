//! Everything that a form says, for those who put it into other languages.

use super::{Form, Kind, Question, Rule};

impl Form {
    /// Every text that a person may read on the way to a code, each once, in the order of the form. How many papers prove who somebody is has
    /// its words among those of the screens.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = vec![&self.title, &self.summary];
        texts.extend([&self.facts.who, &self.not_online, &self.fee].into_iter().flatten().map(String::as_str));
        texts.extend(self.deadline.iter().map(|deadline| deadline.text.as_str()));
        let papers = self.facts.identity_papers.map(|papers| papers.words());
        texts.extend(self.bring.iter().map(|evidence| evidence.text.as_str()).filter(|text| papers.as_deref() != Some(text)));
        texts.extend(self.facts.ways.iter().filter_map(|way| way.text.as_deref()));
        self.questions.iter().for_each(|question| of_question(question, &mut texts));
        texts.extend(self.rules.iter().filter_map(|rule| match rule {
            Rule::Needs { text, .. } => Some(text.as_str()),
            _ => None,
        }));
        let mut once: Vec<&str> = Vec::new();
        texts.into_iter().for_each(|text| {
            if !once.contains(&text) {
                once.push(text)
            }
        });
        once
    }
}

fn of_question<'q>(question: &'q Question, texts: &mut Vec<&'q str>) {
    texts.push(&question.label);
    texts.extend(question.help.as_deref());
    match &question.kind {
        Kind::Choice { options } | Kind::Several { options } => {
            for option in options {
                texts.push(&option.label);
                texts.extend(option.help.as_deref());
            }
        }
        Kind::Count { unit, .. } | Kind::Total { unit, .. } => texts.push(unit),
        Kind::Digits { of, .. } => texts.push(of),
        Kind::Group { noun, questions, .. } => {
            texts.push(noun);
            questions.iter().for_each(|question| of_question(question, texts));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::form::arbitrary::form;
    use crate::form::{Choice, Kind, Question};

    fn ask(label: &str, kind: Kind) -> Question {
        Question { id: "q".into(), label: label.into(), slot_label: None, help: Some("説明".into()), optional: false, when: None, kind }
    }

    #[test]
    fn whatever_is_read_is_there_once() {
        let options = vec![Choice { id: "a".into(), label: "本人".into(), help: Some("自分".into()) }];
        let copies = ask("通数", Kind::Count { min: 1, max: 9, unit: "通".into() });
        let group =
            Kind::Group { noun: "証明書".into(), min: 1, max: 4, questions: vec![ask("種類", Kind::Choice { options }), copies] };
        let form = form(vec![ask("証明書", group)]);
        let texts = form.texts();
        for text in ["証明書", "説明", "種類", "本人", "自分", "通数", "通"] {
            assert_eq!(texts.iter().filter(|found| **found == text).count(), 1, "{text}");
        }
        assert!(texts.contains(&form.title.as_str()) && texts.contains(&form.summary.as_str()));
    }
}
