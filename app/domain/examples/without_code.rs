//! The same program as `with_code`, which makes no code.

use std::hint::black_box;

use domain::form::Form;
use domain::slip::{CityKey, Slip};

fn main() {
    let Some((slip, form, towns, key)) = black_box(None::<(Slip, Form, String, CityKey)>) else { return };
    black_box((slip, form, towns, key, black_box([0u8; 32])));
}
