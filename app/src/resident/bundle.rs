//! Several forms in one code: which of those that were begun here go in, what the others still lack, and the code.

mod choosing;
mod code;

use domain::city::City;
use domain::form::{Entries, Form};
use domain::slip::CodeFault;
use leptos::prelude::*;

use self::choosing::Choosing;
use self::code::BundleCode;
use super::LIVE;
use super::addressee::Addressee;
use super::carry::{Carried, seal};
use super::ready::{Begun, Ready, Stand};
use crate::device::document::{carried, enliven};
use crate::device::{address, clock, dice, form_page, history};
use crate::follow::{follow, part};
use crate::page;
use crate::words;

/// What stands after `#` while the code is shown, before the ids of its forms.
const CODE: &str = "code=";

/// Brings the page to life.
pub fn come_alive() {
    let bundling = Bundling::new(Addressee::new(carried(page::CITY)));
    bundling.arrive();
    bundling.ready.begin();
    history::watch(move || bundling.arrive(), || {});
    // What another tab writes meanwhile changes no code that is being shown.
    let is_read = Memo::new(move |_| bundling.ready.all.with(Option::is_some));
    follow(move || {
        if let Some(city) = bundling.addressee.get().filter(|_| bundling.is_seen.get() && is_read.get()) {
            bundling.make(&city);
        }
    });
    enliven(LIVE, move || view! { <BundlePage bundling=bundling/> });
}

/// Forms being bound (まとめている申請書). Copy it freely; it is signals.
#[derive(Clone, Copy)]
struct Bundling {
    ready: Ready,
    addressee: Addressee,
    /// The ids of those that go in, in their order; every complete one, before anybody has chosen.
    chosen: RwSignal<Option<Vec<String>>>,
    /// Whether the code is shown, rather than the choice.
    is_seen: RwSignal<bool>,
    carried: RwSignal<Option<Carried>>,
    /// What to leave out so that one picture shows the others.
    fewer: RwSignal<Option<String>>,
    /// Why there is no code.
    trouble: RwSignal<Option<String>>,
}

impl Bundling {
    fn new(addressee: Addressee) -> Bundling {
        Bundling {
            ready: Ready::new(),
            addressee,
            chosen: RwSignal::new(None),
            is_seen: RwSignal::new(false),
            carried: RwSignal::new(None),
            fewer: RwSignal::new(None),
            trouble: RwSignal::new(None),
        }
    }

    /// Shows what the address says: the choice, or the code of the forms that were chosen.
    fn arrive(self) {
        let fragment = address::fragment();
        let code = fragment.strip_prefix(CODE);
        let ids = code.unwrap_or(&fragment);
        if !ids.is_empty() {
            self.chosen.set(Some(ids.split(',').map(str::to_owned).collect()));
        }
        self.is_seen.set(code.is_some());
    }

    /// Whether a form was chosen.
    fn is_chosen(self, form: &str) -> bool {
        self.chosen.with(|chosen| chosen.as_ref().is_none_or(|chosen| chosen.iter().any(|id| id == form)))
    }

    /// Puts a form in, or takes it out.
    fn choose(self, form: &str, on: bool) {
        let before = untrack(|| self.going_in());
        let mut ids: Vec<String> = before.into_iter().map(|begun| begun.form.id.clone()).filter(|id| id != form).collect();
        if on {
            ids.push(form.to_owned());
        }
        self.trouble.set(None);
        history::correct(&ids.join(","));
        self.chosen.set(Some(ids));
    }

    /// The forms that go in: chosen and complete.
    fn going_in(self) -> Vec<Begun> {
        let all = self.ready.all.get().unwrap_or_default();
        let mut going_in: Vec<Begun> =
            all.into_iter().filter(|begun| begun.stand == Stand::Complete && self.is_chosen(&begun.form.id)).collect();
        self.chosen.with(|chosen| {
            let place = |begun: &Begun| chosen.iter().flatten().position(|id| *id == begun.form.id);
            going_in.sort_by_key(place);
        });
        going_in
    }

