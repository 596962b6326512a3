//! Where each answer lies on the printed form. The layout follows from the form, so that every form has its sheet at once.

mod fit;
mod flow;
pub mod office;
pub mod overlay;
mod pencil;
mod table;

use chrono::NaiveDate;

use self::fit::Room;
use self::flow::{BOTTOM, Cell, Flow, LEFT, WIDTH};
use super::place::Place;
use super::{Answer, Answers, Entries, Form, Kind, Question, Signature};
use crate::era;
use crate::moment::Moment;
use crate::submission::ReferenceNumber;

pub use self::fit::{LINE, MARGIN};
pub use self::flow::PAGE;
pub use self::office::OfficeMarks;

/// The printed form (帳票): pages of A4, 210 by 297 millimetres.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The slots of each page; at least one page.
    pub pages: Vec<Vec<Slot>>,
}

/// A slot (欄) of a sheet: a rectangle, and what is printed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Millimetres from the paper's left edge.
    pub x: f32,
    /// Millimetres from the paper's upper edge.
    pub y: f32,
    /// Its width in millimetres.
    pub w: f32,
    /// Its height in millimetres.
    pub h: f32,
    /// What it is for.
    pub role: Role,
    /// The question whose answer it holds, as its control is called: `members.2.born`; empty for other roles.
    pub path: String,
    /// What it is called. Printed in the slot's corner only where the role is [`Role::Blank`].
    pub label: String,
    /// The text; it fits into the slot if set in `size`, [`MARGIN`] from its sides, lines [`LINE`] apart and broken anywhere.
    pub text: String,
    /// The size of the type in points: 6 or more.
    pub size: f32,
}

/// What a slot is for (欄の役割), and so how it is ruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The form's title; no border.
    Title,
    /// Words to the reader; no border.
    Note,
    /// The name of the slot beside or below it; ruled and shaded.
    Label,
    /// An answer; ruled.
    Answer,
    /// Left free for a hand, or filled in by the office: the signature, the office's marks; ruled.
    Blank,
    /// A round stamp, its lines under each other; it lies in a slot of its own.
    Stamp,
}

/// What stands on a sheet beside the answers (見出し).
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// To whom it is handed in, such as `さくら野市長`.
    pub addressee: String,
    /// When the slip was made.
    pub created: Moment,
    /// Its number, if the city has received it; else its slot is left free.
    pub reference: Option<ReferenceNumber>,
    /// What the office has filled in; else its slots are left free.
    pub office: OfficeMarks,
}

/// A question that is asked, and its answer if there is one.
#[derive(Clone, Copy)]
struct Asked<'a> {
    question: &'a Question,
    answer: Option<&'a Answer>,
    /// Whether nobody is filling it in yet, so that marks for a pen stand where the answer goes.
    blank: bool,
}

const TITLE: Room = Room { largest: 18.0, smallest: 9.0, height: 12.0 };
const NOTE: Room = Room { largest: 9.0, smallest: 6.0, height: 6.0 };
const LABEL: Room = Room { largest: 9.0, smallest: 6.0, height: 9.0 };
const ANSWER: Room = Room { largest: 11.0, smallest: 8.0, height: 9.0 };
const SIGNATURE: Room = Room { largest: 11.0, smallest: 8.0, height: 16.0 };
const SIGNATURE_AND_SEAL: Room = Room { largest: 11.0, smallest: 8.0, height: 35.0 };
const GLYPH: Room = Room { largest: 11.0, smallest: 8.0, height: 16.0 };
const OFFICE: Room = Room { largest: 11.0, smallest: 8.0, height: 24.0 };

/// The width of the column of labels, in millimetres.
const LABELS: f32 = 38.0;

/// The width of the slot for a seal, in millimetres: the largest that is registered has 25, and room around it.
const SEAL: f32 = 40.0;

