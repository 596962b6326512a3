//! People's days, told to the real parts.

mod ledger;
mod tidy;
mod wait_free;
