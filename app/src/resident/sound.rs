//! The kana of a name, written by the way: while somebody types a name, the input method holds how it is read.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use domain::form::control::kana_of;
use domain::kana::Reading;

use crate::device::form_page::{hear_conversions, text_of, the_form, type_into};

/// From now on the kana of a name is written into its own field as the name is typed, unless the person writes there.
pub fn write_kana() {
    let Some(form) = the_form() else { return };
    let readings: Rc<RefCell<BTreeMap<String, Reading>>> = Rc::default();
    let composing = readings.clone();
    hear_conversions(
        &form,
        move |control, text| composing.borrow_mut().entry(control).or_default().compose(text),
        move |control, converted, text| {
            let Some(kana) = kana_of(&control) else { return };
            let offer = {
                let mut readings = readings.borrow_mut();
                let reading = readings.entry(control).or_default();
                reading.convert(converted, text);
                reading.offer(&text_of(&kana))
            };
            if let Some(offer) = offer {
                type_into(&kana, &offer);
            }
        },
    );
}
