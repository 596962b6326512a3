//! `cargo xtask bench`: the figures the house is proud of, each as a ratio against a reference in the same run.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::{build, tell, tools};

/// What can be measured, in the order it is.
pub const FIGURES: [&str; 6] = ["submit", "live", "first-visit", "forms", "code", "sheets"];

/// In the form of the benches: the control, the option of it that is chosen, and the control that this brings.
const CONDITION: &str = "relation=representative=representative-kind";

/// Measures one figure, or all.
///
/// # Errors
/// If something cannot be built or started.
pub fn figures(only: Option<&str>) -> Result<()> {
    tools::wasm_target()?;
    build::app(false)?;
    tell::run(tell::cargo().args(["build", "--release", "--package", "server"]))?;
    for figure in FIGURES.into_iter().filter(|figure| only.is_none_or(|only| only == *figure)) {
        tell::step(figure);
        match figure {
            "first-visit" => in_browser("first_visit.mjs", &[])?,
            "forms" => {
                check_everything()?;
                in_browser("forms.mjs", &[CONDITION])?;
            }
            "code" => {
                tell::run(tell::cargo().args(["run", "--release", "--package", "tests", "--example", "code"]))?;
                share_of_the_phone()?;
                in_browser("code.mjs", &[&madoguchi().display().to_string()])?;
            }
            example => {
                if example == "sheets" {
                    tools::fonts();
                }
                tell::run(tell::cargo().args(["run", "--release", "--package", "tests", "--example", example, "--"]).arg(madoguchi()))?
            }
        }
    }
    Ok(())
}

fn madoguchi() -> std::path::PathBuf {
    build::target().join("release").join("madoguchi")
}

/// The demo city on a free port, ended when it goes out of sight.
struct DemoCity {
    process: Child,
    address: String,
}

impl DemoCity {
    fn start() -> Result<DemoCity> {
        let data = std::env::temp_dir().join(format!("madoguchi-bench-{}", std::process::id()));
        let mut serve = Command::new(madoguchi());
        serve.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data).stdout(Stdio::piped());
        let mut process = serve.spawn().context("madoguchi could not be started")?;
        let mut lines = BufReader::new(process.stdout.take().expect("stdout was piped")).lines();
        let line =
            lines.find_map(|line| line.ok().filter(|line| line.contains("http://127.0.0.1:"))).context("madoguchi said no address")?;
        std::thread::spawn(move || lines.for_each(drop));
        let from = line.find("http://").expect("just found");
        let address = line[from..].trim_end_matches('/').split('/').take(3).collect::<Vec<_>>().join("/");
        Ok(DemoCity { process, address })
    }
}

impl Drop for DemoCity {
    fn drop(&mut self) {
        // Ending it is all that is wanted; if it is gone already, so much the better.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Runs one of the benches that look at a form as a browser does, beside the same form made by others.
fn in_browser(bench: &str, more: &[&str]) -> Result<()> {
    tools::browser_specs()?;
    let folder = tell::root().join("tests/bench");
    tell::run(Command::new("npm").args(["ci", "--silent"]).current_dir(&folder))?;
    let city = DemoCity::start()?;
    let form = format!("{}/forms/residence-certificate", city.address);
    tell::run(Command::new("node").args([bench, &form]).args(more).current_dir(&folder))
}

/// How much a phone carries so that codes can be made: the same small program with and without it, for browsers, as far as brotli goes.
fn share_of_the_phone() -> Result<()> {
    let size = |example: &str| {
        let mut cargo = tell::cargo();
        cargo.args(["build", "--package", "domain", "--example", example, "--target", "wasm32-unknown-unknown", "--profile", "wasm"]);
        tell::run(&mut cargo)?;
        let file = build::target().join("wasm32-unknown-unknown/wasm/examples").join(format!("{example}.wasm"));
        build::packed_size(&std::fs::read(&file).with_context(|| file.display().to_string())?)
    };
    let (with, without) = (size("with_code")?, size("without_code")?);
    println!("codec, tables and sealing on the phone: {} bytes (brotli)", with.saturating_sub(without));
    Ok(())
}

/// How long it takes to judge everything of the demo city: its forms, guides and procedures with their words.
fn check_everything() -> Result<()> {
    let mut took = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        tell::run(Command::new(madoguchi()).args(["form", "check"]).stdout(Stdio::null()))?;
        took.push(start.elapsed());
    }
    took.sort();
    println!("everything of the city judged: {} ms (median of {})", took[took.len() / 2].as_millis(), took.len());
    Ok(())
}
