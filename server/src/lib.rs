//! The city hall behind the screens, as a library: `main.rs` and the stories both open it the same way.
//!
//! Reading order: [`config`] says how it is set up, [`serving`] opens the doors, [`tls`] sees that nobody listens in, [`http`]
//! holds the doors, [`limits`] how often they open for whom, [`hall`] what is done behind them. [`city`] reads what was written
//! by hand, [`pages`] draws what everybody sees, [`paper`] what the hall prints, [`ledger`] remembers, [`live`] tells everybody who listens, [`staff`] and
//! [`device`] know who may do what, [`audit`] who did it.

pub mod assets;
pub mod audit;
pub mod carry_command;
pub mod city;
pub mod clock;
pub mod config;
pub mod device;
pub mod durable;
pub mod envelope;
pub mod export;
pub mod form_command;
pub mod guide_command;
pub mod hall;
pub mod health;
pub mod http;
pub mod key_command;
pub mod keys;
pub mod ledger;
pub mod limits;
pub mod live;
pub mod log_command;
pub mod manifest;
pub mod packed;
pub mod pages;
pub mod paper;
pub mod precache;
pub mod secret;
pub mod serving;
pub mod sheet_command;
pub mod slip_command;
pub mod staff;
pub mod staff_command;
pub mod tally;
pub mod tls;
pub mod trouble;

pub use clock::Clock;
pub use trouble::Trouble;
