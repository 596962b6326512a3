//! What a browser has and `web-sys` does not name: cameras' lamps, serial ports, readers of barcodes.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The property of an object; undefined, if there is none.
pub fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Whether it has something under this name.
pub fn has(of: &JsValue, name: &str) -> bool {
    !get(of, name).is_falsy()
}

/// Gives an object a property.
pub fn set(of: &JsValue, name: &str, value: &JsValue) {
    // Nothing that is written to here refuses.
    let _ = Reflect::set(of, &name.into(), value);
}

/// An object with these properties.
pub fn object<const N: usize>(properties: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    properties.iter().for_each(|(name, value)| set(&object, name, value));
    object.into()
}

/// Calls the method of an object.
///
/// # Errors
/// What it throws; that there is no such method.
pub fn call(of: &JsValue, name: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = get(of, name).dyn_into()?;
    method.apply(of, &with.iter().copied().collect::<Array>())
}

/// Calls the method of an object, and waits for what it promises.
///
/// # Errors
/// What it throws, now or later.
pub async fn promised(of: &JsValue, name: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    let promise: Promise = call(of, name, with)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// A new object of the browser's, by its name there.
///
/// # Errors
/// What it throws; that there is no such name.
pub fn new(name: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    let class: Function = get(&window(), name).dyn_into()?;
    Reflect::construct(&class, &with.iter().copied().collect::<Array>())
}

/// The elements of a list.
pub fn elements(of: &JsValue) -> Vec<JsValue> {
    js_sys::try_iter(of).ok().flatten().map(|all| all.filter_map(Result::ok).collect()).unwrap_or_default()
}

/// The name of what was thrown, such as `NotAllowedError`.
pub fn name_of(thrown: &JsValue) -> String {
    get(thrown, "name").as_string().unwrap_or_default()
}
