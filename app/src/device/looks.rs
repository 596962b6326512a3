//! How this device shows every page: the size of the letters, whether a form is seen as a whole, the language, and whether it is one that
//! everybody uses. None of it is anybody's data, and one press brings it back, so it may lie where a power cut takes it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Where the size is kept.
const SIZE: &str = "madoguchi-size";
/// Where the language is kept.
pub(super) const LANGUAGE: &str = "madoguchi-language";
/// Where it is kept that forms are seen as a whole.
const WHOLE: &str = "madoguchi-whole";

/// Where it is kept that everybody uses this device.
pub(super) const PUBLIC: &str = "madoguchi-public";

/// The size of the letters (文字の大きさ).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// As the browser has it.
    #[default]
    Usual,
    /// Half as large again.
    Large,
    /// Twice as large.
    Largest,
}

impl Size {
    /// All of them, the smallest first.
    pub const ALL: [Size; 3] = [Size::Usual, Size::Large, Size::Largest];

    /// How much of the usual size.
    fn percent(self) -> &'static str {
        match self {
            Size::Usual => "100%",
            Size::Large => "150%",
            Size::Largest => "200%",
        }
    }
}

/// The size that was chosen on this device.
pub fn size() -> Size {
    let kept = kept(SIZE);
    Size::ALL.into_iter().find(|size| kept.as_deref() == Some(size.percent())).unwrap_or_default()
}

/// Shows this page in this size, and every page from now on.
pub fn set_size(size: Size) {
    if let Some(page) = document().document_element().and_then(|page| page.dyn_into::<HtmlElement>().ok()) {
        // What the style says is the usual size; it goes by the person's own setting of the browser.
        let _ = match size {
            Size::Usual => page.style().remove_property("font-size").map(drop),
            _ => page.style().set_property("font-size", &format!("calc({} * 1.125)", size.percent())),
        };
    }
    keep(SIZE, (size != Size::default()).then(|| size.percent()));
}

/// Whether forms are seen as a whole on this device.
pub fn whole() -> bool {
    kept(WHOLE).as_deref() == Some("yes")
}

/// Shows forms as a whole from now on, or question by question.
pub fn set_whole(whole: bool) {
    if let Some(page) = document().document_element() {
        // Fails only for names that no class can have.
        let _ = page.class_list().toggle_with_force("whole", whole);
    }
    keep(WHOLE, whole.then_some("yes"));
}

/// What was kept under a name.
pub(super) fn kept(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Keeps it, or nothing where this is as it would be anyway; where nothing can be kept it holds for this page.
pub(super) fn keep(name: &str, value: Option<&str>) {
    if kept(name).as_deref() == value {
        return;
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = match value {
            Some(value) => storage.set_item(name, value),
            None => storage.remove_item(name),
        };
    }
}

/// Forgets all of it, but not whose device this is; this page stays as it is.
pub(super) fn forget() {
    if let Ok(Some(storage)) = window().local_storage() {
        // What is not there need not be removed.
        [SIZE, WHOLE, LANGUAGE].iter().for_each(|name| drop(storage.remove_item(name)));
    }
}
