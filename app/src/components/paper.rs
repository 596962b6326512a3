//! What the controls of a form know of it: what is written, and what is wrong.

use std::collections::BTreeMap;

use domain::form::{Entries, Problem};
use leptos::prelude::*;

/// The form that controls stand on (記入用紙), given to them as context.
#[derive(Clone, Copy)]
pub struct Paper {
    /// What the controls hold.
    pub entries: Signal<Entries>,
    /// What is to be said beside each control.
    pub problems: Memo<BTreeMap<String, Problem>>,
}

impl Paper {
    /// The one that this component stands on.
    pub fn here() -> Paper {
        expect_context()
    }

    /// The problem to show at a control.
    pub fn problem(self, control: &str) -> Option<Problem> {
        self.problems.with(|problems| problems.get(control).cloned())
    }

    /// What a control holds, without surrounding blanks.
    pub fn text(self, control: &str) -> String {
        self.entries.with(|entries| entries.get(control).to_owned())
    }
}

/// The id of the element that says what is wrong at a control.
pub fn fault_id(control: &str) -> String {
    format!("{control}-fault")
}

/// The id of a control; its name is also the id of its screen.
pub fn control_id(control: &str) -> String {
    format!("{control}-input")
}

/// The line beside a control (不備の表示): what is wrong with it and how to mend it.
#[component]
pub fn FaultLine(
    /// The controls it speaks for; the first one's id is its own.
    controls: Vec<String>,
) -> impl IntoView {
    let paper = Paper::here();
    let id = controls.first().map(|control| fault_id(control));
    let sentence = move || controls.iter().find_map(|control| paper.problem(control)).map(|problem| problem.sentence());
    view! { <p class="fault" id=id>{sentence}</p> }
}
