//! The catalogue: every procedure of the city, by what it is about and by sound.

use std::sync::Arc;

use domain::leaflet::{About, Chapter, Leaflet};
use leptos::prelude::*;

use crate::route::Route;
use crate::words;

/// Every procedure of the city (手続の一覧), drawn by the server and only read.
#[component]
pub fn Catalogue(
    /// Its chapters.
    chapters: Vec<Arc<Chapter>>,
) -> impl IntoView {
    let by_chapter = chapters.iter().map(|chapter| of_chapter(chapter, &chapters)).collect_view();
    let columns = columns(&chapters);
    let jumps = columns.iter().map(|(head, _)| view! { <li><a href=format!("#{}", place(*head))>{head.to_string()}</a></li> });
    let jumps = jumps.collect_view();
    let by_sound = columns.iter().map(|(head, leaflets)| {
        let lines = leaflets.iter().map(|leaflet| line(leaflet)).collect_view();
        view! {
            <section aria-labelledby=place(*head)>
                <h3 id=place(*head)>{format!("{head}行")}</h3>
                <ul class="index">{lines}</ul>
            </section>
        }
    });
    view! {
        <h1>{words::PROCEDURES}</h1>
        <p class="lead">"市の手続を、分野ごとと五十音順に並べています。"<a href=Route::Choose.path()>"言葉で探すこともできます。"</a></p>
        <section aria-labelledby="by-chapter">
            <h2 id="by-chapter">"できごと・分野から探す"</h2>
            {by_chapter}
        </section>
        <section aria-labelledby="by-sound">
            <h2 id="by-sound">"五十音順"</h2>
            <nav aria-label="五十音"><ul class="sounds">{jumps}</ul></nav>
            {by_sound.collect_view()}
        </section>
    }
}

/// A chapter: its own procedures, then those of other chapters that concern it too.
fn of_chapter(chapter: &Chapter, all: &[Arc<Chapter>]) -> AnyView {
    let others = all.iter().flat_map(|other| &other.leaflets).filter(|leaflet| leaflet.also.contains(&chapter.id));
    let leaflets: Vec<&Leaflet> = chapter.leaflets.iter().chain(others).collect();
    let n = leaflets.len();
    let lines = leaflets.into_iter().map(line).collect_view();
    let guide = chapter.guide.clone().map(|id| {
        view! { <p><a href=Route::Guide(id).path()>"質問に答えて、必要な手続だけを順番に見る"</a></p> }
    });
    view! {
        <details class="chapter">
            <summary>{format!("{}（{n}件）", chapter.title)}</summary>
            <p>{chapter.summary.clone()}</p>
            {guide}
            <ul class="index">{lines}</ul>
        </details>
    }
    .into_any()
}

fn line(leaflet: &Leaflet) -> AnyView {
    let (href, tag) = match &leaflet.about {
        About::Form(id) => (Route::Form(id.clone()).path(), Some(view! { <span class="here">"この画面で書けます"</span> })),
        About::Told(_) => (Route::Procedure(leaflet.id.clone()).path(), None),
    };
    view! { <li><a href=href>{leaflet.name.clone()}</a>{tag}</li> }.into_any()
}

/// The procedures by sound, column by column; a column without any is left out.
fn columns(chapters: &[Arc<Chapter>]) -> Vec<(char, Vec<&Leaflet>)> {
    let mut leaflets: Vec<&Leaflet> = chapters.iter().flat_map(|chapter| &chapter.leaflets).collect();
    leaflets.sort_by(|a, b| a.kana.cmp(&b.kana));
    let mut columns: Vec<(char, Vec<&Leaflet>)> = Vec::new();
    for leaflet in leaflets {
        match columns.last_mut().filter(|(head, _)| *head == leaflet.column()) {
            Some((_, column)) => column.push(leaflet),
            None => columns.push((leaflet.column(), vec![leaflet])),
        }
    }
    columns
}

/// Where a column begins.
fn place(head: char) -> String {
    format!("sound-{head}")
}
