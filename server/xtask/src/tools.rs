//! What the build and the tests need on this machine: installed if missing, and said so.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};

use crate::tell;

/// The fonts that sheets are printed with as PDF, each with its folder.
const FONTS: [(&str, &str); 2] =
    [("fonts-morisawa-bizud-gothic", "/usr/share/fonts/truetype/bizud-gothic"), ("fonts-ipamj-mincho", "/usr/share/fonts/truetype/ipamj")];

/// Debian's packages behind the stories and the browser specs, each with a program or a folder that tells that it is there.
const PACKAGES: [(&str, &str); 8] = [
    ("chromium", "chromium"),
    ("fonts-noto-cjk", "/usr/share/doc/fonts-noto-cjk"),
    ("poppler-utils", "pdftotext"),
    ("nodejs", "node"),
    ("npm", "npm"),
    ("sqlite3", "sqlite3"),
    ("libnss3-tools", "certutil"),
    // A second reader of codes, of another family than the first.
    ("zbar-tools", "zbarimg"),
];

/// Adds the Wasm target to the toolchain that builds us.
///
/// # Errors
/// If rustup is there and fails.
pub fn wasm_target() -> Result<()> {
    if !on_path("rustup") {
        return Ok(()); // A toolchain without rustup brings its targets itself; cargo names a missing one.
    }
    tell::run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]).current_dir(tell::root()).stderr(Stdio::null()))
}

/// Installs what the browser specs need: a browser, Japanese fonts, a reader of PDF, node and the pinned packages.
///
/// # Errors
/// If something is missing and cannot be installed.
pub fn browser_specs() -> Result<()> {
    install("ブラウザの試験", PACKAGES.into_iter().chain(FONTS))?;
    let specs = tell::root().join("tests/browser");
    if !specs.join("node_modules/.package-lock.json").exists() || newer(&specs.join("package-lock.json"), &specs) {
        tell::step("ブラウザの試験の部品を入れます (npm ci)");
        tell::run(Command::new("npm").args(["ci", "--no-progress"]).current_dir(&specs))?;
    }
    Ok(())
}

/// Installs the fonts of the printed sheets. A machine that cannot have them runs without: the counter then prints through the browser's own
/// layout, and the server says what is missing.
pub fn fonts() {
    if let Err(why) = install("帳票の印刷", FONTS.into_iter()) {
        eprintln!("{why:#}");
    }
}

/// Installs what is missing of these packages.
fn install(what: &str, packages: impl Iterator<Item = (&'static str, &'static str)>) -> Result<()> {
    let missing: Vec<&str> = packages.filter(|(_, sign)| !is_there(sign)).map(|(name, _)| name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let wanted = missing.join(" ");
    ensure!(on_path("apt-get"), "{wanted} are needed: install them and try again");
    tell::step(&format!("{what}に必要なものを入れます (apt-get install {wanted})"));
    tell::run(&mut apt(&["update", "-qq"]))?;
    let mut install = vec!["install", "-y", "-qq", "--no-install-recommends"];
    install.extend(&missing);
    tell::run(&mut apt(&install))
}

/// Whether the lock file was changed after the packages were installed.
fn newer(lock: &Path, specs: &Path) -> bool {
    let changed = |path: &Path| path.metadata().and_then(|file| file.modified()).ok();
    changed(lock) > changed(&specs.join("node_modules/.package-lock.json"))
}

/// Whether a folder is there, or a program.
fn is_there(sign: &str) -> bool {
    if sign.starts_with('/') { Path::new(sign).exists() } else { on_path(sign) }
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// apt-get without questions; by sudo for those who are not root.
fn apt(arguments: &[&str]) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.starts_with(b"0"));
    let mut apt = Command::new(if root { "apt-get" } else { "sudo" });
    if !root {
        apt.arg("apt-get");
    }
    apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    apt
}