    /// From the choice to the code.
    async fn carry(self) {
        if !self.make(&*self.addressee.come().await) {
            return;
        }
        let ids: Vec<String> = untrack(|| self.going_in()).iter().map(|begun| begun.form.id.clone()).collect();
        history::go(&format!("{CODE}{}", ids.join(",")));
        self.is_seen.set(true);
    }

    /// Seals what was chosen: the same code as before, if nothing was changed since. Whether there is one.
    fn make(self, city: &City) -> bool {
        let going_in = untrack(|| self.going_in());
        let filled: Vec<(&Form, Entries)> = going_in.iter().map(|begun| (&*begun.form, begun.kept.draft.entries.clone())).collect();
        let same = |before: &Carried| before.entries.iter().eq(filled.iter().map(|(_, entries)| entries));
        if self.carried.with_untracked(|carried| carried.as_ref().is_some_and(same)) {
            return true;
        }
        let is_whole = self.chosen.with_untracked(|chosen| chosen.iter().flatten().count() <= filled.len());
        let made = match filled.as_slice() {
            _ if !is_whole => Err(words::bundle::NOT_ALL.to_owned()),
            [] => Err(words::bundle::CHOOSE_ONE.to_owned()),
            filled => bind(filled, city),
        };
        if !is_whole {
            // The person sees which are left, and decides.
            self.chosen.set(Some(filled.iter().map(|(form, _)| form.id.clone()).collect()));
        }
        self.trouble.set(made.as_ref().err().cloned());
        let (carried, fewer) = made.ok().unzip();
        self.fewer.set(fewer.flatten());
        self.carried.set(carried);
        let is_made = self.carried.with_untracked(Option::is_some);
        self.is_seen.update(|is_seen| *is_seen &= is_made);
        is_made
    }
}

/// Seals these forms as one; where they do not fit, says what to leave out. Where one picture does not show them, says what to leave out
/// so that it does.
fn bind(filled: &[(&Form, Entries)], city: &City) -> Result<(Carried, Option<String>), String> {
    let seal = |filled: &[(&Form, Entries)]| seal(filled, city, clock::now(), dice::fresh());
    // In whatever order they come: what no code shows alone must not keep the others from one.
    let left_out = |fits: &dyn Fn(&Carried) -> bool| {
        let (mut kept, mut out) = (Vec::new(), Vec::new());
        for form in filled {
            kept.push(form.clone());
            if !seal(&kept).is_ok_and(|carried| fits(&carried)) {
                kept.pop();
                out.push(form.0.title.as_str());
            }
        }
        (!kept.is_empty()).then_some(out)
    };
    match seal(filled) {
        Ok(all) if all.slip.pictures().len() == 1 => Ok((all, None)),
        Ok(all) => {
            let fewer = left_out(&|carried| carried.slip.pictures().len() == 1);
            Ok((all, fewer.map(|titles| words::code::fewer(&titles))))
        }
        Err(why) if why == CodeFault::TooLong.sentence() => {
            let out =
                left_out(&|_| true).map_or(why, |titles| format!("{}{}", words::bundle::TOO_LARGE, words::bundle::leave_out(&titles)));
            Err(out)
        }
        Err(why) => Err(why),
    }
}

/// The page (まとめて1つのQRコードにする).
#[component]
fn BundlePage(bundling: Bundling) -> impl IntoView {
    let mut before = false;
    follow(move || {
        let is_seen = bundling.is_seen.get();
        if std::mem::replace(&mut before, is_seen) != is_seen {
            leptos::task::spawn_local(async {
                leptos::task::tick().await;
                form_page::focus_screen(LIVE, false);
            });
        }
    });
    let body = part(move || match bundling.is_seen.get() {
        true => view! { <BundleCode bundling=bundling/> }.into_any(),
        false => view! { <Choosing bundling=bundling/> }.into_any(),
    });
    view! { <div class="bundling">{body}</div> }
}
