//! People's days, told to the real parts.

#![allow(clippy::unwrap_used, reason = "a story that cannot be told stops where it is")]

mod browser;
mod by_hand;
mod city_hall;
mod demo;
mod doors;
mod forms;
mod guides;
mod keys;
mod kiosk;
mod ledger;
mod mistakes;
mod open_days;
mod paper;
mod procedures;
mod reading;
mod screen;
mod search;
mod second_city;
mod serving;
mod staff;
mod starting;
mod tidy;
mod tls;
mod untold;
mod visit_free;
mod wait_free;
mod words;
mod write_free;
mod wrong_file;
mod zones;
