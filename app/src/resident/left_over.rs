//! A draft that was begun with another edition of the form: what fits nowhere now, beside the question that asks for it now.

use domain::form::Entries;
use leptos::prelude::*;

use super::filling::Filling;
use super::screen::Screen;
use crate::follow::{part, words as follow_words};
use crate::words;

/// What is left over for the screen where the person stands (前の様式での答え); on the review, what is not asked for any more.
#[component]
pub fn LeftOver(filling: Filling) -> impl IntoView {
    let left = Memo::new(move |_| {
        // Set when the draft is taken in hand: before that there is none.
        filling.draft.other_edition.track();
        let former = filling.draft.kept().and_then(|kept| kept.former).map_or_else(Entries::default, |former| former.entries);
        filling.form().left_over(&former)
    });
    let here = Memo::new(move |_| {
        let screen = filling.here.get();
        let belongs = |left: &domain::draft::LeftOver| match (&screen, &left.step) {
            (Screen::Ask(step), Some(asked)) => step == asked,
            (Screen::Review, None) => true,
            _ => false,
        };
        left.with(|left| left.iter().filter(|left| belongs(left)).map(|left| left.text.clone()).collect::<Vec<_>>())
    });
    let lead = follow_words(move || {
        let is_asked = matches!(filling.here.get(), Screen::Ask(_));
        if is_asked { words::LEFT_OVER } else { words::NOT_ASKED_NOW }.to_owned()
    });
    let told = move || {
        let texts = here.get();
        if texts.is_empty() {
            return ().into_any();
        }
        let lines = texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
        view! {
            <div class="notice warn">
                <p>{lead}</p>
                <ul>{lines}</ul>
            </div>
        }
        .into_any()
    };
    view! { {part(told)} }
}
