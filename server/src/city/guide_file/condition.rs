//! A condition in a guide's file: `when = [{ question = "way", is = ["into"] }]`.

use domain::guide::{Question, When};

use super::super::section::Section;

/// Reads the conditions of a section, which must all hold; none if there are none. `before` are the questions that they may name, unless
/// some of these could not be understood: then it cannot be said which there are.
pub(super) fn read_all(section: &Section, before: Option<&[Question]>) -> Option<Vec<When>> {
    let all: Vec<Option<When>> = section.sections("when").iter().map(|condition| read(condition, before)).collect();
    all.into_iter().collect()
}

fn read(section: &Section, before: Option<&[Question]>) -> Option<When> {
    let question = section.text("question");
    let is = section.texts("is");
    section.finish();
    if is.is_empty() {
        section.object("is", "「is」に、当てはまる答えを一つ以上並べてください。");
    }
    let question = question?;
    if let Some(before) = before {
        let Some(asked) = before.iter().find(|asked| asked.id == question) else {
            section.object(
                "question",
                format!("「{question}」という質問は、これより前にありません。idを確かめるか、順番を入れ替えてください。"),
            );
            return None;
        };
        let possible = asked.possible();
        if possible.is_empty() {
            section.object("question", format!("「{question}」は日付の質問なので、条件にできません。"));
            return None;
        }
        for (id, place) in is.iter().filter(|(id, _)| !possible.contains(&id.as_str())) {
            let reason = format!("「{question}」に「{id}」という答えはありません。{} のどれかを書いてください。", possible.join("、"));
            section.object_at(place.clone(), reason);
        }
    }
    Some(When { question, is: is.into_iter().map(|(id, _)| id).collect() })
}
