//! The office's own slots at the foot of a sheet: the stamp with its date, who was seen to be whom, the fee, who received it.

use chrono::{Datelike, NaiveDate};

use super::fit::{self, Room};
use super::flow::{Cell, Flow, WIDTH};
use super::{OFFICE, Role, Slot, free};
use crate::era::Era;
use crate::moment::Moment;
use crate::office_use::{OfficeUse, money};
use crate::submission::ReferenceNumber;

/// What stands in the office's own slots (市処理欄の印字); empty where a hand writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficeMarks {
    /// The lines of the stamp: the city, the day, 受付.
    pub stamp: Option<[String; 3]>,
    /// The papers that were shown.
    pub identity: String,
    /// What was taken.
    pub fee: String,
    /// Who received it.
    pub by: String,
}

impl OfficeMarks {
    /// The marks of what a member of staff received on this day. A later sheet has the same.
    pub fn of(city: &str, received_at: Moment, by: &str, office: &OfficeUse, due: Option<u32>) -> OfficeMarks {
        let kind = office.waiver.as_ref().map(|waiver| waiver.kind);
        OfficeMarks {
            stamp: Some([city.to_owned(), stamped(received_at.date()), "受付".to_owned()]),
            identity: office.identity_words(),
            fee: money::words(due, office.charged, kind),
            by: by.to_owned(),
        }
    }

    /// The text of the stamp, a line for each of its three.
    pub fn stamp_text(&self) -> String {
        self.stamp.as_ref().map(|lines| lines.join("\n")).unwrap_or_default()
    }
}

/// A date as stamps have it: `8.11.23`.
fn stamped(date: NaiveDate) -> String {
    let year = Era::of(date).map_or(date.year(), |(_, year)| year);
    format!("{year}.{}.{}", date.month(), date.day())
}

/// How wide and high a stamp is, in millimetres.
const STAMP: f32 = 19.0;

/// How much of a stamp's width each of its lines may take: it is round.
const CHORDS: [f32; 3] = [0.66, 0.9, 0.66];

/// Between which sizes, in points, the lines of a stamp are set: they may be smaller than what must be read line by line.
const LARGEST: f32 = 9.0;
const SMALLEST: f32 = 3.5;

/// The largest size, in points, in which the lines of a stamp fit into a circle so wide, in millimetres; nothing if none does.
pub(super) fn stamp_size(text: &str, across: f32) -> Option<f32> {
    let chord = text.lines().zip(CHORDS).map(|(line, chord)| fit::filling(line, across * chord)).fold(LARGEST, f32::min);
    Some(chord.min(fit::across(across / 3.0))).filter(|size| *size >= SMALLEST)
}

/// Puts the office's slots under what is there; the stamp lies within its slot.
pub(super) fn marks(flow: &mut Flow, reference: Option<&ReferenceNumber>, marks: &OfficeMarks) {
    let reference = reference.map_or("", |number| &number.0);
    let width = WIDTH / 5.0;
    let text = marks.stamp_text();
    let size = stamp_size(&text, STAMP).filter(|_| !text.is_empty());
    // A name that is too long for any stamp stands there without a circle.
    let plain = if size.is_none() { text.as_str() } else { "" };
    let cells: [(&str, &str); 5] =
        [("受付印", plain), ("受付番号", reference), ("本人確認", &marks.identity), ("手数料", &marks.fee), ("担当", &marks.by)];
    let cells: Vec<Cell> = cells.iter().map(|(label, text)| free(width, label, text, Room { smallest: fit::FLOOR, ..OFFICE })).collect();
    flow.row(&cells);
    if let Some(size) = size {
        flow.within_first_of_row(cells.len(), |slot| {
            let (x, y) = (slot.x + (slot.w - STAMP) / 2.0, slot.y + slot.h - STAMP - 1.0);
            Slot { x, y, w: STAMP, h: STAMP, role: Role::Stamp, path: String::new(), label: slot.label.clone(), text, size }
        });
    }
}
