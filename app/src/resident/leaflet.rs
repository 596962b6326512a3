//! The page of a leaflet: what there is to know about a procedure that is not filled in here, and what can be prepared for it.

use std::sync::Arc;

use domain::leaflet::{About, Chapter, Told};
use leptos::prelude::*;

use crate::page::{Entry, Page};
use crate::route::Route;
use crate::words;

/// What there is to know about a procedure (手続の案内), drawn by the server and only read.
#[component]
pub fn LeafletPage(
    /// What the page carries: the leaflet, its chapter, and the forms that prepare for it.
    page: Arc<Page>,
) -> impl IntoView {
    let leaflet = page.leaflet.clone().and_then(|leaflet| match leaflet.about {
        About::Told(told) => Some((leaflet.name, told)),
        About::Form(_) => None,
    });
    let chapter = page.chapters.first().cloned();
    leaflet.zip(chapter).map(|((name, told), chapter)| {
        view! {
            <article class="leaflet">
                <p class="way-back"><a href=Route::Procedures.path()>{words::PROCEDURES}</a>" ＞ "{chapter.title.clone()}</p>
                <h1>{name}</h1>
                <p class="lead">{told.what.clone()}</p>
                <dl class="facts">{facts(&told)}</dl>
                {told.note.clone().map(|note| view! { <p class="step-note">{note}</p> })}
                {told.link.clone().map(|link| view! { <p><a class="button" href=link>"手続のページを開く（市の外のページ）"</a></p> })}
                {(!page.forms.is_empty()).then(|| prepared(&page.forms))}
                {further(&chapter)}
            </article>
        }
    })
}

fn facts(told: &Told) -> AnyView {
    let ask = || words::ASK_THE_CITY.to_owned();
    let bring = match told.bring.as_slice() {
        [] => ask().into_any(),
        things => {
            let things = things.iter().map(|thing| view! { <li>{thing.clone()}</li> }).collect_view();
            view! { <ul class="bring">{things}</ul> }.into_any()
        }
    };
    let how = told.how.clone().unwrap_or_else(|| "窓口で手続をします。ほかの方法は、市の窓口でご確認ください".into());
    view! {
        {fact("だれが", told.who.clone().unwrap_or_else(ask).into_any())}
        {fact(words::BRING, bring)}
        {fact("どこで", told.place.clone().into_any())}
        {fact("どのように", how.into_any())}
        {fact(words::FEE, told.fee.clone().unwrap_or_else(ask).into_any())}
        {fact(words::DEADLINE, told.deadline.clone().unwrap_or_else(ask).into_any())}
    }
    .into_any()
}

fn fact(label: &'static str, text: AnyView) -> AnyView {
    view! {
        <div class="fact">
            <dt>{label}</dt>
            <dd>{text}</dd>
        </div>
    }
    .into_any()
}

/// The forms that can be filled in before one goes there.
fn prepared(forms: &[Entry]) -> AnyView {
    let lines = forms.iter().map(|form| {
        let href = Route::Form(form.id.clone()).path();
        view! { <li><a href=href>{form.title.clone()}</a><span class="here">{words::minutes(form.minutes)}</span></li> }
    });
    view! {
        <section aria-labelledby="prepared">
            <h2 id="prepared">"先に書いておける書類"</h2>
            <ul>{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Where to go on from here, and where all this comes from.
fn further(chapter: &Chapter) -> AnyView {
    let guide = chapter.guide.clone().map(|id| {
        let words = format!("「{}」の案内で、ほかの手続も確かめる", chapter.title);
        view! { <p><a href=Route::Guide(id).path()>{words}</a></p> }
    });
    view! {
        {guide}
        <p class="help guide-source">
            {(!chapter.source.confirmed).then_some("この案内の内容は、市で確認中です。")}
            "出典："<span lang="ja">{chapter.source.text.clone()}</span>
        </p>
    }
    .into_any()
}
