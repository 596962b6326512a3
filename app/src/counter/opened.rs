//! Open forms on the screen: what each is, every answer, and what can be done with it.

use std::sync::Arc;

use api::{Listing, Opened};
use domain::city::City;
use domain::form::journey::Step;
use domain::form::{Answer, Answers, Kind, Question};
use domain::submission::{Channel, Status};
use leptos::html;
use leptos::prelude::*;

use super::bundle::Bundle;
use super::case::Case;
use super::correct::{AddItem, Correctable};
use super::laid::{Laid, waits};
use super::office::Office;
use super::sheet::PrintedSheets;
use crate::device::{focus, keys};

/// What lies open on the desk (開封した申請書): one form, or one of several with the way to the others.
#[component]
pub fn OpenedForms(
    /// The city.
    city: Arc<City>,
    /// The forms.
    laid: Laid,
    /// What can be done with them.
    case: Case,
) -> impl IntoView {
    keys::on_key(move |key| {
        match key {
            "Control+Enter" => case.accept(),
            "Control+Alt+Enter" => case.accept_all(),
            "Control+KeyP" => case.print(),
            "Control+Alt+KeyP" => case.print_all(),
            "Alt+ArrowUp" => case.show_beside(-1),
            "Alt+ArrowDown" => case.show_beside(1),
            "Escape" => case.clear(),
            _ => return false,
        }
        true
    });
    let bundle = laid.is_bundle().then(|| view! { <Bundle laid=laid.clone() case=case/> });
    let opened = laid.shown().cloned().map(|opened| view! { <OpenedForm opened=opened case=case/> });
    view! { {bundle} {opened} <PrintedSheets city=city laid=laid case=case/> }
}

/// The form that is looked over.
#[component]
fn OpenedForm(opened: Arc<Opened>, case: Case) -> impl IntoView {
    let title = focus::on_arrival::<html::H3>();
    let form = opened.form.clone();
    view! {
        <article class="opened">
            <h3 class="opened-title" tabindex="-1" node_ref=title>{form.title.clone()}</h3>
            <p class="opened-facts">{format!("第{}版　記入 {}", form.edition, opened.created.words())}</p>
            {opened.stored.clone().map(|stored| view! { <Stored stored=stored/> })}
            {opened.read_at.map(|at| view! { <p class="opened-stored">{format!("{} に読取済み（まだ受理していません）", at.words())}</p> })}
            <div class="opened-acts"><Acts opened=opened.clone() case=case/></div>
            <p class="said" role="status">{move || case.said().ok()}</p>
            <p class="fault" role="alert">{move || case.said().err()}</p>
            <Office opened=opened.clone() case=case/>
            <Written opened=opened.clone() case=case/>
        </article>
    }
}

/// Where and when it is stored: a code that is held over the reader twice says so.
#[component]
fn Stored(stored: Listing) -> impl IntoView {
    let at = stored.received_at;
    let (way, status) = (way(stored.channel), status(stored.status));
    view! {
        <p class="opened-stored">
            <b class="reference">{stored.reference.0.clone()}</b>
            <span>{format!("{} に受付済み（{way}・{status}）", at.words())}</span>
        </p>
    }
    .into_any()
}

/// The buttons.
#[component]
fn Acts(opened: Arc<Opened>, case: Case) -> impl IntoView {
    let waits = waits(&opened);
    let stored = opened.stored.is_some();
    let accept = waits.then(|| {
        view! {
            <button type="button" class="button" aria-keyshortcuts="Control+Enter" on:click=move |_| case.accept()>
                "受理する" <kbd aria-hidden="true">"Ctrl+Enter"</kbd>
            </button>
        }
    });
    let print = stored.then(|| {
        let words = if opened.printed_at.is_some() { "再印刷" } else { "印刷" };
        view! {
            <button type="button" class="button" class:quiet=waits aria-keyshortcuts="Control+P" on:click=move |_| case.print()>
                {words} <kbd aria-hidden="true">"Ctrl+P"</kbd>
            </button>
        }
    });
    let no_paper = move || {
        case.is_sent().then(|| {
            view! { <button type="button" class="button quiet" on:click=move |_| case.no_paper()>"用紙が出なかった"</button> }
        })
    };
    view! {
        {accept}
        {print}
        {no_paper}
        <button type="button" class="button quiet" aria-keyshortcuts="Escape" on:click=move |_| case.clear()>
            "閉じる" <kbd aria-hidden="true">"Esc"</kbd>
        </button>
    }
    .into_any()
}

