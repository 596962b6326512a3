//! The pieces of a screen. None of them touches the browser while it is drawn.

pub mod banner;
pub mod choice;
pub mod question;
pub mod text_field;
