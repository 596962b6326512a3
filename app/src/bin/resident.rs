//! The phone at home: brings the drawn pages to life, and says which parts of the program come later.

// What splits the program in two writes `unsafe` where one half calls the other; nothing of ours does.
#![allow(unsafe_code)]

use std::sync::Arc;

use app::device::outbox::Outbox;
use app::device::{document, panic};
use app::page::Page;
use app::resident::later::{Coming, Later, NotHere};
use app::resident::{self, LIVE, ends, outbox, wait};
use domain::city::Office;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

fn main() {
    panic::show();
    let page = Arc::new(document::carried("page").expect("the server puts the page's JSON into every page it draws"));
    let later = Later {
        ends: |page| coming(bring_ends(page)),
        send: |outbox| coming(bring_sending(outbox)),
        outbox: |outbox, page| coming(bring_outbox(outbox, page)),
        wait: |office| coming(bring_wait(office)),
    };
    document::begin(move || resident::come_alive(&page, later));
}

fn coming(part: impl Future<Output = Result<(), SplitLoaderError>> + 'static) -> Coming {
    Box::pin(async move { part.await.map_err(|_| NotHere) })
}

#[wasm_split(ends, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_ends(page: Arc<Page>) -> Result<(), SplitLoaderError> {
    ends::come_alive(&page);
    Ok(())
}

#[wasm_split(ends, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_sending(outbox: Outbox) -> Result<(), SplitLoaderError> {
    outbox.begin();
    Ok(())
}

#[wasm_split(ends, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_outbox(outbox: Outbox, page: Arc<Page>) -> Result<(), SplitLoaderError> {
    outbox.begin();
    let city = page.city.name.clone();
    document::enliven(LIVE, move || view! { <outbox::Sent outbox=outbox city=city/> });
    Ok(())
}

#[wasm_split(wait, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_wait(office: Office) -> Result<(), SplitLoaderError> {
    document::enliven(LIVE, move || view! { <wait::Wait office=office/> });
    Ok(())
}
