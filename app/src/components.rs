//! The pieces of a screen. None of them touches the browser while it is drawn.

pub mod account_field;
pub mod address_field;
pub mod amount_field;
pub mod banner;
pub mod choice;
pub mod count_field;
pub mod date_field;
pub mod icon;
pub mod name_field;
pub mod paper;
pub mod qr_code;
pub mod question;
pub mod sheet;
pub mod text_field;
