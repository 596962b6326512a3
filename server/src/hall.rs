//! The city hall at work: it keeps what `api::CityHall` promises.

pub mod lobby;
