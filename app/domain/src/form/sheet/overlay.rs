//! The answers on the city's own paper: each where the city has room for it. What has no room there, or too little, goes on a
//! sheet of its own behind it, so that nothing is lost.

mod cover;
mod part;

use super::fit::{self, FLOOR};
use super::flow::{Cell, Flow, WIDTH};
use super::{ANSWER, Heading, LABEL, LABELS, NOTE, OFFICE, Role, Sheet, TITLE, cell, office};
use crate::era;
use crate::form::{Answer, Answers, Form, Kind, Question};

pub use self::part::parts;

/// The city's own paper (市の用紙): where on its pages what is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// Every place, in the order of its file.
    pub spots: Vec<Spot>,
}

/// A place on the city's own paper (用紙の欄).
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The page, from 1.
    pub page: usize,
    /// Millimetres from the paper's left edge.
    pub x: f32,
    /// Millimetres from the paper's upper edge.
    pub y: f32,
    /// Its width in millimetres.
    pub w: f32,
    /// Its height in millimetres.
    pub h: f32,
    /// The largest type, in points.
    pub size: f32,
    /// Where in it a short text stands.
    pub align: Align,
    /// What it holds.
    pub holds: Holds,
}

/// Where in its place a text stands (文字の寄せ).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// What a place holds (欄の中身).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// An answer as every sheet shows it, or a part of it: `applicant`, `applicant.kana`, `members.2.born.year`.
    Answer(String),
    /// A tick, if this option of the question was chosen.
    Tick {
        /// The path of the question, or of its part with options: `relation`, `born.era`.
        of: String,
        /// The option's id.
        is: String,
    },
    /// To whom it is handed in.
    Addressee,
    /// The day on which it was made.
    Created,
    /// The office's stamp with the day on which it was received.
    Stamp,
    /// The papers that were shown.
    Identity,
    /// What was taken for it.
    Fee,
    /// Who received it.
    By,
    /// The reference number.
    Reference,
    /// Nothing: it is left free for a hand, and no other place may lie over it.
    Free,
}

/// A text on the city's own paper (用紙に入れる文字).
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Where it stands; its size is the largest that may be.
    pub spot: Spot,
    /// What is asked there; empty for what is no answer.
    pub label: String,
    /// The text; it fits if set in `size` by the rule of every sheet.
    pub text: String,
    /// The size of the type in points.
    pub size: f32,
}

/// The answers laid out on the city's own paper (記入済みの用紙).
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// What is written on its pages.
    pub written: Vec<Written>,
    /// What had no room there (別紙).
    pub annex: Option<Sheet>,
}

/// The mark of a tick.
const TICK: &str = "レ";

/// What stands where an answer has too little room.
const SEE_ANNEX: &str = "別紙のとおり";

impl Form {
    /// Lays the answers out on the city's own paper.
    pub fn lay_over(&self, overlay: &Overlay, answers: &Answers, heading: &Heading) -> Laid {
        let (mut written, mut crowded) = (Vec::new(), Vec::new());
        for spot in &overlay.spots {
            let Some(text) = self.text_of(&spot.holds, answers, heading).filter(|text| !text.is_empty()) else { continue };
            let label = self.label_of(&spot.holds).to_owned();
            match spot.size_for(&text) {
                Some(size) => written.push(Written { spot: spot.clone(), label, text, size }),
                None => {
                    if let Holds::Answer(path) = &spot.holds {
                        crowded.push(path.as_str());
                    }
                    let size = spot.size_for(SEE_ANNEX);
                    written.extend(size.map(|size| Written { spot: spot.clone(), label, text: SEE_ANNEX.into(), size }));
                }
            }
        }
        let left_over = cover::left_over(self, overlay, answers, &crowded);
        // What the office fills in has its slots on our own sheet; where the city's has no room for all of it, they come with the 別紙.
        let lies = |holds: &Holds| written.iter().any(|one| one.spot.holds == *holds && one.text != SEE_ANNEX);
        let marks = [Holds::Stamp, Holds::Identity, Holds::Fee, Holds::By];
        let lacks = |holds: &Holds| !lies(holds) && self.text_of(holds, answers, heading).is_some_and(|text| !text.is_empty());
        let office = marks.iter().any(lacks).then_some(heading);
        Laid { annex: self.annex(&left_over, answers, office), written }
    }

    /// Why a place cannot hold this, with the remedy; nothing if it can.
    pub fn objection_to(&self, holds: &Holds) -> Option<String> {
        match holds {
            Holds::Answer(path) => match self.find(path) {
                None => Some(self.unknown(path)),
                Some(Found { question, part, .. }) if !part.is_empty() && !parts(&question.kind).contains(&part) => {
                    let known = parts(&question.kind);
                    let remedy = match known {
                        [] => format!("「{}」と書いてください。", path.trim_end_matches(part).trim_end_matches('.')),
                        _ => format!("書けるのは {} です。", known.join("、")),
                    };
                    Some(format!("「{path}」の「{part}」という部分はありません。{remedy}"))
                }
                Some(_) => None,
            },
            Holds::Tick { of, is } => match self.find(of) {
                None => Some(self.unknown(of)),
                Some(found) => {
                    let options = part::options(&found.question.kind, found.part);
                    if options.is_empty() {
                        Some(format!("「{of}」は選ぶ質問ではないので、「is」は書けません。「is」を消してください。"))
                    } else if options.iter().any(|option| option == is) {
                        None
                    } else {
                        Some(format!("「{of}」に「{is}」という選択肢はありません。{} のどれかを書いてください。", options.join("、")))
                    }
                }
            },
            _ => None,
        }
    }

