//! What a phone needs to make a code, and nothing else: `cargo xtask bench code` takes its size, less that of `without_code`.

use std::hint::black_box;

use domain::form::Form;
use domain::slip::{CityKey, Municipality, Slip, Towns};

fn main() {
    // Nobody knows here that nothing comes.
    let Some((slip, form, towns, key)) = black_box(None::<(Slip, Form, String, CityKey)>) else { return };
    let towns = Vec::from_iter(Towns::parse(&towns));
    let city = Municipality { number: 0, towns: &towns };
    black_box(slip.seal([&form], city, &key, black_box([0; 32])).ok());
}
