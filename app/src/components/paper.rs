//! What the controls of a drawn form are called, and the line beside them.

use leptos::prelude::*;

/// The id of the element that says what is wrong at a control.
pub fn fault_id(control: &str) -> String {
    format!("{control}-fault")
}

/// The id of the place where it is said what was found for a control, or for a question of several.
pub fn found_id(path: &str) -> String {
    format!("{path}-found")
}

/// The id of a control; its name is also the id of its screen.
pub fn control_id(control: &str) -> String {
    format!("{control}-input")
}

/// The line beside a control (不備の表示): what is wrong with it and how to mend it. It is drawn empty, and written into when there is
/// something to say.
#[component]
pub fn FaultLine(
    /// The controls it speaks for; its id is made of the first one's.
    controls: Vec<String>,
) -> impl IntoView {
    let id = controls.first().map(|control| fault_id(control));
    view! { <p class="fault" id=id data-tells=controls.join(" ")></p> }
}