/// Every answer, question by question.
#[component]
fn Written(opened: Arc<Opened>, case: Case) -> impl IntoView {
    // It was checked when it was opened; what staff corrected was checked too.
    let answers = opened.form.check(&opened.entries, opened.created.date()).unwrap_or_default();
    let steps = opened.form.journey(&opened.entries, opened.created.date()).into_iter();
    let steps: Vec<Step> = steps.collect();
    let lasts = steps.iter().enumerate().map(|(nth, step)| steps.get(nth + 1).is_none_or(|next| next.question != step.question));
    let steps = steps.iter().cloned().zip(lasts).map(|(step, is_last)| {
        let group = opened.form.question(&step.question).filter(|question| is_last && matches!(question.kind, Kind::Group { .. })).cloned();
        let more = group.map(|group| view! { <AddItem opened=opened.clone() group=group case=case/> });
        view! { <OneStep opened=opened.clone() answers=answers.clone() step=step case=case/> {more} }
    });
    let totals = opened.form.totals(&opened.entries, opened.created.date()).into_iter().map(|(question, total)| {
        let (question, shown) = (question.clone(), Some(total.show_on_screen(question)));
        let path = question.id.clone();
        view! { <dl class="answers"><Correctable opened=opened.clone() question=question path=path shown=shown case=case/></dl> }
    });
    let totals = totals.collect_view();
    view! { <div class="written">{steps.collect_view()} {totals}</div> }.into_any()
}

/// The answers of one step of the form: one question's, or those of one person of a group.
#[component]
fn OneStep(opened: Arc<Opened>, answers: Answers, step: Step, case: Case) -> impl IntoView {
    let questions: Vec<Question> = opened.form.asked_on(&step, &opened.entries, opened.created.date()).into_iter().cloned().collect();
    let (heading, own) = match step.item {
        None => (None, answers),
        Some(number) => (item_heading(&opened, &step, number), item(&answers, &step, number)),
    };
    let heading = heading.map(|words| view! { <h4>{words}</h4> });
    let rows = questions.into_iter().map(|question| {
        let path = if step.item.is_some() { format!("{}.{}", step.path(), question.id) } else { question.id.clone() };
        let shown = own.0.get(&question.id).map(|answer| answer.show_on_screen(&question));
        view! { <Correctable opened=opened.clone() question=question path=path shown=shown case=case/> }
    });
    view! { {heading} <dl class="answers">{rows.collect_view()}</dl> }.into_any()
}

/// Such as `異動する人 2`.
fn item_heading(opened: &Opened, step: &Step, number: u8) -> Option<String> {
    match &opened.form.question(&step.question)?.kind {
        Kind::Group { noun, .. } => Some(format!("{noun} {number}")),
        _ => None,
    }
}

/// The answers of one person or thing of a group.
fn item(answers: &Answers, step: &Step, number: u8) -> Answers {
    match answers.0.get(&step.question) {
        Some(Answer::Group(items)) => items.get(usize::from(number) - 1).cloned().unwrap_or_default(),
        _ => Answers::default(),
    }
}

/// How it came, in words.
pub fn way(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "窓口",
        Channel::Online => "オンライン",
    }
}

/// How far it is, in words.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Received => "未確認",
        Status::Accepted => "受理",
        Status::Unreadable => "開封不可",
    }
}
