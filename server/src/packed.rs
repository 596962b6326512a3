//! A body kept in memory, as it is and compressed, so that answering is copying a pointer.

use std::io::Write;
use std::sync::OnceLock;

use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// How long a browser may keep something (保存の約束).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// For ever: its name changes with its content.
    Forever,
    /// As long as the server, asked each time, says that it is still the same.
    Ask,
}

/// A body (本文) ready to be sent.
pub struct Packed {
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    etag: HeaderValue,
    kind: HeaderValue,
    keep: Keep,
}

impl Packed {
    /// Takes a body in; it is sent uncompressed until [`Packed::compress`] has run.
    pub fn new(plain: impl Into<Bytes>, kind: &'static str, keep: Keep) -> Packed {
        let plain = plain.into();
        let digest: String = Sha256::digest(&plain).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        // Weak: the compressed and the plain bytes mean the same.
        let etag = HeaderValue::try_from(format!("W/\"{digest}\"")).expect("hex digits are a header value");
        Packed { plain, brotli: OnceLock::new(), etag, kind: HeaderValue::from_static(kind), keep }
    }

    /// The same, with what the build has compressed already.
    pub fn with_brotli(self, brotli: impl Into<Bytes>) -> Packed {
        // The cell is fresh, so this cannot be the second value.
        let _ = self.brotli.set(brotli.into());
        self
    }

    /// Compresses as far as brotli goes: some hundredths of a second for a page, so it is done beside the serving.
    pub fn compress(&self) {
        self.brotli.get_or_init(|| brotli(&self.plain));
    }

    /// The body as it is.
    pub fn plain(&self) -> &Bytes {
        &self.plain
    }

    /// What the browser compares: a digest of the body.
    pub fn etag(&self) -> &str {
        self.etag.to_str().expect("made of hex digits")
    }

    /// The answer to a request with these headers: 304 where the browser has it already.
    pub fn answer(&self, asked: &HeaderMap) -> Response {
        let lists = |name, what: &str| {
            asked.get_all(name).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).any(|one| one.trim() == what)
        };
        let mut answer = if lists(IF_NONE_MATCH, self.etag()) {
            let mut unchanged = Response::new(Body::empty());
            *unchanged.status_mut() = StatusCode::NOT_MODIFIED;
            unchanged
        } else if let Some(brotli) = self.brotli.get().filter(|_| lists(ACCEPT_ENCODING, "br")) {
            let mut compressed = Response::new(Body::from(brotli.clone()));
            compressed.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
            compressed
        } else {
            Response::new(Body::from(self.plain.clone()))
        };
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, self.kind.clone());
        headers.insert(ETAG, self.etag.clone());
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        let keep = match self.keep {
            Keep::Forever => "public, max-age=31536000, immutable",
            Keep::Ask => "no-cache",
        };
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
        answer
    }
}

fn brotli(plain: &[u8]) -> Bytes {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 22);
    writer.write_all(plain).expect("a vector takes every byte");
    drop(writer);
    packed.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(axum::http::HeaderName, &'static str)]) -> HeaderMap {
        headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_browser_that_reads_brotli_gets_it_once_it_is_there() {
        let page = Packed::new("窓口".repeat(1000), "text/html; charset=utf-8", Keep::Ask);
        let browser = asked(&[(ACCEPT_ENCODING, "gzip, deflate, br")]);
        assert_eq!(page.answer(&browser).headers().get(CONTENT_ENCODING), None);
        page.compress();
        assert_eq!(page.answer(&browser).headers()[CONTENT_ENCODING], "br");
        assert_eq!(page.answer(&HeaderMap::new()).headers().get(CONTENT_ENCODING), None);
    }

    #[test]
    fn a_browser_that_has_it_already_is_told_so() {
        let page = Packed::new("窓口", "text/html; charset=utf-8", Keep::Ask);
        let mut again = HeaderMap::new();
        again.insert(IF_NONE_MATCH, page.etag.clone());
        assert_eq!(page.answer(&again).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(page.answer(&asked(&[(IF_NONE_MATCH, "W/\"other\"")])).status(), StatusCode::OK);
    }
}