impl Form {
    /// Lays the answers out on paper. What is not asked takes no room; what is asked and left blank stays free for a pen.
    pub fn sheet(&self, answers: &Answers, heading: &Heading) -> Sheet {
        let entries = answers.entries();
        let mut flow = Flow::new();
        let made = format!("記入した日　{}", era::show(heading.created.date()));
        self.head(&mut flow, &heading.addressee, &made);
        self.body(&mut flow, answers, &entries, heading.created.date());
        self.corrections(&mut flow, answers);
        self.foot(flow, heading.reference.as_ref(), &heading.office)
    }

    /// The form for those who write by hand (白紙の様式): every question there is, with marks for a pen.
    pub fn blank_sheet(&self, addressee: &str) -> Sheet {
        let mut flow = Flow::new();
        self.head(&mut flow, addressee, "記入した日　　　　　　年　　　月　　　日");
        for question in &self.questions {
            let asked = Asked { question, answer: None, blank: true };
            match &question.kind {
                Kind::Group { questions, min, max, .. } => {
                    flow.skip(2.0);
                    let items = vec![Answers::default(); usize::from((*max).min(4).max(*min))];
                    table::lay(&mut flow, Place::top(self, NaiveDate::default()), asked, questions, &items, &Entries::default());
                }
                _ => flow.line(Some(asked)),
            }
        }
        self.foot(flow, None, &OfficeMarks::default())
    }

    /// What stands under the answers; then the pages are finished and numbered.
    fn foot(&self, mut flow: Flow, reference: Option<&ReferenceNumber>, office: &OfficeMarks) -> Sheet {
        self.signed(&mut flow);
        office::marks(&mut flow, reference, office);
        self.numbered(flow)
    }

    /// The pages, each with its number at its foot.
    fn numbered(&self, flow: Flow) -> Sheet {
        let mut pages = flow.pages();
        let n = pages.len();
        for (page, nth) in pages.iter_mut().zip(1..) {
            page.push(self.page_foot(nth, n));
        }
        Sheet { pages }
    }

    fn head(&self, flow: &mut Flow, addressee: &str, made: &str) {
        flow.row(&[cell(WIDTH, Role::Title, &self.title, TITLE)]);
        flow.row(&[cell(WIDTH / 2.0, Role::Note, &format!("{addressee}　様"), NOTE), cell(WIDTH / 2.0, Role::Note, made, NOTE)]);
        if !self.source.confirmed {
            flow.row(&[cell(WIDTH, Role::Note, "この様式は市で確認中です。", NOTE)]);
        }
        flow.skip(2.0);
    }

    fn body(&self, flow: &mut Flow, answers: &Answers, entries: &Entries, today: NaiveDate) {
        let mut waiting: Option<Asked> = None;
        for question in self.questions.iter().filter(|question| self.asks(question, entries, today)) {
            let asked = Asked { question, answer: answers.0.get(&question.id), blank: false };
            match (&question.kind, waiting.take()) {
                (Kind::Group { questions, .. }, before) => {
                    flow.line(before);
                    let items: &[Answers] = if let Some(Answer::Group(items)) = asked.answer { items } else { &[] };
                    flow.skip(2.0);
                    table::lay(flow, Place::top(self, today), asked, questions, items, entries);
                }
                (_, Some(before)) if asked.is_short() => flow.pair(before, asked),
                (_, before) => {
                    flow.line(before);
                    if asked.is_short() {
                        waiting = Some(asked);
                    } else {
                        flow.line(Some(asked));
                    }
                }
            }
        }
        flow.line(waiting);
    }

    /// Room to write by hand the names that could not be typed as they are registered.
    fn corrections(&self, flow: &mut Flow, answers: &Answers) {
        let answered = self.questions.iter().filter_map(|question| answers.0.get(&question.id));
        let mut names: Vec<String> = Vec::new();
        for person in answered.flat_map(Answer::people).filter(|person| person.rare_glyph) {
            if !names.contains(&person.name()) {
                names.push(person.name());
            }
        }
        if !names.is_empty() {
            flow.skip(2.0);
        }
        for name in names {
            let label = "字形の訂正欄（正しい字を、大きく手書きしてください）";
            flow.row(&[cell(LABELS, Role::Label, &name, GLYPH), free(WIDTH - LABELS, label, "", GLYPH)]);
        }
    }

