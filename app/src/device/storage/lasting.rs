//! How long this browser keeps what was written, as far as it can be known.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// How long things last here (残る期間).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// The browser has said that it throws nothing away by itself.
    Promised,
    /// Until room runs short.
    UntilFull,
    /// Safari, and every browser on an iPhone: seven days after this site was last opened, unless it is on the home screen.
    SevenDays,
}

impl Lasting {
    /// For the person, above the list of what was begun.
    pub fn sentence(self) -> &'static str {
        match self {
            Lasting::Promised => "このブラウザーは、端末の空き容量が足りなくなっても、ここにあるものを自動では消しません。",
            Lasting::UntilFull => "このブラウザーは、端末の空き容量が足りなくなると、ここにあるものを消すことがあります。",
            Lasting::SevenDays => {
                "このブラウザーでは、7日間このページを開かないと、ここにあるものが消えます。ホーム画面に追加すると消えにくくなります。"
            }
        }
    }
}

/// Asks the browser.
pub async fn lasting() -> Lasting {
    let navigator = window().navigator();
    let is_promised = match navigator.storage().persisted() {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy()),
        Err(_) => false,
    };
    let name = navigator.user_agent().unwrap_or_default();
    match (is_promised, is_safari(&name)) {
        (_, true) => Lasting::SevenDays,
        (true, false) => Lasting::Promised,
        (false, false) => Lasting::UntilFull,
    }
}

/// Whether the name of a browser is that of Safari or of one that is Safari inside.
fn is_safari(name: &str) -> bool {
    name.contains("Safari/") && !["Chrome/", "Chromium/", "Android"].iter().any(|other| name.contains(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safari_is_known_by_whatever_name_it_goes_on_an_iphone() {
        assert!(is_safari(
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15"
        ));
        assert!(is_safari(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 CriOS/124.0 Mobile/15E148 Safari/604.1"
        ));
        assert!(!is_safari("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36"));
        assert!(!is_safari("Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0"));
    }
}
