//! `cargo xtask soak`: the stories that are told short in `cargo xtask test`, told at length.
//!
//! A story and its long twin are the same code; a variable of the environment says how long it is.

use anyhow::Result;

use crate::tell;

/// A story that can be told at length.
struct Twin {
    /// What it is called here.
    name: &'static str,
    /// The test that tells it.
    story: &'static str,
    /// The variable that says how long, and its value here.
    length: (&'static str, &'static str),
}

const TWINS: [Twin; 2] = [
    Twin {
        name: "kills",
        story: "visit_free::kills::a_server_killed_under_load_loses_nothing_it_acknowledged_and_is_back_at_once",
        length: ("MADOGUCHI_KILLS", "100"),
    },
    Twin {
        name: "outbox",
        story: "visit_free::outbox::slips_delivered_again_and_again_are_stored_once_each",
        length: ("MADOGUCHI_RESIDENTS", "20000"),
    },
];

/// What can be told, in the order it is.
pub const STORIES: [&str; TWINS.len()] = [TWINS[0].name, TWINS[1].name];

/// Tells one story at length, or all.
///
/// # Errors
/// If one of them ends badly.
pub fn stories(only: Option<&str>) -> Result<()> {
    for Twin { name, story, length: (variable, value) } in TWINS {
        if only.is_none_or(|only| only == name) {
            tell::step(&format!("{name} ({variable}={value})"));
            let mut cargo = tell::cargo();
            cargo.args(["test", "--package", "tests", "--test", "stories", "--", "--exact", story, "--nocapture"]);
            tell::run(cargo.env(variable, value))?;
        }
    }
    Ok(())
}
