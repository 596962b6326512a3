//! Texts that the city has for everybody, fetched when they are needed: from the service worker where it keeps them.

use reqwasm::http::Request;

/// Why a text is not there (取り寄せられない理由): there is no network, or the city did not answer as it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreachable;

/// The text at this path; `None` if the city has none there.
///
/// # Errors
/// If nobody could be asked.
pub async fn text(path: &str) -> Result<Option<String>, Unreachable> {
    let answer = Request::get(path).send().await.map_err(|_| Unreachable)?;
    match answer.status() {
        200 => answer.text().await.map(Some).map_err(|_| Unreachable),
        404 => Ok(None),
        _ => Err(Unreachable),
    }
}