    /// Where it is signed, kept together with the office's marks.
    fn signed(&self, flow: &mut Flow) {
        let signature = if self.signature == Signature::WithSeal { SIGNATURE_AND_SEAL } else { SIGNATURE };
        flow.keep(signature.height + OFFICE.height + 4.0);
        flow.skip(4.0);
        match self.signature {
            Signature::ByHand => flow.row(&[free(WIDTH, "署名（窓口で、本人が手書きしてください）", "", SIGNATURE)]),
            Signature::WithSeal => {
                let seal = free(SEAL, "印影（登録する印鑑）", "", SIGNATURE_AND_SEAL);
                flow.row(&[free(WIDTH - SEAL, "署名（窓口で、本人が手書きしてください）", "", SIGNATURE_AND_SEAL), seal]);
            }
            Signature::Typed => flow.row(&[cell(WIDTH, Role::Note, "署名は要りません。", NOTE)]),
            Signature::AllByHand => {
                let words = "この紙は見本です。用紙に、署名まで全部を手で書き写してください。";
                flow.row(&[free(WIDTH, "署名（写した用紙に、本人が手書きしてください）", words, SIGNATURE)]);
            }
        }
    }

    fn page_foot(&self, nth: usize, n: usize) -> Slot {
        let text = format!("{}　{}　第{}版　{nth}／{n}", self.title, self.id, self.edition);
        let size = fit::size(&text, WIDTH, Room { largest: 7.0, smallest: fit::FLOOR, height: 5.0 });
        let (path, label) = (String::new(), String::new());
        Slot { x: LEFT, y: BOTTOM + 1.0, w: WIDTH, h: 5.0, role: Role::Note, path, label, text, size }
    }
}

impl Flow {
    /// One question across the page.
    fn line(&mut self, asked: Option<Asked>) {
        if let Some(asked) = asked {
            self.row(&[asked.label(), asked.text(WIDTH - LABELS)]);
        }
    }

    /// Two short ones beside each other.
    fn pair(&mut self, left: Asked, right: Asked) {
        let width = WIDTH / 2.0 - LABELS;
        self.row(&[left.label(), left.text(width), right.label(), right.text(width)]);
    }
}

impl Asked<'_> {
    fn label(self) -> Cell {
        Cell { label: self.question.slot().into(), ..cell(LABELS, Role::Label, self.question.slot(), LABEL) }
    }

    fn text(self, width: f32) -> Cell {
        let text = self.words();
        let label = self.question.slot().into();
        Cell { path: self.question.id.clone(), label, ..cell(width, Role::Answer, &text, ANSWER) }
    }

    /// The answer; on a blank form, marks for a pen.
    fn words(self) -> String {
        match self.answer {
            Some(answer) => answer.show(self.question),
            None if self.blank => pencil::marks(self.question),
            None => String::new(),
        }
    }

    /// Whether half a line is enough for any of its answers.
    fn is_short(self) -> bool {
        matches!(
            self.question.kind,
            Kind::Phone
                | Kind::Date(_)
                | Kind::PartialDate(_)
                | Kind::YesNo
                | Kind::Count { .. }
                | Kind::Amount { .. }
                | Kind::Total { .. }
                | Kind::Choice { .. }
        )
    }
}

impl Slot {
    /// The lines of its text, as paper must break them; a line ends with its own line break, if it has one.
    pub fn lines(&self) -> Vec<&str> {
        fit::lines(&self.text, self.w, self.size)
    }
}

impl Question {
    /// The label of its slot on the sheet.
    pub fn slot(&self) -> &str {
        self.slot_label.as_ref().unwrap_or(&self.label)
    }
}

/// A slot for a hand.
fn free(width: f32, label: &str, text: &str, room: Room) -> Cell {
    Cell { label: label.into(), ..cell(width, Role::Blank, text, room) }
}

fn cell(width: f32, role: Role, text: &str, room: Room) -> Cell {
    Cell { width, role, path: String::new(), label: String::new(), text: text.to_owned(), room }
}

#[cfg(test)]
mod tests;
