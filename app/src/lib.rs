//! What people see. One folder or file for each person who stands in front of a screen.
//!
//! The resident's pages are drawn by the server and brought to life by `bin/resident.rs`; the hall's screens are mounted
//! by `bin/hall.rs` into an empty shell. Only [`device`] touches the browser, and never while a page is drawn.

// The types of views nest as deep as the screens do.
#![recursion_limit = "512"]

pub mod components;
pub mod counter;
pub mod device;
pub mod display;
pub mod enrolment;
pub mod follow;
pub mod hall;
pub mod kiosk;
pub mod lobby;
pub mod page;
pub mod resident;
pub mod route;
pub mod scanner;
pub mod words;
