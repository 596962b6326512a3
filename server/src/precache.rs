//! The service worker with its list: what a phone keeps for the time without a network, composed when the server starts.
//!
//! The list is made from what this city serves, so another city folder, form or key is another version.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::packed::{Keep, Packed};

/// The policy of the service worker: it fetches from its own server and does nothing else.
pub const POLICY: &str = "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The pages of a language (ほかの言語のページ), by its id: kept once somebody reads in it.
pub type Others<'a> = (&'static str, Vec<(&'a str, &'a Packed)>);

/// Puts the version and the list of `kept` files (their paths and contents) before the service worker's text, and those in other languages.
pub fn service_worker<'a>(text: &str, kept: impl Iterator<Item = (&'a str, &'a Packed)>, others: &[Others<'a>]) -> Packed {
    let mut version = Sha256::new_with_prefix(text);
    let mut paths = Vec::new();
    let mut note = |path: &str, file: &Packed| {
        version.update(path);
        version.update([0]);
        version.update(Sha256::digest(file.plain()));
    };
    for (path, file) in kept {
        note(path, file);
        paths.push(path);
    }
    let others = others.iter().map(|(language, pages)| {
        pages.iter().for_each(|(path, page)| note(path, page));
        (*language, pages.iter().map(|(path, _)| *path).collect::<Vec<_>>())
    });
    let others: BTreeMap<&str, Vec<&str>> = others.collect();
    let version: String = version.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let list = |paths: serde_json::Result<String>| paths.expect("paths are text");
    let (paths, others) = (list(serde_json::to_string(&paths)), list(serde_json::to_string(&others)));
    let text = format!("const VERSION = \"{version}\";\nconst FILES = {paths};\nconst OTHERS = {others};\n{text}");
    Packed::new(text, "text/javascript; charset=utf-8", Keep::Ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(page: &str) -> String {
        let page = Packed::new(page.to_owned(), "text/html", Keep::Ask);
        let easy = Packed::new(format!("やさしい{page}", page = String::from_utf8_lossy(page.plain())), "text/html", Keep::Ask);
        let worker = service_worker("// the rest", [("/", &page)].into_iter(), &[("easy", vec![("/easy", &easy)])]);
        String::from_utf8(worker.plain().to_vec()).expect("text")
    }

    #[test]
    fn a_changed_page_is_a_new_version() {
        assert_eq!(composed("今日"), composed("今日"));
        assert_ne!(composed("今日"), composed("明日"));
    }

    #[test]
    fn the_list_stands_before_the_text() {
        let text = composed("今日");
        assert!(text.contains("\nconst FILES = [\"/\"];\nconst OTHERS = {\"easy\":[\"/easy\"]};\n// the rest"), "{text}");
    }
}
