//! A sheet as a picture: there is ink where something was written, and none where there must not be any.

use domain::form::sheet::{PAGE, Slot};

use super::*;

/// Dots in a millimetre of the picture.
const DOTS: f32 = 150.0 / 25.4;

/// A page in grey.
pub struct Picture {
    width: usize,
    grey: Vec<u8>,
}

impl Picture {
    /// The pages of a PDF.
    pub fn all(pdf: &[u8]) -> Vec<Picture> {
        let mut rest = &poppler("pdftoppm", &["-r", "150", "-gray"], pdf)[..];
        let mut pictures = Vec::new();
        // Each page: `P5 WIDTH HEIGHT 255`, and its dots.
        while !rest.is_empty() {
            let mut words = Vec::new();
            while words.len() < 4 {
                let end = rest.iter().position(u8::is_ascii_whitespace).unwrap();
                words.push(String::from_utf8(rest[..end].to_vec()).unwrap());
                rest = &rest[end + 1..];
            }
            assert_eq!((words[0].as_str(), words[3].as_str()), ("P5", "255"));
            let (width, height): (usize, usize) = (words[1].parse().unwrap(), words[2].parse().unwrap());
            pictures.push(Picture { width, grey: rest[..width * height].to_vec() });
            rest = &rest[width * height..];
        }
        pictures
    }

    /// How many dark dots there are in a rectangle of millimetres.
    pub fn ink(&self, x: f32, y: f32, w: f32, h: f32) -> usize {
        let dots = |from: f32, length: f32, most: usize| {
            let end = (((from + length) * DOTS).floor().max(0.0) as usize).min(most);
            ((from * DOTS).ceil() as usize).min(end)..end
        };
        let height = self.grey.len() / self.width;
        let across = dots(x, w, self.width);
        dots(y, h, height).map(|row| self.grey[row * self.width..][across.clone()].iter().filter(|grey| **grey < 0xA0).count()).sum()
    }

    /// The same picture with nothing in a rectangle.
    fn wiped(&mut self, x: f32, y: f32, w: f32, h: f32) {
        let height = self.grey.len() / self.width;
        for row in ((y * DOTS).floor() as usize)..(((y + h) * DOTS).ceil() as usize).min(height) {
            for column in ((x * DOTS).floor() as usize)..(((x + w) * DOTS).ceil() as usize).min(self.width) {
                self.grey[row * self.width + column] = 0xFF;
            }
        }
    }
}

/// The inside of a slot, without its border.
fn inside(slot: &Slot) -> (f32, f32, f32, f32) {
    (slot.x + 0.4, slot.y + 0.4, slot.w - 0.8, slot.h - 0.8)
}

#[test]
fn there_is_ink_in_every_slot_that_holds_something_and_none_beside() {
    let library = library();
    for id in ["residence-certificate", "move-in", "seal-registration", "letter-of-attorney"] {
        let job = sample(library.form(id).unwrap());
        let sheet = job.form.sheet(&job.answers, &job.heading);
        for (mut picture, slots) in Picture::all(&drawn(std::slice::from_ref(&job))).into_iter().zip(&sheet.pages) {
            let is_stamped = |slot: &Slot| slots.iter().any(|stamp| stamp.role == Role::Stamp && stamp.label == slot.label);
            for slot in slots {
                let (x, y, w, h) = inside(slot);
                let ink = picture.ink(x, y, w, h);
                match (slot.role, slot.text.trim().is_empty()) {
                    (Role::Answer, true) => assert_eq!(ink, 0, "{id}: {slot:?}"),
                    // Under the words in its corner nothing is written: a hand will do that.
                    (Role::Blank, true) if !is_stamped(slot) => assert_eq!(picture.ink(x, y + 4.0, w, h - 4.0), 0, "{id}: {slot:?}"),
                    _ => assert!(ink > 4, "{id}: {slot:?}"),
                }
            }
            for slot in slots {
                picture.wiped(slot.x - 0.3, slot.y - 0.3, slot.w + 0.6, slot.h + 0.6);
            }
            // The mark in the corner.
            picture.wiped(150.0, 5.0, 46.0, 6.0);
            assert_eq!(picture.ink(0.0, 0.0, PAGE.0, PAGE.1), 0, "{id}: something runs over");
        }
    }
}

#[test]
fn the_text_stands_in_the_middle_of_its_slot() {
    let form = Arc::clone(library().form("water-start").unwrap());
    let job = sample(&form);
    let sheet = form.sheet(&job.answers, &job.heading);
    let picture = &Picture::all(&drawn(std::slice::from_ref(&job)))[0];
    let lines =
        |slot: &&Slot| slot.role == Role::Answer && slot.lines().len() == 1 && !slot.text.is_ascii() && slot.text.chars().count() > 3;
    let mut looked_at = 0;
    for slot in sheet.pages[0].iter().filter(lines) {
        let (x, y, w, h) = inside(slot);
        let rows: Vec<f32> =
            (0..(h * 10.0) as u16).map(|tenth| f32::from(tenth) / 10.0).filter(|at| picture.ink(x, y + at, w, 0.2) > 0).collect();
        let (above, below) = (rows[0], h - rows[rows.len() - 1]);
        assert!((above - below).abs() < 1.0, "{above} mm above, {below} mm below: {slot:?}");
        looked_at += 1;
    }
    assert!(looked_at > 2);
}
