//! The looks of a city: its colour and its logo. A colour that somebody could not read is refused.

use std::fmt;
use std::path::PathBuf;

/// What a city looks like (市の色とロゴ), beside what every city looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// The colours of buttons, links and marks; those of the program, if there are none.
    pub colours: Option<Colours>,
    /// The file of the logo, if there is one: SVG or PNG.
    pub logo: Option<PathBuf>,
}

/// The colour of a city (市の色), for light and for dark screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    /// On white; white stands on it.
    pub light: Colour,
    /// On a dark ground; dark letters stand on it.
    pub dark: Colour,
}

/// A colour (色) in sRGB, a byte each for red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Looks {
    /// Where browsers find the logo.
    pub fn logo_address(&self) -> Option<String> {
        let ending = self.logo.as_ref()?.extension()?.to_str()?;
        Some(format!("/city-logo.{ending}"))
    }
}

/// White paper.
pub const WHITE: Colour = Colour([255; 3]);
/// The ground of a dark screen.
pub const DARK: Colour = Colour([0x12; 3]);
/// The lightest ground on a dark screen that links stand on.
const DARK_RAISED: Colour = Colour([0x1f; 3]);
/// The darkest ground on a light screen that links stand on.
const LIGHT_SUNK: Colour = Colour([0xf2; 3]);

/// The least contrast of letters with their ground: WCAG 2.2, success criterion 1.4.3 (AA).
pub const LEAST_CONTRAST: f64 = 4.5;

impl Colour {
    /// Reads `#0017c1`; `None` if it is not written so.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour([byte(0)?, byte(2)?, byte(4)?]))
    }

    /// How far two colours are apart in brightness: 1 (the same) to 21 (black and white), as WCAG 2.2 defines it.
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The relative luminance of WCAG 2.2: 0 for black, 1 for white.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|byte| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// This colour with so many hundredths of another in it.
    pub fn mixed(self, other: Colour, hundredths: u16) -> Colour {
        let mix = |one: u8, other: u8| {
            let sum = u16::from(one) * (100 - hundredths) + u16::from(other) * hundredths;
            u8::try_from(sum / 100).expect("a mean of two bytes is a byte")
        };
        Colour(std::array::from_fn(|at| mix(self.0[at], other.0[at])))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colours {
    /// The ground on which a light screen marks what is chosen.
    pub fn light_soft(self) -> Colour {
        WHITE.mixed(self.light, 9)
    }

    /// The ground on which a dark screen marks what is chosen.
    pub fn dark_soft(self) -> Colour {
        DARK.mixed(self.dark, 18)
    }

    /// The least contrast with anything that the light colour stands on, or that stands on it.
    pub fn light_contrast(self) -> f64 {
        [WHITE, LIGHT_SUNK, self.light_soft()].into_iter().map(|ground| self.light.contrast(ground)).fold(f64::INFINITY, f64::min)
    }

    /// The least contrast with anything that the dark screen's colour stands on, or that stands on it.
    pub fn dark_contrast(self) -> f64 {
        [DARK, DARK_RAISED, self.dark_soft()].into_iter().map(|ground| self.dark.contrast(ground)).fold(f64::INFINITY, f64::min)
    }

    /// The style sheet that puts these colours in the place of the program's.
    pub fn style(self) -> String {
        let rule = |colour: Colour, towards: Colour, soft: Colour, on: Colour| {
            let strong = colour.mixed(towards, 25);
            format!(":root{{--accent:{colour};--accent-strong:{strong};--accent-soft:{soft};--on-accent:{on}}}")
        };
        let light = rule(self.light, Colour([0; 3]), self.light_soft(), WHITE);
        let dark = rule(self.dark, WHITE, self.dark_soft(), DARK);
        format!("{light}@media (prefers-color-scheme: dark){{{dark}}}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_what_others_measure() {
        let check = |one: &str, other: &str, expected: f64| {
            let found = colour(one).contrast(colour(other));
            assert!((found - expected).abs() < 0.005, "{one} on {other}: {found}");
        };
        check("#000000", "#ffffff", 21.0);
        check("#767676", "#ffffff", 4.54);
        check("#777777", "#ffffff", 4.48);
        check("#0000ff", "#ffffff", 8.59);
    }

    #[test]
    fn only_six_digits_after_a_hash_are_a_colour() {
        for text in ["0017c1", "#0017c", "#0017c1f", "#0017cg", "#+017c1", "青", ""] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
        assert_eq!(colour("#0B5C66").to_string(), "#0b5c66");
    }

    proptest! {
        #[test]
        fn contrast_does_not_depend_on_which_is_the_ground(one: [u8; 3], other: [u8; 3]) {
            let contrast = Colour(one).contrast(Colour(other));
            prop_assert_eq!(contrast, Colour(other).contrast(Colour(one)));
            prop_assert!((1.0..=21.0).contains(&contrast));
        }

        #[test]
        fn letters_on_a_colour_that_is_read_on_white_are_read_too(light: [u8; 3], dark: [u8; 3]) {
            let colours = Colours { light: Colour(light), dark: Colour(dark) };
            if colours.light_contrast() >= LEAST_CONTRAST {
                prop_assert!(WHITE.contrast(colours.light.mixed(Colour([0; 3]), 25)) >= LEAST_CONTRAST);
            }
            if colours.dark_contrast() >= LEAST_CONTRAST {
                prop_assert!(DARK.contrast(colours.dark.mixed(WHITE, 25)) >= LEAST_CONTRAST);
            }
        }
    }
}
