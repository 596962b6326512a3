//! Help beside the controls of a form: each kind knows by their names which controls it is for, and is made where it is first wanted.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::device::form_page::{catch_up, the_form};
use crate::follow::Press;

/// A kind of help (欄のそばの手助け). What it says it holds in signals, so that it is copied freely.
pub(super) trait Help: Copy + 'static {
    /// Where the help for this control stands: at the control itself, or at the question that it is part of. `None` if none is for it.
    fn place(control: &str) -> Option<&str>;

    /// Help that has nothing to say yet.
    fn new(place: &str) -> Self;

    /// A control of its place holds this now.
    fn changed(self, control: &str, text: &str);

    /// A control of its place was left.
    fn left(self, control: &str);
}

/// From now on there is help of this kind on the page, for what was written before as well.
pub(super) fn help<H: Help>() {
    let Some(form) = the_form() else { return };
    let page = Owner::current().expect("a program runs as its page's");
    let helps: Rc<RefCell<Vec<(String, H)>>> = Rc::default();
    let helper = move |control: &str| {
        let place = H::place(control)?;
        let known = helps.borrow().iter().find(|(at, _)| at == place).map(|(_, help)| *help);
        Some(known.unwrap_or_else(|| {
            let help = page.with(|| H::new(place));
            helps.borrow_mut().push((place.to_owned(), help));
            help
        }))
    };
    let leaving = helper.clone();
    catch_up(
        &form,
        move |control, text| {
            if let Some(help) = helper(control) {
                help.changed(control, text);
            }
        },
        move |control| {
            if let Some(help) = leaving(control) {
                help.left(control);
            }
        },
    );
}

/// Something to choose from beside a control: what stands on each button and what it does.
pub(super) fn choose(lead: &'static str, choices: Vec<(String, Press)>) -> AnyView {
    let buttons = choices.into_iter().map(|(label, chosen)| {
        view! { <li><button class="button quiet" type="button" on:click=chosen>{label}</button></li> }
    });
    view! {
        <p class="field-hint">{lead}</p>
        <ul class="found">{buttons.collect_view()}</ul>
    }
    .into_any()
}
