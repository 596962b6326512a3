//! The QR code of an address, for the camera of a phone.

use leptos::prelude::*;
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

/// Light modules around the code, without which cameras do not find it.
const QUIET: usize = 4;

/// The code (QRコード) of an address, as a picture that can be drawn at any size.
#[component]
pub fn AddressCode(
    /// The whole address.
    address: String,
    /// What it is, for those who do not see it; blank where it stands beside the same words.
    label: &'static str,
) -> impl IntoView {
    encode(&address).map(|code| {
        let side = code.width() + 2 * QUIET;
        view! {
            <svg class="address-code" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
                <rect width=side height=side fill="#fff"/>
                <path d=path(&code) fill="#000"/>
            </svg>
        }
    })
}

/// The smallest code that holds the address byte for byte. Addresses are ASCII, so there is nothing to be misread.
fn encode(address: &str) -> Option<QrCode> {
    if !address.is_ascii() {
        return None;
    }
    (1..=20).find_map(|version| {
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_byte_data(address.as_bytes()).ok()?;
        bits.push_terminator(EcLevel::M).ok()?;
        QrCode::with_bits(bits, EcLevel::M).ok()
    })
}

/// Every run of dark modules in a row, as one stroke of a path.
fn path(code: &QrCode) -> String {
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            if run[0] == Color::Dark {
                path.push_str(&format!("M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()));
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_takes_the_smallest_code() {
        let code = encode("https://madoguchi.city.example.jp/wait/main#A012-20261122").unwrap();
        assert_eq!(code.version(), Version::Normal(4));
        assert!(path(&code).starts_with("M4 4h7v1h-7z"));
        assert!(encode("https://窓口.example").is_none());
    }
}
