//! A QR code of digits, drawn as lines so that it is sharp at any size.

use leptos::prelude::*;
use qrcode::bits::Bits;
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode, Version};

/// The white border that readers need, in modules.
const QUIET: usize = 4;

/// The squares of a QR code (QRコードの白黒).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modules {
    width: usize,
    dark: Vec<bool>,
}

impl Modules {
    /// The code of these digits: the smallest that holds them at level M, then the highest level that costs nothing more.
    ///
    /// `None` for other characters than digits, or more of them than the largest code holds.
    pub fn of(digits: &str) -> Option<Modules> {
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let code = (1..=40).find_map(|version| encode(digits, version, EcLevel::M).ok().map(|code| (version, code)));
        let (version, at_least) = code?;
        let best = [EcLevel::H, EcLevel::Q].into_iter().find_map(|level| encode(digits, version, level).ok()).unwrap_or(at_least);
        Some(best.into())
    }

    /// The code of an address, byte for byte, at level M. Addresses are ASCII, so there is nothing for readers to guess at.
    ///
    /// `None` for anything else, or more of it than the largest code holds.
    pub fn of_address(address: &str) -> Option<Modules> {
        let encode = |version| {
            let mut bits = Bits::new(Version::Normal(version));
            bits.push_byte_data(address.as_bytes()).ok()?;
            bits.push_terminator(EcLevel::M).ok()?;
            QrCode::with_bits(bits, EcLevel::M).ok()
        };
        address.is_ascii().then(|| (1..=40).find_map(encode)).flatten().map(Modules::from)
    }

    /// How many squares it is wide, with its white border.
    pub fn width(&self) -> usize {
        self.width + 2 * QUIET
    }

    /// Whether the square is dark, counted with the border.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < self.width);
        inside(x).zip(inside(y)).is_some_and(|(x, y)| self.dark[y * self.width + x])
    }

    /// Its dark squares as runs: where each begins and how long it is.
    pub fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for y in 0..self.width() {
            let mut x = 0;
            while x < self.width() {
                let length = (x..self.width()).take_while(|x| self.is_dark(*x, y)).count();
                if length > 0 {
                    runs.push((x, y, length));
                }
                x += length.max(1);
            }
        }
        runs
    }

    /// Its dark squares as the path of a drawing whose unit is one square.
    pub fn path(&self) -> String {
        self.runs().iter().map(|(x, y, length)| format!("M{x} {y}h{length}v1h-{length}z")).collect()
    }
}

impl From<QrCode> for Modules {
    fn from(code: QrCode) -> Modules {
        Modules { width: code.width(), dark: code.to_colors().into_iter().map(|color| color == Color::Dark).collect() }
    }
}

/// One numeric segment: any other mode would be guessed at by readers, and Japanese text read as mojibake.
fn encode(digits: &str, version: i16, level: EcLevel) -> Result<QrCode, QrError> {
    let mut bits = Bits::new(Version::Normal(version));
    bits.push_numeric_data(digits.as_bytes())?;
    bits.push_terminator(level)?;
    QrCode::with_bits(bits, level)
}

/// A QR code (QRコード): always black on white, whatever the colours of the screen.
#[component]
pub fn QrPicture(
    /// Its squares.
    modules: Modules,
    /// What it is, for those who do not see it.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let width = modules.width();
    let path = modules.path();
    view! {
        <svg class="qr" viewBox=format!("0 0 {width} {width}") role="img" aria-label=label shape-rendering="crispEdges">
            <rect width=width.to_string() height=width.to_string() fill="#fff"></rect>
            <path d=path fill="#000"></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_smallest_that_holds_its_digits() {
        // 434 digits of a residence certificate: version 10 (57 modules) at level M.
        let modules = Modules::of(&"1234567890".repeat(44)[..434]).expect("fits");
        assert_eq!(modules.width(), 57 + 8);
        // One digit fits version 1, at the highest level.
        assert_eq!(Modules::of("7").expect("fits").width(), 21 + 8);
    }

    #[test]
    fn it_has_the_highest_level_that_costs_nothing_more() {
        // ISO/IEC 18004, tables 7 and 12: digits that a version holds at each level, and the two bits that name the level, masked.
        let level = |n_digits: usize| {
            let modules = Modules::of(&"7".repeat(n_digits)).expect("fits");
            (modules.width() - 8, ['H', 'Q', 'M', 'L'][usize::from(modules.is_dark(4, 12)) * 2 + usize::from(modules.is_dark(5, 12))])
        };
        assert_eq!([17, 18, 27, 28, 34, 35].map(level), [(21, 'H'), (21, 'Q'), (21, 'Q'), (21, 'M'), (21, 'M'), (25, 'Q')]);
    }

    #[test]
    fn an_address_is_a_code_of_its_own_kind() {
        let address = Modules::of_address("https://madoguchi.city.example.jp/wait/main#A012-20261122").expect("fits");
        assert_eq!(address.width(), 33 + 8);
        assert_eq!(Modules::of_address("https://窓口.example/wait/main"), None);
    }

    #[test]
    fn the_border_is_white_and_the_corner_is_the_finder() {
        let modules = Modules::of("0123456789").expect("fits");
        assert!((0..modules.width()).all(|at| !modules.is_dark(at, 3) && !modules.is_dark(3, at)));
        assert!((4..11).all(|at| modules.is_dark(at, 4)), "seven dark squares begin the finder");
        assert_eq!(modules.runs()[0], (4, 4, 7));
    }

    #[test]
    fn what_is_no_number_makes_no_code() {
        assert_eq!(Modules::of("12a"), None);
        assert_eq!(Modules::of(&"1".repeat(8000)), None);
    }
}
