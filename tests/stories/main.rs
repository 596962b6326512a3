//! People's days, told to the real parts.

mod browser;
mod city_hall;
mod doors;
mod forms;
mod ledger;
mod staff;
mod tidy;
mod wait_free;
