//! A line of text that the page holds: it is read when it is needed, not followed key by key.

use leptos::html;
use leptos::prelude::*;

/// A line to type into (入力欄).
#[derive(Clone, Copy)]
pub struct Line(NodeRef<html::Input>);

impl Line {
    /// A line that will be on the page.
    pub fn new() -> Line {
        Line(NodeRef::new())
    }

    /// A line on which the keyboard stands when it appears.
    pub fn first() -> Line {
        Line(super::focus::on_arrival())
    }

    /// The element, for the view to fill in.
    pub fn node(self) -> NodeRef<html::Input> {
        self.0
    }

    /// What stands in it.
    pub fn text(self) -> String {
        self.0.get_untracked().map(|input| input.value()).unwrap_or_default()
    }

    /// Empties it for the next one.
    pub fn clear(self) {
        if let Some(input) = self.0.get_untracked() {
            input.set_value("");
        }
    }
}

impl Default for Line {
    fn default() -> Self {
        Line::new()
    }
}
