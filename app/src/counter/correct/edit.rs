//! Writing answers anew: the one that is wrong, and whatever else is asked because of what it becomes.

use std::sync::Arc;

use api::Opened;
use domain::form::{Entries, Form, Problem, Question};
use leptos::html;
use leptos::prelude::*;

use super::super::case::Case;
use super::super::session::session;
use super::controls::{OneControl, controls};
use crate::device::{focus, form_page};

/// A question to be answered anew (補正する質問), in its place of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The names of its controls begin with this.
    pub path: String,
    /// The question.
    pub question: Question,
}

/// The form with which staff correct (補正の入力).
#[component]
pub fn Edit(
    /// The form.
    opened: Arc<Opened>,
    /// What is corrected, in words.
    label: String,
    /// The questions that are asked at first.
    asked: Vec<Asked>,
    /// Whether this is shown.
    editing: RwSignal<bool>,
    /// Where a corrected form goes.
    case: Case,
) -> impl IntoView {
    let session = session();
    let (asked, wrong) = (RwSignal::new(asked), RwSignal::new(Vec::<String>::new()));
    let form = focus::on_first_field::<html::Form>();
    let entries = opened.entries.clone();
    let drawn = move |one: Asked| {
        let controls = controls(&one.question, &one.path);
        // The only control of a question is called like it, and the first question stands under its own name.
        let is_named = controls.len() > 1 && asked.with_untracked(|asked| asked.first() != Some(&one));
        let title = is_named.then(|| view! { <legend>{one.question.label.clone()}</legend> });
        let controls = controls.into_iter().map(|control| {
            let before = entries.get(&control.name).to_owned();
            view! { <OneControl control=control before=before/> }
        });
        view! { <fieldset class="edit-question">{title} {controls.collect_view()}</fieldset> }
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = form.get_untracked().map(|form| form_page::read(&form)).unwrap_or_default();
        let entries = asked.with_untracked(|asked| rewritten(&opened.entries, asked, &typed));
        if let Err(problems) = opened.form.check(&entries, opened.created.date()) {
            asked.update(|asked| ask_more(asked, &opened.form, &problems));
            return wrong.set(problems.iter().map(Problem::sentence).collect());
        }
        let Some(stored) = &opened.stored else { return };
        session.ask(api::correct(stored.reference.clone(), entries), move |answer| match answer {
            Ok(opened) => case.corrected(opened),
            Err(refused) => wrong.set(vec![refused.sentence()]),
        });
    };
    let said = move || {
        let sentences = wrong.get();
        (!sentences.is_empty())
            .then(|| view! { <ul>{sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul> })
    };
    view! {
        <form class="edit" aria-label=label novalidate node_ref=form on:submit=save>
            <For each=move || asked.get() key=|one| one.path.clone() children=drawn/>
            <div class="fault" role="alert">{said}</div>
            <button type="submit" class="button">"補正を保存"</button>
            <button type="button" class="button quiet" on:click=move |_| editing.set(false)>"やめる"</button>
        </form>
    }
    .into_any()
}

/// What the answer leaves open is asked beside it: a correction is saved whole, or not at all.
fn ask_more(asked: &mut Vec<Asked>, form: &Form, problems: &[Problem]) {
    for (path, question) in problems.iter().filter_map(|problem| form.question_with(&problem.control)) {
        if asked.iter().all(|one| one.path != path) {
            asked.push(Asked { path: path.to_owned(), question: question.clone() });
        }
    }
}

/// The whole form's entries with these questions written anew.
fn rewritten(before: &Entries, asked: &[Asked], typed: &Entries) -> Entries {
    let mut entries = before.clone();
    for control in asked.iter().flat_map(|one| controls(&one.question, &one.path)) {
        entries.set(control.name.clone(), typed.0.get(&control.name).cloned().unwrap_or_default());
    }
    entries
}

#[cfg(test)]
mod tests {
    use domain::form::Kind;

    use super::*;

    #[test]
    fn a_correction_touches_what_it_asks_only() {
        let question = Question {
            id: "name".into(),
            label: "氏名".into(),
            slot_label: None,
            help: None,
            optional: false,
            when: None,
            kind: Kind::Person,
        };
        let entries =
            |pairs: &[(&str, &str)]| -> Entries { pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect() };
        let before = entries(&[("name.family", "佐倉"), ("name.given", "花子"), ("named", "x")]);
        let typed = entries(&[("name.family", "櫻"), ("name.given", ""), ("stranger", "y")]);
        let asked = [Asked { path: "name".into(), question }];
        assert_eq!(rewritten(&before, &asked, &typed), entries(&[("name.family", "櫻"), ("named", "x")]));
    }
}
