//! `cargo xtask soak`: the stories that are told short in `cargo xtask test`, told at length.
//!
//! A story and its long twin are the same code; a variable of the environment says how long it is.

use std::fs::OpenOptions;
use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};

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
    /// By the rules alone, as the product is built, in the tests whose names hold this.
    Domain(&'static str),
    /// In a browser, in this file of specs: the story with these words in its name.
    Browser(&'static str, &'static str),
}

const TWINS: [Twin; 8] = [
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
        name: "sheets",
        story: Story::Server("paper::at_once::everybody_gets_their_own_sheet_and_nobody_elses"),
        length: ("MADOGUCHI_SHEETS", "1000"),
    },
    Twin {
        name: "browser",
        story: Story::Browser("resident-drafts.spec.ts", "a phone that dies in the middle of a word"),
        length: ("KILLS", "30"),
    },
    Twin {
        name: "people",
        story: Story::Browser("kiosk-people.spec.ts", "people in a row leave nothing of themselves"),
        length: ("PEOPLE", "50"),
    },
    Twin {
        name: "fuzz",
        story: Story::Domain("slip::tests::fuzz::whatever_was_harmed_is_refused_in_words_and_never_misread"),
        length: ("MADOGUCHI_FUZZ", "100000000"),
    },
    Twin { name: "codes", story: Story::Domain("comes_back"), length: ("PROPTEST_CASES", "100000") },
    Twin {
        name: "answers",
        story: Story::Server("forms::by_chance::whatever_is_typed_into_a_form_comes_out_of_its_code"),
        length: ("MADOGUCHI_ANSWERS", "100000"),
    },
];

/// What can be told, in the order it is.
pub const STORIES: [&str; TWINS.len()] =
    [TWINS[0].name, TWINS[1].name, TWINS[2].name, TWINS[3].name, TWINS[4].name, TWINS[5].name, TWINS[6].name, TWINS[7].name];

/// Tells one story at length, or all.
///
/// # Errors
/// If one of them ends badly.
pub fn stories(only: Option<&str>) -> Result<()> {
    for Twin { name, story, length: (variable, value) } in TWINS {
        if only.is_none_or(|only| only == name) {
            let mut telling = match story {
                Story::Server(test) => by_the_server(test),
                Story::Domain(tests) => by_the_rules(tests),
                Story::Browser(file, words) => in_a_browser(file, words)?,
            };
            tell::step(&format!("{name} ({variable}={value})"));
            telling.env(variable, value);
            if name == "fuzz" { keep_new_ways(&mut telling)? } else { tell::run(&mut telling)? }
        }
    }
    Ok(())
}

fn by_the_server(test: &str) -> Command {
    let mut cargo = tell::cargo();
    cargo.args(["test", "--package", "tests", "--test", "stories", "--", "--exact", test, "--nocapture"]);
    cargo
}

/// Tells a story and adds what led somewhere new to the corpus, from where every later telling starts.
fn keep_new_ways(telling: &mut Command) -> Result<()> {
    let told = telling.stderr(Stdio::inherit()).output()?;
    let (mut kept, told_in_words) = (String::new(), String::from_utf8_lossy(&told.stdout).into_owned());
    for line in told_in_words.lines() {
        match line.split_once("new way: ") {
            Some((_, code)) => kept += &format!("{code}\n"),
            None => println!("{line}"),
        }
    }
    let file = tell::root().join("app/domain/src/slip/tests/corpus.txt");
    OpenOptions::new().append(true).create(true).open(file)?.write_all(kept.as_bytes())?;
    ensure!(told.status.success(), "a harmed code was not refused as it should be");
    Ok(())
}

fn by_the_rules(tests: &str) -> Command {
    let mut cargo = tell::cargo();
    cargo.args(["test", "--release", "--package", "domain", "--lib", tests, "--", "--nocapture"]);
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
