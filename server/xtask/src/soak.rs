//! `cargo xtask soak`: the stories that are told short in `cargo xtask test`, told at length.
//!
//! A story and its long twin are the same code; a variable of the environment says how long it is.

use std::process::Command;

use anyhow::Result;

use crate::{build, tell, tools};

/// A story that can be told at length.
struct Twin {
    /// What it is called here.
    name: &'static str,
    /// Where it is told.
    story: Story,
    /// The variable that says how long, and its value here.
    length: (&'static str, &'static str),
}

/// Where a story is told.
enum Story {
    /// By the server, in the test of this name.
    Server(&'static str),
    /// In a browser, in this file of specs: the story with these words in its name.
    Browser(&'static str, &'static str),
}

const TWINS: [Twin; 4] = [
    Twin {
        name: "kills",
        story: Story::Server("visit_free::kills::a_server_killed_under_load_loses_nothing_it_acknowledged_and_is_back_at_once"),
        length: ("MADOGUCHI_KILLS", "100"),
    },
    Twin {
        name: "outbox",
        story: Story::Server("visit_free::outbox::slips_delivered_again_and_again_are_stored_once_each"),
        length: ("MADOGUCHI_RESIDENTS", "20000"),
    },
    Twin {
        name: "browser",
        story: Story::Browser("resident-drafts.spec.ts", "a phone that dies in the middle of a word"),
        length: ("KILLS", "30"),
    },
    Twin { name: "keys", story: Story::Browser("hall-keys.spec.ts", "whatever a scanner types wrong"), length: ("STREAMS", "10000") },
];

/// What can be told, in the order it is.
pub const STORIES: [&str; TWINS.len()] = [TWINS[0].name, TWINS[1].name, TWINS[2].name, TWINS[3].name];

/// Tells one story at length, or all.
///
/// # Errors
/// If one of them ends badly.
pub fn stories(only: Option<&str>) -> Result<()> {
    for Twin { name, story, length: (variable, value) } in TWINS {
        if only.is_none_or(|only| only == name) {
            let mut telling = match story {
                Story::Server(test) => by_the_server(test),
                Story::Browser(file, words) => in_a_browser(file, words)?,
            };
            tell::step(&format!("{name} ({variable}={value})"));
            tell::run(telling.env(variable, value))?;
        }
    }
    Ok(())
}

fn by_the_server(test: &str) -> Command {
    let mut cargo = tell::cargo();
    cargo.args(["test", "--package", "tests", "--test", "stories", "--", "--exact", test, "--nocapture"]);
    cargo
}

/// A browser needs what browsers load, and a server to load it from.
fn in_a_browser(file: &str, words: &str) -> Result<Command> {
    tools::wasm_target()?;
    tools::browser_specs()?;
    build::app(false)?;
    tell::run(tell::cargo().args(["build", "--quiet", "--package", "server"]))?;
    let mut playwright = Command::new("node_modules/.bin/playwright");
    playwright.args(["test", file, "--grep", words]).current_dir(tell::root().join("tests/browser"));
    Ok(playwright)
}
