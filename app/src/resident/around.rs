//! What every page has around it, whatever it is about: the app kept on the device, and what is said above the page.

use leptos::prelude::*;

use super::newer::Newer;
use super::offline::Offline;
use crate::device::document::enliven;
use crate::device::install::Install;

/// Where the offer of a newer version stands.
pub const NEWER: &str = "newer";
/// Where it is said that there is no network.
pub const OFFLINE: &str = "offline";

/// Has the browser keep the app, and brings what stands above the page to life.
pub fn come_alive() {
    let install = Install::new();
    install.begin();
    enliven(NEWER, move || view! { <Newer install=install/> });
    enliven(OFFLINE, || view! { <Offline/> });
}
