//! The files that `cargo xtask build` made: read once, kept in memory, sent compressed.
//!
//! What carries a hash in its name lies under `/assets` and may be kept for ever; the rest is asked for each time.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::packed::{Keep, Packed};

/// The files of the app, by the path of their address.
pub struct Assets {
    files: BTreeMap<String, Packed>,
    style: String,
    hall_style: String,
    find_style: String,
}

/// Why the app's files cannot be served (画面の不足).
#[derive(Debug, Error)]
pub enum NoApp {
    /// A file or folder cannot be read.
    #[error("画面のファイルを読めません（{path}：{why}）。`cargo xtask build` で画面を組み立ててください。", path = .path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// One of the two programs is not there.
    #[error("画面のプログラム {entry} が {folder} にありません。`cargo xtask build` で画面を組み立ててください。", folder = .folder.display())]
    Missing {
        /// `resident` or `hall`.
        entry: String,
        /// Where it was looked for.
        folder: PathBuf,
    },
}

/// The two files of one of the app's programs, by address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The glue that starts it.
    pub glue: String,
    /// The Wasm file.
    pub wasm: String,
}

impl Assets {
    /// Reads the app's folder.
    ///
    /// # Errors
    /// If a file of it cannot be read; says what to do.
    pub fn read(app: &Path) -> Result<Assets, NoApp> {
        let mut files = BTreeMap::new();
        for path in files_of(app)? {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if let Some(kind) = kind_of(name).filter(|_| is_hashed(name)) {
                files.insert(format!("/assets/{name}"), pack(&path, kind, Keep::Forever)?);
            }
        }
        let public = app.join("public");
        for path in files_of(&public)? {
            add_public(&mut files, &path, "/")?;
        }
        for folder in ["icons", "fonts"] {
            for path in files_of(&public.join(folder)).unwrap_or_default() {
                add_public(&mut files, &path, &format!("/{folder}/"))?;
            }
        }
        let sheet = |name: &str| {
            let path = app.join(name);
            std::fs::read_to_string(&path).map_err(|why| NoApp::Unreadable { path, why })
        };
        Ok(Assets { files, style: sheet("style.css")?, hall_style: sheet("hall.css")?, find_style: sheet("find.css")? })
    }

    /// Puts a file among them that is composed when the server starts.
    pub fn add(&mut self, path: &str, file: Packed) {
        self.files.insert(path.to_owned(), file);
    }

    /// Puts a picture among them that lies elsewhere. Only what browsers show is taken.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn add_file(&mut self, address: &str, path: &Path) -> Result<(), NoApp> {
        if let Some(kind) = kind_of(address) {
            self.files.insert(address.to_owned(), pack(path, kind, Keep::Ask)?);
        }
        Ok(())
    }

    /// The file at this address.
    pub fn get(&self, path: &str) -> Option<&Packed> {
        self.files.get(path)
    }

    /// Every file with its address, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Packed)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// The style sheet that every page of the resident's carries inside.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The style sheet that the hall's screens carry inside: the same, and what only they need.
    pub fn hall_style(&self) -> &str {
        &self.hall_style
    }

    /// What the pages where procedures are looked for carry besides.
    pub fn find_style(&self) -> &str {
        &self.find_style
    }

    /// The files of the program `resident` or `hall`.
    ///
    /// # Errors
    /// If the build has not made them.
    pub fn program(&self, entry: &str, folder: &Path) -> Result<Program, NoApp> {
        let find = |ending: &str| {
            let start = format!("/assets/{entry}-");
            self.files.keys().find(|path| path.starts_with(&start) && path.ends_with(ending)).cloned()
        };
        let missing = || NoApp::Missing { entry: entry.to_owned(), folder: folder.to_owned() };
        Ok(Program { glue: find(".js").ok_or_else(missing)?, wasm: find(".wasm").ok_or_else(missing)? })
    }
}

/// A public file keeps its name and is asked for each time: a new service worker must be found at once.
fn add_public(files: &mut BTreeMap<String, Packed>, path: &Path, under: &str) -> Result<(), NoApp> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if let Some(kind) = kind_of(name) {
        files.insert(format!("{under}{name}"), pack(path, kind, Keep::Ask)?);
    }
    Ok(())
}

fn pack(path: &Path, kind: &'static str, keep: Keep) -> Result<Packed, NoApp> {
    let plain = std::fs::read(path).map_err(|why| NoApp::Unreadable { path: path.to_owned(), why })?;
    let packed = Packed::new(plain, kind, keep);
    let mut brotli = path.as_os_str().to_owned();
    brotli.push(".br");
    Ok(match std::fs::read(PathBuf::from(brotli)) {
        Ok(brotli) => packed.with_brotli(brotli),
        Err(_) => packed,
    })
}

/// The files, not the folders, of a folder.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, NoApp> {
    let unreadable = |why| NoApp::Unreadable { path: folder.to_owned(), why };
    let mut files = Vec::new();
    for file in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = file.map_err(unreadable)?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}

/// Whether the build has put a hash of its content into this name: `resident-0123456789abcdef.wasm`.
fn is_hashed(name: &str) -> bool {
    let hash = name.split_once('-').and_then(|(_, rest)| rest.split_once('.')).map(|(hash, _)| hash);
    hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The content type for an ending; `None` for what is not served.
fn kind_of(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        // Several of them in one file, which the glue takes apart.
        "parts" => "application/octet-stream",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("resident-f33730140cc9f457.wasm"));
        assert!(!is_hashed("sw.js"));
        assert!(!is_hashed("app-icon.png"));
    }

    #[test]
    fn a_missing_build_is_told_with_its_remedy() {
        let why = Assets::read(Path::new("/nowhere/at/all")).err().expect("there is nothing").to_string();
        assert!(why.contains("cargo xtask build"), "{why}");
    }
}
