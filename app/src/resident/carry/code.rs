//! The picture of a code, or its several pictures: what they are for, until when, and what to do with them.

use std::sync::Arc;

use domain::era;
use domain::form::Form;
use domain::slip::CodeFault;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Carried;
use super::held::{HeldUp, Holding};
use super::paper::OnPaper;
use crate::components::qr_code::{Modules, QrPicture};
use crate::device::{awake, late_style, picture, printer};
use crate::follow::{follow, part, press, whether};
use crate::words;

/// The style of this page, which no first visit waits for.
const STYLE: &str = include_str!("../../../../style/late/code.css");

/// The code (QRコード), how long it is good for, what to do with it, and its digits.
#[component]
pub fn Code(
    /// The forms in it.
    forms: Vec<Arc<Form>>,
    /// What was sealed.
    carried: Carried,
) -> impl IntoView {
    let paper = view! { <OnPaper forms=forms carried=carried.clone()/> }.into_any();
    let shows = carried.slip.pictures();
    let n_digits = carried.slip.digits().len();
    let digits = part_of_digits(&shows);
    let picture = match shows.iter().map(|digits| Modules::of(digits)).collect::<Option<Vec<_>>>() {
        Some(pictures) => view! { <Pictures pictures=pictures paper=paper/> }.into_any(),
        None => view! { <p class="fault">{CodeFault::TooLong.sentence()}</p> }.into_any(),
    };
    let titles = carried.titles.iter().map(|title| view! { <li data-picture="1">{title.clone()}</li> }).collect_view();
    follow(move || {
        late_style::wear(STYLE);
        awake::stay_awake();
    });
    let in_pages = (shows.len() > 1).then(|| view! { <p class="notice">{words::code::in_pages(shows.len())}</p> });
    view! {
        <p class="lead">{words::SHOW_CODE}</p>
        {in_pages}
        {picture}
        <p class="until" data-picture="3">{words::until(&era::show(carried.until))}</p>
        <div class="code-of">
            <p><span data-picture="2">{carried.city}</span>" "{words::code::OF}</p>
            <ul>{titles}</ul>
            <p class="field-hint">{words::code::made(&carried.created.words())}</p>
            <p class="code-warning" data-picture="4">{words::code::WARNING}</p>
        </div>
        <ul class="how">{words::AT_THE_COUNTER.map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        <details class="digits">
            <summary>{words::digits(n_digits)}</summary>
            <p class="field-hint">{words::DIGITS_USE}</p>
            {digits}
        </details>
    }
}

/// The digits in fives, picture by picture.
fn part_of_digits(shows: &[String]) -> AnyView {
    let fives = |digits: &String| {
        let groups = digits.as_bytes().chunks(5).map(|five| String::from_utf8_lossy(five).into_owned());
        let groups = groups.map(|five| view! { <span>{five}</span> }).collect_view();
        view! { <code class="digits-text" lang="en">{groups}</code> }
    };
    shows.iter().map(fives).collect_view().into_any()
}

/// The pictures, one at a time, and what can be done with them.
#[component]
fn Pictures(pictures: Vec<Modules>, paper: AnyView) -> impl IntoView {
    let of = pictures.len();
    let holding = Holding::new(pictures.clone());
    let addresses = RwSignal::new(Vec::new());
    let printed = move |nth: usize, label: String| {
        let picture = move |address: String| view! { <img class="qr-printed" src=address alt=label.clone()/> };
        part(move || addresses.with(|all: &Vec<Option<String>>| all.get(nth).cloned().flatten()).map(&picture).into_any())
    };
    let drawn = pictures.iter().cloned().enumerate().map(|(nth, modules)| {
        let label = label(nth, of);
        let caption = (of > 1).then(|| view! { <p class="picture-number">{words::code::page(nth + 1, of)}</p> });
        view! {
            <div class="picture" class:now=whether(move || holding.shown.get() == nth)>
                <QrPicture modules=modules label=label.clone()/>
                {printed(nth, label)}
                {caption}
            </div>
        }
    });
    let drawn = drawn.collect_view();
    let (may_share, trouble) = (RwSignal::new(false), RwSignal::new(false));
    follow(move || may_share.set(picture::may_share()));
    let pictures = StoredValue::new(pictures);
    follow(move || addresses.set(pictures.with_value(|all| all.iter().map(picture::address_of).collect())));
    let share = move || {
        spawn_local(async move {
            let is_shared = picture::share(&pictures.get_value()).await;
            trouble.try_set(!is_shared);
        });
    };
    let not_shared = part(move || match trouble.get() {
        true => view! { <p class="fault" role="alert">{words::code::NOT_SHARED}</p> }.into_any(),
        false => ().into_any(),
    });
    view! {
        <div class="pictures" on:click=move |_| holding.hold_up()>{drawn}</div>
        <Pages holding=holding of=of/>
        <div class="keep hold-up">
            <button class="button" type="button" on:click=press(move || holding.hold_up())>{words::code::ENLARGE}</button>
        </div>
        <div class="keep">
            <button class="button quiet" type="button" on:click=press(move || pictures.with_value(|all| picture::save(all)))>
                {words::SAVE_PICTURE}
            </button>
            <button class="button quiet" type="button" on:click=move |_| printer::print(words::CODE)>{words::PRINT}</button>
            {paper}
            <button class="button quiet" type="button" hidden=whether(move || !may_share.get()) on:click=press(share)>{words::code::SHARE}</button>
        </div>
        {not_shared}
        <p class="field-hint if-public">{words::terminal::PICTURE}</p>
        <HeldUp holding=holding/>
    }
}

/// From one picture to the next, where there are several.
#[component]
pub fn Pages(
    /// Which of them is shown.
    holding: Holding,
    /// How many there are.
    of: usize,
) -> impl IntoView {
    (of > 1).then(|| {
        view! {
            <div class="keep pages">
                <button class="button quiet" type="button" disabled=whether(move || holding.shown.get() == 0)
                    on:click=press(move || holding.turn(-1))>{words::code::PAGE_BEFORE}</button>
                <span class="page-now" role="status">{crate::follow::words(move || words::code::page(holding.shown.get() + 1, of))}</span>
                <button class="button quiet" type="button" disabled=whether(move || holding.shown.get() + 1 == of)
                    on:click=press(move || holding.turn(1))>{words::code::PAGE_AFTER}</button>
            </div>
        }
    })
}

/// What a picture is, for those who do not see it.
pub fn label(nth: usize, of: usize) -> String {
    if of == 1 { words::CODE.to_owned() } else { words::code::label(nth + 1, of) }
}
