//! The city hall behind the screens.

pub mod ledger;
