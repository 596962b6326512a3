//! A page in another language: the server has put into words what it drew, and here follows what the program writes on it.
//!
//! The program knows Japanese only. So what it seals, sends and prints cannot be anything else.

use leptos::task::spawn_local;

use crate::device::interpreter;

/// From now on whatever is written on this page is put into its language.
pub fn come_alive() {
    spawn_local(interpreter::begin());
}