    fn unknown(&self, path: &str) -> String {
        let ids: Vec<&str> = self.questions.iter().map(|question| question.id.as_str()).collect();
        format!("この様式に「{path}」という質問はありません。{} のどれかを書いてください。", ids.join("、"))
    }

    fn label_of(&self, holds: &Holds) -> &str {
        match holds {
            Holds::Answer(path) | Holds::Tick { of: path, .. } => self.find(path).map_or("", |found| found.question.slot()),
            Holds::Stamp => "受付印",
            Holds::Identity => "本人確認",
            Holds::Fee => "手数料",
            Holds::By => "担当",
            Holds::Addressee | Holds::Created | Holds::Reference | Holds::Free => "",
        }
    }

    fn text_of(&self, holds: &Holds, answers: &Answers, heading: &Heading) -> Option<String> {
        match holds {
            Holds::Answer(path) => {
                let found = self.find(path)?;
                let answer = found.answer(answers)?;
                if found.part.is_empty() { Some(answer.show(found.question)) } else { part::text(answer, found.part) }
            }
            Holds::Tick { of, is } => {
                let found = self.find(of)?;
                part::has_chosen(found.answer(answers)?, found.part, is).then(|| TICK.to_owned())
            }
            Holds::Addressee => Some(heading.addressee.clone()),
            Holds::Created => Some(era::show(heading.created.date())),
            Holds::Reference => heading.reference.as_ref().map(|number| number.0.clone()),
            Holds::Stamp => Some(heading.office.stamp_text()),
            Holds::Identity => Some(heading.office.identity.clone()),
            Holds::Fee => Some(heading.office.fee.clone()),
            Holds::By => Some(heading.office.by.clone()),
            Holds::Free => None,
        }
    }

    /// The question that a path names, and what of it.
    fn find<'f, 'p>(&'f self, path: &'p str) -> Option<Found<'f, 'p>> {
        let (id, rest) = path.split_once('.').unwrap_or((path, ""));
        let question = self.question(id)?;
        let Kind::Group { questions, max, .. } = &question.kind else { return Some(Found { item: None, question, part: rest }) };
        let (number, rest) = rest.split_once('.')?;
        let number = number.parse().ok().filter(|n: &u8| (1..=*max).contains(n) && n.to_string() == number)?;
        let (inner, part) = rest.split_once('.').unwrap_or((rest, ""));
        let inner = questions.iter().find(|question| question.id == inner)?;
        Some(Found { item: Some((&question.id, number)), question: inner, part })
    }

    /// What had no room on the city's own paper, and room to put right the names that could not be typed.
    fn annex(&self, left_over: &[(String, String)], answers: &Answers, office: Option<&Heading>) -> Option<Sheet> {
        if left_over.is_empty() && office.is_none() && !answers.people().iter().any(|person| person.rare_glyph) {
            return None;
        }
        let mut flow = Flow::new();
        flow.row(&[cell(WIDTH, Role::Title, "別紙", TITLE)]);
        flow.row(&[cell(WIDTH, Role::Note, &format!("「{}」の用紙に書ききれなかったもの", self.title), NOTE)]);
        flow.skip(2.0);
        for (label, text) in left_over {
            let answer = Cell { label: label.clone(), ..cell(WIDTH - LABELS, Role::Answer, text, ANSWER) };
            flow.row(&[cell(LABELS, Role::Label, label, LABEL), answer]);
        }
        self.corrections(&mut flow, answers);
        if let Some(heading) = office {
            flow.keep(OFFICE.height + 4.0);
            flow.skip(4.0);
            office::marks(&mut flow, heading.reference.as_ref(), &heading.office);
        }
        Some(self.numbered(flow))
    }
}

/// A question that a path names (質問の場所).
struct Found<'f, 'p> {
    /// The group and the number of its item, if it is a question of one.
    item: Option<(&'f str, u8)>,
    question: &'f Question,
    /// The part that is meant; empty for the whole.
    part: &'p str,
}

impl Found<'_, '_> {
    fn answer<'a>(&self, answers: &'a Answers) -> Option<&'a Answer> {
        let place = match self.item {
            None => answers,
            Some((group, number)) => match answers.0.get(group)? {
                Answer::Group(items) => items.get(usize::from(number) - 1)?,
                _ => return None,
            },
        };
        place.0.get(&self.question.id)
    }
}

impl Spot {
    /// The largest size in which a text fits; none if it does not in the smallest.
    fn size_for(&self, text: &str) -> Option<f32> {
        match self.holds {
            // A box to tick may be smaller than any line.
            Holds::Tick { .. } => Some(fit::across(self.w.min(self.h)).clamp(FLOOR, self.size.max(FLOOR))),
            Holds::Stamp => office::stamp_size(text, self.w.min(self.h)),
            _ => fit::snug(text, self.w, self.h, self.size),
        }
    }

    /// Whether two places on one page lie over each other by more than a hair.
    pub fn overlaps(&self, other: &Spot) -> bool {
        let apart = |a: f32, a_long: f32, b: f32, b_long: f32| a + a_long <= b + 0.1 || b + b_long <= a + 0.1;
        self.page == other.page && !(apart(self.x, self.w, other.x, other.w) || apart(self.y, self.h, other.y, other.h))
    }
}

impl Written {
    /// The lines of the text, as they must be broken.
    pub fn lines(&self) -> Vec<&str> {
        fit::lines(&self.text, self.spot.w, self.size)
    }
}

#[cfg(test)]
mod tests;
