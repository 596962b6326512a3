//! Every answer by its question, as the form understands it.

use chrono::NaiveDate;
use domain::form::control::belongs_to;
use domain::form::journey::Step;
use domain::form::{Answer, Entries, Form, Kind, Problem, Question, ordinal};
use leptos::prelude::*;

use super::filling::Filling;
use super::screen::{Focus, Screen};
use crate::words;

/// One answer to look over (確認の行).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    label: String,
    text: String,
    /// Whether it is what was typed, in whatever language: it is shown letter for letter.
    is_typed: bool,
    /// Where it is asked; nowhere, if it follows from other answers.
    step: Option<Step>,
    /// The control to go to.
    control: String,
    is_wrong: bool,
}

/// Every answer with its question (記入内容の一覧), as far as it goes.
#[component]
pub fn AnswerList(
    /// Whether each has a way to where it is changed.
    correctable: bool,
) -> impl IntoView {
    let filling = Filling::here();
    let lines = Memo::new(move |_| {
        // Only where it is seen: while typing nobody looks at it.
        let is_seen = filling.here.with(|here| matches!(here, Screen::Review | Screen::Carry));
        if is_seen { filling.lines() } else { Vec::new() }
    });
    let rows = move || lines.get().into_iter().map(|line| view! { <Row line=line correctable=correctable/> }).collect_view();
    view! { <dl class="answers">{rows}</dl> }.into_any()
}

#[component]
fn Row(line: Line, correctable: bool) -> impl IntoView {
    let filling = Filling::here();
    let Line { label, text, is_typed, step, control, is_wrong } = line;
    let translate = is_typed.then_some("no");
    let way = step.filter(|_| correctable).map(|step| {
        let href = format!("#{}", step.path());
        let correct = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            filling.correcting.set(true);
            filling.go(Screen::Ask(step.clone()), Focus::At(control.clone()));
        };
        let label = label.clone();
        view! {
            <dd class="answer-way">
                <a href=href on:click=correct>{words::CORRECT}<span class="unseen">"："{label}</span></a>
            </dd>
        }
    });
    view! {
        <div class="answer" class:wrong=is_wrong>
            <dt>{label}</dt>
            <dd class="answer-text" translate=translate>{text}</dd>
            {way}
        </div>
    }
}

impl Filling {
    fn lines(self) -> Vec<Line> {
        lines(&self.form(), &self.steps.get(), &self.problems.get(), &self.entries.get(), self.today.get())
    }
}

/// Every answer of a form that is finished, as it goes into the code (記入内容の一覧).
#[component]
pub fn FinishedAnswers<'a>(
    /// The form.
    form: &'a Form,
    /// What was answered.
    entries: &'a Entries,
    /// The day on which it was finished.
    today: NaiveDate,
) -> impl IntoView + use<> {
    let lines = lines(form, &form.journey(entries, today), &[], entries, Some(today));
    let rows = lines.into_iter().map(|line| {
        view! {
            <div class="answer">
                <dt>{line.label}</dt>
                <dd class="answer-text" translate=line.is_typed.then_some("no")>{line.text}</dd>
            </div>
        }
    });
    view! { <dl class="answers">{rows.collect_view()}</dl> }.into_any()
}

fn lines(form: &Form, steps: &[Step], problems: &[Problem], entries: &Entries, today: Option<NaiveDate>) -> Vec<Line> {
    let line = |step: &Step, question: &Question| {
        let path = if step.item.is_some() { format!("{}.{}", step.path(), question.id) } else { step.path() };
        let wrong = problems.iter().find(|problem| belongs_to(&problem.control, &path));
        let before = match (form.question(&step.question).map(|group| &group.kind), step.item) {
            (Some(Kind::Group { noun, .. }), Some(number)) => ordinal(noun, number),
            _ => String::new(),
        };
        let (text, is_typed) = text_of(form, step, question, &path, entries, today);
        Line {
            label: before + &question.label,
            text,
            is_typed,
            step: Some(step.clone()),
            control: wrong.map_or_else(|| path.clone(), |problem| problem.control.clone()),
            is_wrong: wrong.is_some(),
        }
    };
    let day = today.unwrap_or_default();
    let on = |step: &Step| form.asked_on(step, entries, day).into_iter().map(|question| line(step, question)).collect::<Vec<_>>();
    let totals = today.map(|today| form.totals(entries, today)).unwrap_or_default().into_iter().map(|(question, total)| {
        let text = total.show_on_screen(question);
        Line { label: question.label.clone(), text, is_typed: false, step: None, control: String::new(), is_wrong: false }
    });
    steps.iter().flat_map(on).chain(totals).collect()
}

/// The answer as it is understood; what was typed, where it is not. And whether it is the person's own words.
fn text_of(form: &Form, step: &Step, question: &Question, path: &str, entries: &Entries, today: Option<NaiveDate>) -> (String, bool) {
    let understood = today.and_then(|today| form.answer(step, question, entries, today));
    let typed = || {
        let controls = question.controls(path);
        let texts = controls.iter().map(|control| entries.get(control)).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join("　")
    };
    let is_typed = understood.as_ref().is_none_or(Answer::is_typed);
    let text = understood.map_or_else(typed, |answer| answer.show_on_screen(question));
    if text.is_empty() { (words::NO_ANSWER.into(), false) } else { (text, is_typed) }
}
