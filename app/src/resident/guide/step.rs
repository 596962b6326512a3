//! One procedure of the plan: by when, where, with what, and whether it is done.

use chrono::NaiveDate;
use domain::era;
use domain::guide::{Step, Thing};
use domain::procedure::{Place, Procedure, Term};
use leptos::prelude::*;

use super::guided::Guided;
use crate::follow::{part, whether};
use crate::resident::ready::Stand;
use crate::route::Route;
use crate::words;
use crate::words::open_days::closed_on_last_day;

/// Said of what cannot be pointed to in any source.
pub const UNSURE: &str = "くわしいことは、市で確認中です。";

/// Said of a last day on which this city hall is closed, where the procedure is done somewhere else.
const ELSEWHERE_CLOSED: &str = "この日は、窓口が休みのことがあります。その前に済ませてください。";

/// A procedure of the plan (手続).
#[component]
pub fn StepView<'g>(
    /// The guide being followed.
    guided: Guided,
    /// Which.
    step: &'g Step<'g>,
    /// Its place in the plan, from 1.
    nth: usize,
) -> impl IntoView + use<> {
    let procedure = step.procedure;
    let what = format!("procedure.{}", procedure.id);
    let done = {
        let what = what.clone();
        whether(move || guided.kept.ticked.with(|ticked| ticked.contains(&what)))
    };
    let deadline = procedure.deadline.as_ref().map(|deadline| {
        let rule = guided.guide.with_value(|guide| guide.deadline_words(deadline));
        deadline_view(guided, rule, step, done)
    });
    let form = match &procedure.place {
        Place::Form { id, minutes, .. } => Some(view! { <ToForm guided=guided form=id.clone() minutes=*minutes/> }),
        _ => None,
    };
    let name = procedure.name.clone();
    view! {
        <li class="step" class:done=done>
            <h3 class="step-name">
                <span class="step-nth" aria-hidden="true">{nth}</span>
                <span>{procedure.name.clone()}</span>
            </h3>
            {deadline}
            <p>{procedure.summary.clone()}</p>
            <dl class="step-facts">
                {fact("場所", where_words(&procedure.place).into_any())}
                {home(procedure).map(|home| fact("家から", home.into_any()))}
                {procedure.fee.clone().map(|fee| fact("手数料", fee.into_any()))}
                {(!step.bring.is_empty()).then(|| fact("持ち物", names(&step.bring)))}
            </dl>
            {procedure.note.clone().map(|note| view! { <p class="step-note">{note}</p> })}
            {(!procedure.confirmed).then(|| view! { <p class="unsure">{UNSURE}</p> })}
            {form}
            <Tick guided=guided what=what><span>"済んだ"<span class="unseen">"："{name}</span></span></Tick>
        </li>
    }
    .into_any()
}

/// The way into the form of a procedure, and how far it is on this device.
#[component]
fn ToForm(guided: Guided, form: String, minutes: u16) -> impl IntoView {
    let page = Route::Form(form.clone()).path();
    let way = part(move || {
        let (href, words, stand) = match guided.ready.stand(&form) {
            None => (page.clone(), format!("書類を書く（{}）", words::minutes(minutes)), None),
            Some(Stand::Complete) => {
                (format!("{page}#Review"), words::bundle::LOOK_OVER.into(), Some(("stand good", words::bundle::COMPLETE.into())))
            }
            Some(Stand::ToCorrect(problems)) => {
                (page.clone(), words::bundle::GO_ON.into(), Some(("stand", words::bundle::to_correct(problems.len()))))
            }
            Some(Stand::OtherEdition) => {
                (page.clone(), words::bundle::LOOK_OVER.into(), Some(("stand", words::bundle::OTHER_EDITION.into())))
            }
        };
        let stand = stand.map(|(class, words): (_, String)| view! { <span class=class>{words}</span> });
        view! { {stand} <a class="button quiet" href=href>{words}</a> }.into_any()
    });
    view! { <p class="step-form screen-only">{way}</p> }.into_any()
}

/// Something to tick off (済みの印); on the device's disk at once.
#[component]
pub fn Tick(
    /// The guide being followed.
    guided: Guided,
    /// What is ticked off.
    what: String,
    /// The words beside it.
    children: Children,
) -> impl IntoView {
    let ticked = {
        let what = what.clone();
        whether(move || guided.kept.ticked.with(|ticked| ticked.contains(&what)))
    };
    view! {
        <label class="tick">
            <input class="card-mark" type="checkbox" prop:checked=ticked
                on:change=move |event| guided.kept.tick(what.clone(), event_target_checked(&event))/>
            {children()}
        </label>
    }
    .into_any()
}

