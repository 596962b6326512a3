//! People's days, told to the real parts.

mod forms;
mod ledger;
mod staff;
mod tidy;
mod wait_free;
