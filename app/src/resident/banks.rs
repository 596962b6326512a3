//! Banks and branches: a few signs of a name, of its kana or of its code, and the one that is meant can be chosen.

use domain::bank::{Listed, fitting, meant};
use domain::form::{Form, Kind, Part};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::beside::{Help, choose, help};
use super::later::Later;
use crate::components::paper::found_id;
use crate::device::document::enliven;
use crate::device::form_page::{focus, is_written_in, text_of, type_into};
use crate::device::library::{self, Unreachable};
use crate::follow::{part, press};
use crate::words::bank as words;

/// The most that are offered at once.
const OFFERED: usize = 8;

/// Every bank.
const BANKS: &str = "/banks/list.txt";

/// Fetches this part for a form that asks for an account.
pub fn fetch_for(form: &Form, later: &Later) {
    if form.questions.iter().any(|question| question.kind == Kind::Account) {
        later.fetch(&[], later.parts.banks);
    }
}

/// From now on what is typed as a bank or a branch is looked up.
pub fn come_alive() {
    help::<Account>();
}

/// The two controls of one account (口座の手がかり) that are looked up. Copy it freely; it is signals.
#[derive(Clone, Copy)]
struct Account {
    bank: Look,
    branch: Look,
}

impl Help for Account {
    fn place(control: &str) -> Option<&str> {
        [Part::Bank, Part::Branch].iter().find_map(|part| part.path_in(control))
    }

    fn new(path: &str) -> Account {
        let bank = format!("{path}.{}", Part::Bank.id());
        Account { bank: Look::new(bank.clone(), None), branch: Look::new(format!("{path}.{}", Part::Branch.id()), Some(bank)) }
    }

    fn changed(self, control: &str, text: &str) {
        let look = self.look(control);
        if look.bank.with_value(Option::is_none) {
            // What was offered as a branch was one of the bank that stood there before.
            self.branch.said.set(Said::Nothing);
        }
        look.follow(text.to_owned());
    }

    fn left(self, control: &str) {
        self.look(control).leave();
    }
}

impl Account {
    fn look(self, control: &str) -> Look {
        if Part::Bank.path_in(control).is_some() { self.bank } else { self.branch }
    }
}

/// What fits one control (候補). Copy it freely; it is signals.
#[derive(Clone, Copy)]
struct Look {
    control: StoredValue<String>,
    /// The control of the bank, where this one is of a branch.
    bank: StoredValue<Option<String>>,
    said: RwSignal<Said>,
}

/// What is said under the control.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Nothing,
    Choose(Vec<Listed>),
    /// Nothing fits; it is said when the control is left.
    Unknown,
    Sorry(&'static str),
}

impl Look {
    fn new(control: String, bank: Option<String>) -> Look {
        let place = found_id(&control);
        let look = Look { control: StoredValue::new(control), bank: StoredValue::new(bank), said: RwSignal::new(Said::Nothing) };
        enliven(&place, move || view! { <Found look=look/> });
        look
    }

    fn text(self) -> String {
        self.control.with_value(|control| text_of(control))
    }

    fn follow(self, typed: String) {
        if typed.trim().is_empty() {
            return self.said.set(Said::Nothing);
        }
        spawn_local(async move {
            let list = self.list().await;
            // Meanwhile more may have been typed.
            if self.text() != typed {
                return;
            }
            self.said.set(match list {
                Ok(None) => Said::Nothing,
                Ok(Some(list)) if meant(&list, &typed).is_some_and(|listed| listed.written() == typed) => Said::Nothing,
                Ok(Some(list)) => match fitting(&list, &typed) {
                    fitting if fitting.is_empty() && self.control.with_value(|control| is_written_in(control)) => Said::Unknown,
                    fitting if fitting.is_empty() => Said::Sorry(words::NO_BANK),
                    fitting => Said::Choose(fitting),
                },
                Err(Unreachable) => Said::Sorry(words::UNREACHABLE),
            });
        });
    }

    /// Where nothing fits it is said now, and no earlier: while it is written it may come to fit.
    fn leave(self) {
        if self.said.get_untracked() == Said::Unknown {
            self.said.set(Said::Sorry(words::NO_BANK));
        }
    }

    /// The list that this control is looked up in; `None` for a branch of a bank that is in no list.
    async fn list(self) -> Result<Option<String>, Unreachable> {
        let banks = library::text(BANKS).await?.unwrap_or_default();
        let Some(bank) = self.bank.get_value() else { return Ok(Some(banks)) };
        match meant(&banks, &text_of(&bank)) {
            Some(bank) => library::text(&format!("/banks/{}.txt", bank.code)).await,
            None => Ok(None),
        }
    }

    fn write(self, listed: &Listed) {
        self.said.set(Said::Nothing);
        self.control.with_value(|control| {
            type_into(control, &listed.written());
            // The button that was pressed is gone: the way on begins where it was written.
            focus(control);
        });
    }
}

/// What is said under a control, and what can be chosen.
#[component]
fn Found(look: Look) -> impl IntoView {
    let lead = if look.bank.with_value(Option::is_some) { words::CHOOSE_BRANCH } else { words::CHOOSE_BANK };
    part(move || match look.said.get() {
        Said::Nothing | Said::Unknown => ().into_any(),
        Said::Sorry(why) => view! { <p class="field-hint">{why}</p> }.into_any(),
        Said::Choose(fitting) => {
            let more = fitting.len().saturating_sub(OFFERED);
            let more = (more > 0).then(|| view! { <p class="field-hint">{words::more(more)}</p> });
            let choice = |listed: Listed| (listed.written(), press(move || look.write(&listed)));
            view! { {choose(lead, fitting.into_iter().take(OFFERED).map(choice).collect())} {more} }.into_any()
        }
    })
}
