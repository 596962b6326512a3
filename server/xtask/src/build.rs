//! Builds what browsers load: two programs and a worker with their glue, the style sheet and the public files, into `target/app`.
//!
//! Names carry a hash of their content, so a browser may keep them for ever; what is public keeps its name.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::tell;

mod split;

/// The entry that is split: a phone fetches its parts when they are needed.
const SPLIT: &str = "resident";
/// The entry that is one file.
const WHOLE: &str = "hall";
/// The worker that reads pictures: a package of its own, fetched when somebody reads by camera or from a file.
const WORKER: &str = "reader";

/// Builds the app into `target/app`; `quick` spares the optimiser.
///
/// # Errors
/// If a tool fails or a file cannot be written.
pub fn app(quick: bool) -> Result<()> {
    let profile = if quick { "wasm-quick" } else { "wasm" };
    tell::step("画面を組み立てます (building the app for browsers; the first time takes some minutes)");
    for (entry, linking) in [(SPLIT, &["-Clink-arg=--emit-relocs"] as &[&str]), (WHOLE, &[])] {
        let mut cargo = tell::cargo();
        cargo.args(["rustc", "--package", "app", "--bin", entry, "--features", "csr", "--target", "wasm32-unknown-unknown"]);
        tell::run(cargo.args(["--profile", profile, "--"]).args(linking))?;
    }

    let mut cargo = tell::cargo();
    cargo.args(["build", "--package", WORKER, "--bin", WORKER, "--features", "worker", "--target", "wasm32-unknown-unknown"]);
    tell::run(cargo.args(["--profile", profile]))?;

    let target = target();
    let app = target.join("app");
    if app.exists() {
        fs::remove_dir_all(&app)?;
    }
    copy_folder(&tell::root().join("public"), &app.join("public"))?;
    let style = tell::root().join("style");
    let everywhere = everywhere(&style)?;
    fs::write(app.join("style.css"), &everywhere)?;
    fs::write(app.join("find.css"), joined(&folder(&style.join("find"))?)?)?;
    fs::write(app.join("hall.css"), everywhere + &hall_only(&style)?)?;
    let built = |entry: &str| target.join("wasm32-unknown-unknown").join(profile).join(format!("{entry}.wasm"));
    split::bind(&built(SPLIT), &app, SPLIT)?;
    bind(&built(WHOLE), &app, WHOLE, |_| String::new())?;
    // A worker has no page that would start it.
    bind(&built(WORKER), &app, WORKER, |wasm| format!("\n__wbg_init({{ module_or_path: new URL('{wasm}', import.meta.url) }});\n"))?;
    tell::step(&format!("画面ができました ({})", app.display()));
    Ok(())
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| tell::root().join("target"), PathBuf::from)
}

/// Writes `<entry>-<hash>.wasm` and `<entry>-<hash>.js`; `start` is what the glue ends with, given the name of the former.
fn bind(wasm: &Path, app: &Path, entry: &str, start: impl Fn(&str) -> String) -> Result<()> {
    let (bytes, glue) = glued(wasm)?;
    // One hash names both: the glue fits only the Wasm it was made with.
    let hash = hash(&[&bytes, glue.as_bytes(), start("").as_bytes()]);
    let name = format!("{entry}-{hash}.wasm");
    write_packed(&app.join(&name), &bytes)?;
    write_packed(&app.join(format!("{entry}-{hash}.js")), (glue + &start(&name)).as_bytes())
}

/// A Wasm file as browsers take it, and the glue to it.
fn glued(wasm: &Path) -> Result<(Vec<u8>, String)> {
    let mut bound = Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .keep_lld_exports(true)
        .generate_output()
        .with_context(|| format!("wasm-bindgen could not read {}", wasm.display()))?;
    anyhow::ensure!(bound.local_modules().is_empty(), "a crate brings JavaScript of its own; nothing here serves that");
    let glue = shortened(&mut bound);
    Ok((bound.wasm_mut().emit_wasm(), glue))
}

/// The glue, with short names for what the Wasm file imports from it. The names come with a hash each, which no compressor makes
/// smaller: 300 of them, in both files, are 6 KiB of what a phone waits for.
fn shortened(bound: &mut Output) -> String {
    let mut glue = bound.js().to_owned();
    for (number, import) in bound.wasm_mut().imports.iter_mut().filter(|import| import.module.ends_with("_bg.js")).enumerate() {
        let short = format!("i{number}");
        glue = glue.replace(&format!("{}:", import.name), &format!("{short}:"));
        import.name = short;
    }
    glue
}

/// What every screen wears, as one sheet: tokens first, then `main.css` and the components.
fn everywhere(style: &Path) -> Result<String> {
    let mut files = vec![style.join("tokens.css"), style.join("main.css")];
    files.append(&mut folder(&style.join("components"))?);
    joined(&files)
}

/// What only the hall's screens and its printers wear. A phone carries of it the sheet, and that with a later part.
fn hall_only(style: &Path) -> Result<String> {
    let mut files = folder(&style.join("hall"))?;
    files.extend([style.join("display.css"), style.join("print.css"), style.join("late").join("sheet.css")]);
    joined(&files)
}

fn joined(files: &[PathBuf]) -> Result<String> {
    files.iter().map(|f| fs::read_to_string(f).with_context(|| f.display().to_string())).collect()
}

/// The files of a folder, by name.
fn folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|f| Ok(f?.path())).collect::<Result<_>>()?;
    files.sort();
    Ok(files)
}

/// Writes a file, and beside it the same compressed as far as brotli goes, so that no server has to.
fn write_packed(file: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes)?;
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    let packed = fs::File::create(PathBuf::from(name))?;
    brotli::CompressorWriter::new(packed, 1 << 16, 11, 24).write_all(bytes)?;
    Ok(())
}

/// How many bytes these are once brotli has gone as far as it can.
///
/// # Errors
/// If memory cannot be written.
pub fn packed_size(bytes: &[u8]) -> Result<usize> {
    let mut packed = Vec::new();
    brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 24).write_all(bytes)?;
    Ok(packed.len())
}

/// The first 16 hex digits of the SHA-256 of all parts.
fn hash(parts: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    parts.iter().for_each(|part| sha.update(part));
    sha.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        if file.file_type()?.is_dir() {
            copy_folder(&file.path(), &to.join(file.file_name()))?;
        } else {
            fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}
