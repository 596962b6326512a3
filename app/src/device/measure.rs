//! How long something took, for the browser's own tools and for `cargo xtask bench`. Nothing of it leaves the page.

use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// Does something, and notes under this name how long it took (User Timing).
pub fn measured<T>(name: &str, what: impl FnOnce() -> T) -> T {
    let begin = JsValue::from(format!("{name} begins"));
    note("mark", &[&begin]);
    let done = what();
    note("measure", &[&name.into(), &begin]);
    done
}

fn note(how: &str, arguments: &[&JsValue]) {
    let performance = Reflect::get(&window(), &"performance".into()).unwrap_or_default();
    let method = Reflect::get(&performance, &how.into()).ok().and_then(|method| method.dyn_into::<Function>().ok());
    // A browser that measures nothing makes codes all the same.
    let _ = method.map(|method| method.apply(&performance, &arguments.iter().copied().collect()));
}
