//! The codes for trying out a scanner: as large as those of real forms, of nobody's data, and known digit by digit.

use crate::components::qr_code::Modules;

/// What every test code begins with; a code of a form begins with 1, 2, 3 or 5.
const BEGIN: &str = "9420";

/// Capitals, small letters, and the signs that another keyboard layout turns into others.
const LETTERS: &str = "MadoguchiTest:0123(*)+=@[']";

/// A code for trying out a scanner (テスト用コード).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestCode {
    /// Its number on the page.
    pub number: usize,
    /// How many digits it has; 0 for the one of letters and signs.
    pub length: usize,
    /// How wide it is on paper, its white border included, in millimetres.
    pub side: u32,
    /// What it stands for.
    pub what: &'static str,
}

/// All of them, as they stand on the page. The lengths just fill a version at level M.
pub const ALL: [TestCode; 7] = [
    TestCode { number: 1, length: 200, side: 30, what: "短い申請書" },
    TestCode { number: 2, length: 290, side: 35, what: "ふつうの申請書" },
    TestCode { number: 3, length: 510, side: 40, what: "長い申請書" },
    TestCode { number: 4, length: 510, side: 25, what: "同じ長さで、小さい印刷" },
    TestCode { number: 5, length: 980, side: 50, what: "とても長い申請書" },
    TestCode { number: 6, length: 1_850, side: 65, what: "いくつもの申請書をまとめたもの" },
    TestCode { number: 7, length: 0, side: 30, what: "英字と記号（キーボードの配列をみる）" },
];

impl TestCode {
    /// What it says.
    pub fn text(&self) -> String {
        if self.length == 0 {
            return LETTERS.to_owned();
        }
        let mut text = format!("{BEGIN}{:02}", self.number);
        // Digits without a pattern, always the same ones: what is lost or doubled among them is found.
        let mut state = u32::try_from(self.number).unwrap_or(0) + 20_261_123;
        while text.len() < self.length {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push(char::from(b'0' + (state >> 24).to_le_bytes()[0] % 10));
        }
        text
    }

    /// Its squares.
    pub fn modules(&self) -> Option<Modules> {
        if self.length == 0 { Modules::of_address(LETTERS) } else { Modules::of(&self.text()) }
    }

    /// Whether it is the one of letters and signs.
    pub fn is_letters(&self) -> bool {
        self.length == 0
    }
}

/// Whether this is one of them, read without fault.
pub fn is_test(text: &str) -> bool {
    (text.starts_with(BEGIN) || text == LETTERS) && ALL.iter().any(|code| code.text() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_code_is_a_picture_and_no_code_of_a_form() {
        for code in ALL {
            assert!(code.modules().is_some(), "{code:?}");
            assert!(is_test(&code.text()));
            assert!(domain::slip::SealedSlip::parse(&code.text()).is_err());
        }
        assert!(!is_test("4901234567894"));
    }

    #[test]
    fn they_are_of_the_versions_of_real_forms() {
        let versions: Vec<usize> = ALL.iter().filter_map(|code| Some((code.modules()?.width() - 8 - 17) / 4)).collect();
        assert_eq!(versions, [5, 7, 10, 10, 15, 22, 3]);
    }
}
