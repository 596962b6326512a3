//! Whether every question of a form can come up at all: a condition may ask for what other conditions rule out.

use std::collections::BTreeMap;

use domain::form::{Kind, Question, When};

use super::section::Section;

/// What must have been answered so that something is asked: for each question, the answers that are left.
type Needed = BTreeMap<String, Vec<String>>;

/// Notes every question, at its condition, that no answers lead to. `sections` are where the questions stand.
pub(super) fn judge(questions: &[Question], sections: &[Section]) {
    for (question, section) in questions.iter().zip(sections) {
        let at_top = Stand { questions, group: None };
        if at_top.needed(question, &mut Needed::new()).is_none() {
            object(question, section);
            continue;
        }
        let Kind::Group { questions: inner, .. } = &question.kind else { continue };
        let within = Stand { questions, group: Some(question) };
        for (asked, section) in inner.iter().zip(section.sections("question")) {
            if within.needed(asked, &mut Needed::new()).is_none() {
                object(asked, &section);
            }
        }
    }
}

fn object(question: &Question, section: &Section) {
    let reason = format!(
        "「{}」は、どのように答えても聞かれません。条件にした質問の、そのまた条件と食い違っています。「when」を直すか、この質問を消してください。",
        question.label
    );
    section.object("when", reason);
}

/// Where a question stands: outside of groups, or in one.
#[derive(Clone, Copy)]
struct Stand<'f> {
    questions: &'f [Question],
    group: Option<&'f Question>,
}

impl<'f> Stand<'f> {
    /// Adds what must have been answered for a question to be asked; `None` if that cannot be.
    fn needed(self, question: &Question, needed: &mut Needed) -> Option<()> {
        if let Some(group) = self.group {
            Stand { group: None, ..self }.needed(group, needed)?;
        }
        match &question.when {
            Some(when) => self.holds(when, needed),
            None => Some(()),
        }
    }

    /// Adds what a condition needs.
    fn holds(self, when: &When, needed: &mut Needed) -> Option<()> {
        let (stand, asked) = self.named(&when.question)?;
        let path = match stand.group {
            Some(group) => format!("{}.{}", group.id, asked.id),
            None => asked.id.clone(),
        };
        let left: Vec<String> = match needed.get(&path) {
            Some(before) => before.iter().filter(|answer| when.is.contains(answer)).cloned().collect(),
            None => when.is.clone(),
        };
        if left.is_empty() {
            return None;
        }
        needed.insert(path, left);
        stand.needed(asked, needed)
    }

    /// The question that a condition names, and where it stands.
    fn named(self, id: &str) -> Option<(Stand<'f>, &'f Question)> {
        let at_top = Stand { group: None, ..self };
        let top = |id: &str| self.questions.iter().find(|question| question.id == id);
        if let Some((group, inner)) = id.split_once('.') {
            let group = top(group)?;
            return Some((Stand { group: Some(group), ..self }, asked_in(group).iter().find(|question| question.id == inner)?));
        }
        let inside = self.group.and_then(|group| asked_in(group).iter().find(|question| question.id == id));
        inside.map(|question| (self, question)).or_else(|| top(id).map(|question| (at_top, question)))
    }
}

fn asked_in(group: &Question) -> &[Question] {
    match &group.kind {
        Kind::Group { questions, .. } => questions,
        _ => &[],
    }
}
