//! Japanese years.
