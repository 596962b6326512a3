//! The stories live in `stories/`; what they and the benches both need is here.

pub mod photo;
