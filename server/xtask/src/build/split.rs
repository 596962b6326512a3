//! Splits a program at the functions that its entry names, so that a phone fetches a part only when it is needed.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::{Module, RawSection, SectionId};
use wasm_split_cli_support::{Options, transform};
use wasmparser::Parser;

use super::{glued, hash, write_packed};

/// The module that fetches the parts, as the splitter and the glue name it.
const FETCHER: &str = "./parts.js";
/// The glue, as the fetcher names it.
const GLUE: &str = "./glue.js";

/// What a phone fetches sooner comes before: a function of several parts travels with the first of them. What hardly anybody fetches is last.
const ORDER: [&str; 10] = ["draft", "around", SHARED, "choose", "ends", "banks", "speak", "terminal", "wait", "profile"];
/// What a form's end and the list of procedures share.
const SHARED: &str = "shared";
/// The splitter makes a file for each set of parts that share something, some ninety of a few kilobytes, and each request costs a slow phone
/// some milliseconds: what is fetched together comes in one file, of which these are the places.
const PIECE: &str = r#"const packs = new Map();
function piece(address, from, to) {
    if (!packs.has(address)) {
        const pack = fetch(new URL(address, import.meta.url)).then((answer) => {
            if (!answer.ok) throw new Error(`${answer.status} ${address}`);
            return answer.arrayBuffer();
        });
        pack.catch(() => packs.delete(address));
        packs.set(address, pack);
    }
    return packs.get(address).then((bytes) => new Uint8Array(bytes, from, to - from));
}
"#;

/// Writes the program as `<entry>-<hash>.wasm` and `.js`, and each of its parts as `<entry>_<part>-<hash>.parts`.
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
    let (fetcher, packs) = packed(&fs::read_to_string(folder.join(FETCHER))?, &by_part(split.prefetch_map), |file| {
        let path = folder.join(format!("{file}.wasm"));
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        plain(&bytes).with_context(|| path.display().to_string())
    })?;
    let glue = joined(&glue, &fetcher)?;

    // One hash names all: they fit only each other.
    let mut all = vec![&*main, glue.as_bytes()];
    all.extend(packs.iter().map(|(_, bytes)| &**bytes));
    let hash = hash(&all);
    let address = |part: &str| format!("{entry}_{part}-{hash}.parts");
    let glue = packs.iter().fold(glue, |glue, (part, _)| glue.replace(&format!("\"./{part}\""), &format!("\"./{}\"", address(part))));
    write_packed(&app.join(format!("{entry}-{hash}.wasm")), &main)?;
    write_packed(&app.join(format!("{entry}-{hash}.js")), glue.as_bytes())?;
    for (part, bytes) in &packs {
        write_packed(&app.join(address(part)), bytes)?;
    }
    Ok(())
}

/// The parts with the files that each needs, in the order in which phones fetch them.
fn by_part(files: HashMap<String, Vec<String>>) -> Vec<(String, Vec<String>)> {
    // A form's page fetches its end and never the list of procedures, the front page the other way round: what both need is a part by itself.
    let both = |one: &str, other: &str| -> Option<Vec<String>> {
        let other = files.get(other)?;
        Some(files.get(one)?.iter().filter(|file| other.contains(file)).cloned().collect())
    };
    let shared = both("choose", "ends").map(|files| (SHARED.to_owned(), files));
    let mut parts = Vec::from_iter(files);
    parts.extend(shared);
    parts.sort_by_key(|(part, _)| (ORDER.iter().position(|known| known == part).unwrap_or(ORDER.len()), part.clone()));
    parts
}

/// A fetcher that fetches the files of a part as one, and those parts with their bytes.
type Packed = (String, Vec<(String, Vec<u8>)>);

/// Puts the files of each part into one, but for those that came with an earlier part.
fn packed(fetcher: &str, parts: &[(String, Vec<String>)], read: impl Fn(&str) -> Result<Vec<u8>>) -> Result<Packed> {
    let mut fetcher = fetcher.replace("WebAssembly.instantiateStreaming(src, imports)", "WebAssembly.instantiate(await src, imports)");
    let (mut packs, mut taken) = (Vec::new(), BTreeSet::new());
    for (part, files) in parts {
        let mut pack = Vec::new();
        for file in files.iter().filter(|file| taken.insert(file.as_str())) {
            let from = pack.len();
            pack.extend(read(file)?);
            let alone = format!("fetch(new URL(\"./{file}.wasm\", import.meta.url))");
            anyhow::ensure!(fetcher.contains(&alone), "the splitter does not fetch {file} as it did");
            fetcher = fetcher.replace(&alone, &format!("piece(\"./{part}\", {from}, {})", pack.len()));
        }
        packs.push((part.clone(), pack));
    }
    anyhow::ensure!(!fetcher.contains("fetch(") && !fetcher.contains("Streaming"), "the splitter fetches what no part needs");
    packs.retain(|(_, pack)| !pack.is_empty());
    Ok((PIECE.to_owned() + &fetcher, packs))
}

/// A part without what only a debugger reads: the names of its functions are half of it.
fn plain(part: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(part) {
        if let Some((id, place)) = payload?.as_section()
            && id != SectionId::Custom as u8
        {
            module.section(&RawSection {
                id,
                data: part.get(place.start as usize..place.end as usize).context("a section lies within its file")?,
            });
        }
    }
    Ok(module.finish())
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
    use wasm_encoder::CustomSection;

    use super::*;

    #[test]
    fn a_part_leaves_its_names_at_home() {
        let mut module = Module::new();
        let types = RawSection { id: SectionId::Type as u8, data: &[0] };
        let bare = Module::new().section(&types).clone().finish();
        let named = module.section(&types).section(&CustomSection { name: "name".into(), data: (&[1, 2, 3]).into() }).clone().finish();
        assert!(named.len() > bare.len());
        assert_eq!(plain(&named).expect("a module"), bare);
        assert!(plain(b"no module").is_err());
    }

    #[test]
    fn what_parts_share_travels_with_the_first_of_them() {
        let fetch = |file: &str| {
            format!("const src = fetch(new URL(\"./{file}.wasm\", import.meta.url)); WebAssembly.instantiateStreaming(src, imports);\n")
        };
        let files = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let parts = by_part(HashMap::from([("ends".into(), files(&["both", "ends"])), ("draft".into(), files(&["both", "draft"]))]));
        let fetcher = ["both", "ends", "draft"].map(fetch).concat();
        let (fetcher, packs) = packed(&fetcher, &parts, |file| Ok(file.into())).expect("it fetches all of them");
        assert_eq!(packs, [("draft".to_owned(), b"bothdraft".to_vec()), ("ends".to_owned(), b"ends".to_vec())]);
        for piece in ["piece(\"./draft\", 0, 4)", "piece(\"./draft\", 4, 9)", "piece(\"./ends\", 0, 4)"] {
            assert!(fetcher.contains(piece), "{piece} {fetcher}");
        }
        assert!(packed(&fetch("stranger"), &parts, |file| Ok(file.into())).is_err());
    }

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