fn fact(label: &'static str, words: AnyView) -> impl IntoView {
    view! { <div><dt>{label}</dt><dd>{words}</dd></div> }
}

/// Each thing is an element of its own: a name may hold a comma itself.
fn names(things: &[&Thing]) -> AnyView {
    let names = things.iter().map(|thing| view! { <li>{thing.name.clone()}</li> }).collect_view();
    view! { <ul class="step-bring">{names}</ul> }.into_any()
}

/// Where it is done.
pub fn where_words(place: &Place) -> String {
    match place {
        Place::Form { online: true, .. } => "オンラインで送るか、窓口でQRコードを見せます".into(),
        Place::Form { online: false, .. } => "この画面で書いて、窓口でQRコードを見せます".into(),
        Place::Counter(words) | Place::Elsewhere(words) => words.clone(),
    }
}

/// Whether it can be done from home, and how; nothing is said of what can be done only there.
fn home(procedure: &Procedure) -> Option<String> {
    let online = matches!(procedure.place, Place::Form { online: true, .. });
    procedure.home.clone().or_else(|| online.then(|| "できます。オンラインで送れます".into()))
}

/// By when, as a date if it is known, and how long that is.
fn deadline_view(guided: Guided, rule: String, step: &Step, done: Signal<bool>) -> impl IntoView + use<> {
    let Some(term) = step.term else {
        return view! { <p class="deadline"><b>"期限"</b>{rule}</p> }.into_any();
    };
    let left = part(move || match guided.today.get() {
        Some(today) if !done.get() => left_view(term, today),
        _ => ().into_any(),
    });
    let is_elsewhere = matches!(step.procedure.place, Place::Elsewhere(_));
    let closed = part(move || {
        let told = guided.today.get().and_then(|today| {
            let told = guided.guide.with_value(|guide| closed_on_last_day(&guide.open_days, term.until, today))?;
            // When others are closed we do not know; most likely they are on the same days.
            Some(if is_elsewhere { ELSEWHERE_CLOSED.to_owned() } else { told })
        });
        told.map(|told| view! { <span class="deadline-rule">{told}</span> }).into_any()
    });
    view! {
        <p class="deadline">
            <b>"期限"</b>
            <span class="deadline-day">{until_words(term.until)}</span>
            {left}
            <span class="deadline-rule">{rule}</span>
            {closed}
        </p>
    }
    .into_any()
}

fn left_view(term: Term, today: NaiveDate) -> AnyView {
    let (class, words) = left_words(term, today);
    view! { <span class=class>{words}</span> }.into_any()
}

/// How long it is until then, and how it is to be shown.
fn left_words(term: Term, today: NaiveDate) -> (&'static str, String) {
    match (term.opens.filter(|opens| *opens > today), term.days_left(today)) {
        (_, ..0) => ("left over", "期限を過ぎています。すぐに窓口へご相談ください".into()),
        (_, 0) => ("left near", "今日までです".into()),
        (Some(opens), _) => ("left", opens_words(opens)),
        (None, days @ 1..=7) => ("left near", format!("あと{days}日")),
        (None, days) => ("left", format!("あと{days}日")),
    }
}

/// `令和8年12月6日（日）まで`.
fn until_words(day: NaiveDate) -> String {
    let weekday = era::weekday(day);
    format!("{}（{weekday}）まで", era::show(day))
}

/// `令和8年11月25日（水）からできます`.
fn opens_words(day: NaiveDate) -> String {
    let weekday = era::weekday(day);
    format!("{}（{weekday}）からできます", era::show(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(opens: Option<&str>, until: &str, today: &str, expected: &str) {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(left_words(Term { opens: opens.map(day), until: day(until) }, day(today)).1, expected);
    }

    #[test]
    fn what_is_left_is_said_in_days() {
        check(None, "2026-12-06", "2026-11-22", "あと14日");
        check(None, "2026-12-06", "2026-12-06", "今日までです");
        check(None, "2026-12-06", "2026-12-07", "期限を過ぎています。すぐに窓口へご相談ください");
        check(Some("2026-11-25"), "2026-12-09", "2026-11-22", "令和8年11月25日（水）からできます");
        check(Some("2026-11-22"), "2026-12-06", "2026-11-22", "あと14日");
    }
}
