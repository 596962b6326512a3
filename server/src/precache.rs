//! The service worker with its list: what a phone keeps for the time without a network, composed when the server starts.
//!
//! The list is made from what this city serves, so another city folder, form or key is another version.

use sha2::{Digest, Sha256};

use crate::packed::{Keep, Packed};

/// The policy of the service worker: it fetches from its own server and does nothing else.
pub const POLICY: &str = "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Puts the version and the list of `kept` files (their paths and contents) before the service worker's text.
pub fn service_worker<'a>(text: &str, kept: impl Iterator<Item = (&'a str, &'a Packed)>) -> Packed {
    let mut version = Sha256::new_with_prefix(text);
    let mut paths = Vec::new();
    for (path, file) in kept {
        version.update(path);
        version.update([0]);
        version.update(Sha256::digest(file.plain()));
        paths.push(path);
    }
    let version: String = version.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let paths = serde_json::to_string(&paths).expect("paths are text");
    Packed::new(format!("const VERSION = \"{version}\";\nconst FILES = {paths};\n{text}"), "text/javascript; charset=utf-8", Keep::Ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(page: &str) -> String {
        let page = Packed::new(page.to_owned(), "text/html", Keep::Ask);
        let worker = service_worker("// the rest", [("/", &page)].into_iter());
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
        assert!(text.contains("\nconst FILES = [\"/\"];\n// the rest"), "{text}");
    }
}
