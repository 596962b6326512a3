//! The doors: one address, one layer around the server functions, one set of headers on everything.

pub mod answer;
pub mod caller;
pub mod door;
pub mod headers;
