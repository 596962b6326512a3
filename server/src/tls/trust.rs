//! How a device learns to trust the city hall's own authority: a page that explains it, the certificate, and the operator's words.

use axum::Router;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::Html;
use axum::routing::get;
use bytes::Bytes;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use super::{Authority, Names};
use crate::pages::shell::{escape, hash};

/// Where the page is.
pub const PAGE: &str = "/trust";
/// Where the certificate is.
pub const CERTIFICATE: &str = "/ca.crt";

/// Everything about trusting the authority (認証局の信頼).
pub struct Trust {
    origin: String,
    certificate: Bytes,
    file: String,
    fingerprint: String,
    names: String,
    /// The machine has these, but had not when the authority was made.
    left_out: Names,
}

impl Trust {
    /// What there is to know about an authority, on a machine with these names that is reached at `origin`.
    pub fn new(authority: &Authority, machine: &Names, origin: &str) -> Trust {
        Trust {
            origin: origin.to_owned(),
            certificate: Bytes::copy_from_slice(&authority.certificate),
            file: authority.file.display().to_string(),
            fingerprint: authority.fingerprint(),
            names: authority.names.to_string(),
            left_out: machine.without(&authority.names),
        }
    }

    /// The page and the certificate. As DER its SHA-256 is the fingerprint, whatever program a device has for that.
    pub fn routes(&self) -> Router {
        let (page, policy) = self.page();
        let certificate = self.certificate.clone();
        // No attachment: by this type iPhones and iPads offer to install it.
        let kind = [(CONTENT_TYPE, "application/x-x509-ca-cert")];
        Router::new()
            .route(PAGE, get(async move || ([(CONTENT_SECURITY_POLICY, policy)], Html(page))))
            .route(CERTIFICATE, get(async move || (kind, certificate)))
    }

    /// The page, and the policy that allows nothing but its style.
    fn page(&self) -> (String, String) {
        let (text, style) = (include_str!("trust.html"), include_str!("trust.css"));
        let page = text.replace("{style}", style).replace("{names}", &escape(&self.names));
        let policy = format!("default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", hash(style));
        (page, policy)
    }

    /// What the operator is to do once for each device.
    pub fn words(&self, coloured: bool) -> String {
        let Trust { origin, file, fingerprint, .. } = self;
        let address = format!("{origin}{PAGE}");
        let mut words = format!(
            "\nこのHTTPSは、このサーバーが自分で作った認証局によります。窓口で使うスマートフォンやタブレットには、1台ごとに1回、信頼させてください。\n\
             1. 端末でこのQRコードを読み、{address} を開きます。まだ信頼していない端末では先に警告が出ます。\n\
             \u{3000}「詳細」などから進んでください。信頼させるまでは、このページを読むほかには使わないでください。\n\
             \u{3000}（警告を通りたくないときは、ファイル {file} をUSBメモリーなどで端末に移します。）\n\
             2. ページの説明のとおりに証明書を入れ、端末が示す指紋（SHA-256）を次と見比べます。1文字でも違うときは、入れずに消してください。\n\
             \u{3000}{fingerprint}\n\n{}",
            code(&address, coloured)
        );
        if !self.left_out.is_empty() {
            words += &format!(
                "\n注意: {} は、認証局を作ったときになかったので、端末には警告が出ます。信頼できるのは {} です。\n\
                 改めるには、{file} のあるフォルダーをよそに移して起動し直し、端末にもう一度信頼させてください。\n",
                self.left_out, self.names
            );
        }
        words
    }
}

/// A QR code of half blocks, for a terminal. In colours it is black on white whatever the terminal's own are; without them
/// it is right on a dark terminal, as most are.
fn code(text: &str, coloured: bool) -> String {
    let Ok(code) = QrCode::new(text) else { return String::new() };
    let drawn = code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
    let lines = drawn.lines().map(|line| if coloured { format!("\u{1b}[97;40m{line}\u{1b}[0m\n") } else { format!("{line}\n") });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_on_the_terminal_is_the_address_of_the_page() {
        let drawn = code("https://192.0.2.7:8443/trust", false);
        let light: Vec<Vec<bool>> = drawn
            .lines()
            .flat_map(|line| {
                let upper = line.chars().map(|half| matches!(half, '█' | '▀')).collect();
                let lower = line.chars().map(|half| matches!(half, '█' | '▄')).collect();
                [upper, lower]
            })
            .collect();
        let expected = QrCode::new("https://192.0.2.7:8443/trust").unwrap();
        let (width, quiet) = (expected.width(), 4);
        let dark: Vec<bool> = (0..width * width).map(|at| !light[quiet + at / width][quiet + at % width]).collect();
        let wanted: Vec<bool> = expected.to_colors().into_iter().map(|colour| colour == qrcode::Color::Dark).collect();
        assert_eq!(dark, wanted);
        assert!(light[..quiet].iter().flatten().all(|light| *light), "a quiet zone around it");
    }
}
