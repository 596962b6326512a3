//! What the office fills in on the forms of the desk, and whether they can be accepted so.

use domain::office_use::{Lack, Objection, OfficeUse};
use leptos::prelude::*;

use super::{Case, OnDesk};
use crate::counter::laid::Laid;
use crate::counter::office::DESPITE;
use crate::device::focus;

impl Case {
    /// What the office has filled in on the form that is shown, before it is accepted.
    pub fn office(self) -> OfficeUse {
        self.office.with_value(|all| all.get(&self.place()).cloned().unwrap_or_default())
    }

    /// The office fills in the form that is shown.
    pub fn fill_in(self, office: OfficeUse) {
        let place = self.place();
        self.office.update_value(|all| drop(all.insert(place, office)));
    }

    /// The place of the form that is shown.
    fn place(self) -> usize {
        self.on_desk.with_untracked(|on_desk| if let OnDesk::Open(laid) = on_desk { laid.place() } else { 0 })
    }

    /// What the office has filled in on the form of a place; what speaks against accepting it is said instead. That form is shown then,
    /// and the keyboard stands where a reason goes.
    pub(super) fn judged(self, laid: &Laid, place: usize) -> Option<OfficeUse> {
        let form = laid.forms().get(place)?;
        let office = self.office.with_value(|all| all.get(&place).cloned().unwrap_or_default());
        let Err(objections) = form.asks.judge(office.clone()) else { return Some(office) };
        let may_reason = objections.iter().all(|objection| matches!(objection, Objection::Lacks(lack) if !Lack::forbids(lack)));
        let which = if laid.is_bundle() { format!("「{}」：", form.form.title) } else { String::new() };
        let remedy = if may_reason {
            "確かめて印を付けるか、足りないまま受理する理由を書いてください。"
        } else {
            ""
        };
        let sentences: String = objections.iter().map(Objection::sentence).collect();
        if place != laid.place() {
            self.show(place);
        } else if may_reason {
            focus::on(DESPITE);
        }
        self.done(Err(format!("{which}{sentences}{remedy}")));
        None
    }
}
