//! The phone at home: brings the drawn pages to life, and says which parts of the program come later.

// What splits the program in two writes `unsafe` where one half calls the other; nothing of ours does.
#![allow(unsafe_code)]

use app::device::outbox::Outbox;
use app::device::{document, panic};
use app::resident::later::Parts;
use app::resident::{self, around, banks, bundle, choose, draft, ends, guide, outbox, profile, speak, terminal, wait};
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

fn main() {
    panic::show();
    let parts = Parts {
        around: || Box::pin(bring_around()),
        choose: || Box::pin(bring_choose()),
        draft: || Box::pin(bring_draft()),
        ends: || Box::pin(bring_ends()),
        guide: || Box::pin(bring_guide()),
        send: || Box::pin(bring_sending()),
        outbox: || Box::pin(bring_outbox()),
        bundle: || Box::pin(bring_bundle()),
        wait: || Box::pin(bring_wait()),
        profile: || Box::pin(bring_profile()),
        meeting: || Box::pin(bring_meeting()),
        banks: || Box::pin(bring_banks()),
        terminal: || Box::pin(bring_terminal()),
        speak: || Box::pin(bring_words()),
    };
    document::begin(move || resident::come_alive(parts));
}

#[wasm_split(around, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_around() -> Result<(), SplitLoaderError> {
    around::come_alive();
    Ok(())
}

#[wasm_split(choose, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_choose() -> Result<(), SplitLoaderError> {
    choose::come_alive();
    Ok(())
}

#[wasm_split(draft, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_draft() -> Result<(), SplitLoaderError> {
    draft::come_alive();
    Ok(())
}

#[wasm_split(ends, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_ends() -> Result<(), SplitLoaderError> {
    ends::come_alive();
    Ok(())
}

#[wasm_split(choose, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_guide() -> Result<(), SplitLoaderError> {
    guide::come_alive();
    Ok(())
}

#[wasm_split(ends, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_sending() -> Result<(), SplitLoaderError> {
    expect_context::<Outbox>().begin();
    Ok(())
}

#[wasm_split(ends, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_outbox() -> Result<(), SplitLoaderError> {
    outbox::come_alive();
    Ok(())
}

#[wasm_split(ends, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_bundle() -> Result<(), SplitLoaderError> {
    bundle::come_alive();
    Ok(())
}

#[wasm_split(wait, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_wait() -> Result<(), SplitLoaderError> {
    wait::come_alive();
    Ok(())
}

#[wasm_split(profile, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_profile() -> Result<(), SplitLoaderError> {
    profile::come_alive();
    Ok(())
}

#[wasm_split(profile, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_meeting() -> Result<(), SplitLoaderError> {
    profile::meeting::come_alive();
    Ok(())
}

#[wasm_split(banks, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_banks() -> Result<(), SplitLoaderError> {
    banks::come_alive();
    Ok(())
}

#[wasm_split(terminal, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_terminal() -> Result<(), SplitLoaderError> {
    terminal::come_alive();
    Ok(())
}

#[wasm_split(speak, wasm_split_path = ::leptos::wasm_split, fallible)]
fn bring_words() -> Result<(), SplitLoaderError> {
    speak::come_alive();
    Ok(())
}
