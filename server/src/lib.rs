//! The city hall behind the screens, as a library: `main.rs` and the stories both open it the same way.
//!
//! Reading order: [`config`] says how it is set up, [`http`] holds the doors, [`limits`] how often they open for whom,
//! [`pages`] what everybody sees, [`ledger`] what is remembered, [`live`] what is told to everybody who listens,
//! [`staff`] and [`device`] who may do what, [`audit`] who did it.

pub mod assets;
pub mod audit;
pub mod city;
pub mod clock;
pub mod config;
pub mod device;
pub mod envelope;
pub mod hall;
pub mod http;
pub mod keys;
pub mod ledger;
pub mod limits;
pub mod live;
pub mod log_command;
pub mod packed;
pub mod pages;
pub mod secret;
pub mod staff;
pub mod staff_command;
pub mod trouble;

pub use clock::Clock;
pub use trouble::Trouble;
