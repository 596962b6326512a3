//! What was seen in a picture, and what to do where nothing could be read.

use crate::grey::{Grey, Light};
use crate::ladder::Rung;

/// Below so many pixels a square, reading is luck.
const NEAR_ENOUGH: f32 = 2.5;

/// Darker than this in the middle: the camera sees hardly anything.
const DARK: u8 = 45;

/// With so little between dark and light, squares are told from paper by luck.
const FAINT: u8 = 50;

/// More than this share as white as it gets is glare, or a screen that is far too bright for the camera.
const GLARING: f32 = 0.6;

/// What was seen in a picture (見えたもの).
#[derive(Clone, Debug, PartialEq)]
pub struct Sight {
    /// What the code says, if one was read.
    pub text: Option<String>,
    /// Which rung read it.
    pub rung: Option<Rung>,
    /// How many of the three finders of a code were seen.
    pub finders: usize,
    /// How many pixels a square of the code is wide; 0 where that could not be told.
    pub pitch: f32,
    /// How light the picture is.
    pub light: Light,
}

/// What a person can do to make it readable (読み取るための助言).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// No code is seen: hold one into the frame.
    Aim,
    /// A part of one is seen.
    Whole,
    /// It is too small in the picture.
    Nearer,
    /// It is too dark, or everything is equally grey.
    Lighter,
    /// Something shines into the camera.
    Shade,
    /// It is seen well and yet unreadable: it moves, or is held aslant.
    Steady,
}

impl Sight {
    /// A picture that nobody has looked for a code in yet.
    pub fn of(picture: &Grey) -> Sight {
        Sight { text: None, rung: None, finders: 0, pitch: 0.0, light: picture.light() }
    }

    /// What to do; nothing, if it was read.
    pub fn advice(&self) -> Option<Advice> {
        if self.text.is_some() {
            return None;
        }
        let Light { middle, range, glare } = self.light;
        Some(match self.finders {
            0 if glare > GLARING => Advice::Shade,
            0..3 if middle < DARK && range < 4 * FAINT => Advice::Lighter,
            3.. if self.pitch > 0.0 && self.pitch < NEAR_ENOUGH => Advice::Nearer,
            3.. if range < FAINT => Advice::Lighter,
            3.. => Advice::Steady,
            1.. => Advice::Whole,
            0 => Advice::Aim,
        })
    }
}

impl Advice {
    /// How it is called between the worker and its page.
    pub fn name(self) -> &'static str {
        match self {
            Advice::Aim => "aim",
            Advice::Whole => "whole",
            Advice::Nearer => "nearer",
            Advice::Lighter => "lighter",
            Advice::Shade => "shade",
            Advice::Steady => "steady",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sight(finders: usize, pitch: f32, middle: u8, range: u8, glare: f32) -> Sight {
        Sight { text: None, rung: None, finders, pitch, light: Light { middle, range, glare } }
    }

    #[test]
    fn what_was_measured_says_what_to_do() {
        for (sight, advice) in [
            (sight(0, 0.0, 120, 150, 0.0), Advice::Aim),
            (sight(2, 0.0, 120, 150, 0.0), Advice::Whole),
            (sight(3, 1.8, 120, 150, 0.0), Advice::Nearer),
            (sight(3, 4.0, 120, 150, 0.0), Advice::Steady),
            (sight(3, 4.0, 90, 30, 0.0), Advice::Lighter),
            (sight(0, 0.0, 12, 20, 0.0), Advice::Lighter),
            (sight(0, 0.0, 250, 200, 0.8), Advice::Shade),
        ] {
            assert_eq!(sight.advice(), Some(advice), "{sight:?}");
        }
        let read = Sight { text: Some("2".into()), ..sight(3, 4.0, 120, 150, 0.0) };
        assert_eq!(read.advice(), None);
    }
}
