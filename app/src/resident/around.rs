//! What every page has around it, whatever it is about: the app kept on the device, what is said above the page, what waits to be sent.

use domain::language::Language;
use leptos::prelude::*;

use super::aids::{AIDS, Aids};
use super::back::Back;
use super::filling::Filling;
use super::later::Later;
use super::newer::Newer;
use super::offline::Offline;
use crate::device::document::{self, enliven};
use crate::device::install::Install;
use crate::device::language;
use crate::device::outbox::Outbox;
use crate::device::terminal;

/// Where the offer of a newer version stands, and the way back to a guide.
pub const NEWER: &str = "newer";
/// Where it is said that there is no network.
pub const OFFLINE: &str = "offline";

/// Has the browser keep the app, brings what stands above the page to life, and has what waits in the outbox sent.
pub fn come_alive() {
    let install = Install::new();
    install.begin();
    let filling = use_context::<Filling>();
    let in_hand = move || filling.is_none_or(Filling::is_in_hand);
    language::follow(in_hand, move || {
        filling.and_then(|filling| filling.draft.kept()).filter(|kept| kept.revision > 0).map(|kept| kept.id)
    });
    enliven(AIDS, || view! { <Aids/> });
    // A newer version is taken by loading the page anew, and where nothing is kept that would be the end of what is written.
    let newer = (!terminal::is_public()).then_some(install);
    enliven(NEWER, move || view! { {newer.map(|install| view! { <Newer install=install/> })} <Back/> });
    enliven(OFFLINE, || view! { <Offline/> });
    let later: Later = expect_context();
    if document::language() != Language::Japanese {
        later.fetch(&[], later.parts.speak);
    }
    expect_context::<Outbox>().when_something_waits(move || later.fetch(&[], later.parts.send));
}
