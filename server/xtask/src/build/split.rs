//! Splits a program at the functions that its entry names, so that a phone fetches a part only when it is needed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use super::{glued, hash, write_packed};

/// The module that fetches the parts, as the splitter and the glue name it.
const FETCHER: &str = "./parts.js";
/// The glue, as the fetcher names it.
const GLUE: &str = "./glue.js";

/// Writes the program as `<entry>-<hash>.wasm` and `.js`, and each of its parts as `<entry>_<part>-<hash>.wasm`.
pub fn bind(wasm: &Path, app: &Path, entry: &str) -> Result<()> {
    let folder = wasm.with_file_name(format!("{entry}-parts"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let main = folder.join("main.wasm");
    let whole = fs::read(wasm).with_context(|| wasm.display().to_string())?;
    let mut options = Options::new(&whole);
    (options.output_dir, options.main_out_path, options.link_name, options.main_module) = (&folder, &main, FETCHER, GLUE);
    let split = transform(options).map_err(|why| anyhow!("{} could not be split: {why:#}", wasm.display()))?;

    let (main, glue) = glued(&main)?;
    let glue = joined(&glue, &fs::read_to_string(folder.join(FETCHER))?)?;
    let mut parts = Vec::new();
    for path in &split.split_modules {
        let name = path.file_name().and_then(|name| name.to_str()).context("a part has a name")?;
        parts.push((name.to_owned(), fs::read(path)?));
    }

    // One hash names all: they fit only each other.
    let mut all = vec![&*main, glue.as_bytes()];
    all.extend(parts.iter().map(|(_, bytes)| &**bytes));
    let hash = hash(&all);
    let address = |name: &str| format!("{entry}_{}", name.replace(".wasm", &format!("-{hash}.wasm")));
    let glue = parts.iter().fold(glue, |glue, (name, _)| glue.replace(&format!("./{name}"), &format!("./{}", address(name))));
    write_packed(&app.join(format!("{entry}-{hash}.wasm")), &main)?;
    write_packed(&app.join(format!("{entry}-{hash}.js")), glue.as_bytes())?;
    for (name, bytes) in &parts {
        write_packed(&app.join(address(name)), bytes)?;
    }
    Ok(())
}

/// Glue and fetcher as one module. As two they would import each other, by an address that the glue does not have when its first
/// start has failed and it is fetched anew: the fetcher would then wait for a program that never starts.
fn joined(glue: &str, fetcher: &str) -> Result<String> {
    let fetches: Vec<&str> =
        fetcher.lines().filter_map(|line| line.strip_prefix("export const ")?.split_once(" =")).map(|(name, _)| name).collect();
    anyhow::ensure!(!fetches.is_empty(), "the splitter fetches nothing");
    let from_glue = format!("from \"{GLUE}\"");
    let from_fetcher = format!("from \"{FETCHER}\"");
    let mut module: String = fetcher.lines().filter(|line| !line.contains(&from_glue)).map(|line| format!("{line}\n")).collect();
    for line in glue.lines() {
        match line.strip_prefix("import * as ").filter(|line| line.contains(&from_fetcher)).and_then(|line| line.split_once(' ')) {
            Some((name, _)) => module += &format!("const {name} = {{ {} }};\n", fetches.join(", ")),
            None => module += &format!("{line}\n"),
        }
    }
    Ok(module)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_and_fetcher_become_one_module() {
        let glue = "import * as import1 from \"./parts.js\"\nfunction imports() { return { \"./parts.js\": import1 }; }";
        let fetcher = "import { initSync } from \"./glue.js\";\nexport const load_ends = fetchPart(() => initSync());";
        let module = joined(glue, fetcher).expect("a fetcher that fetches");
        assert!(!module.contains("import "), "{module}");
        assert!(module.contains("const import1 = { load_ends };"), "{module}");
        assert!(module.contains("\"./parts.js\": import1"), "the Wasm asks for it by this name: {module}");
    }
}
