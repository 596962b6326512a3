//! The app's own failure: it leaves a page that looks alive and is not, so it is shown, with the way out.

use std::sync::Once;

use leptos::prelude::*;

use crate::words;

/// From now on a panic is shown across the page. What was typed is on the disk with every change, so nothing is lost.
pub fn show() {
    std::panic::set_hook(Box::new(|panic| {
        static SHOWN: Once = Once::new();
        leptos::logging::error!("{panic}");
        SHOWN.call_once(cover);
    }));
}

/// The notice, made by hand: nothing of the app can be trusted any more.
fn cover() {
    let notice = document().create_element("div").and_then(|notice| {
        notice.set_attribute("class", "broken")?;
        notice.set_attribute("role", "alertdialog")?;
        let words = document().create_element("p")?;
        words.set_text_content(Some(words::BROKEN));
        let way_out = document().create_element("a")?;
        way_out.set_attribute("class", "button")?;
        // Without a fragment the browser loads the page anew.
        way_out.set_attribute("href", &window().location().pathname()?)?;
        way_out.set_text_content(Some(words::RELOAD));
        notice.append_with_node_2(&words, &way_out)?;
        Ok(notice)
    });
    if let (Ok(notice), Some(body)) = (notice, document().body()) {
        // A page without a body has nothing to cover.
        let _ = body.append_with_node_1(&notice);
    }
}
