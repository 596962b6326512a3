//! A group on the sheet: a ruled table with one row for each person or thing.

use std::iter::repeat;

use super::fit::Room;
use super::flow::{Cell, Flow, WIDTH};
use super::{Asked, Role};
use crate::form::place::Place;
use crate::form::{Answers, Entries, Kind, Question};

const CELL: Room = Room { largest: 10.0, smallest: 6.0, height: 11.0 };
const HEAD: Room = Room { largest: 8.0, smallest: 6.0, height: 7.0 };

/// The width of the column of numbers.
const NUMBER: f32 = 9.0;

/// How much wider than the page a table's columns may wish to be before it is cut in two.
const SQUEEZE: f32 = 1.25;

/// A group and the answers of its items.
struct Group<'a> {
    place: Place<'a>,
    question: &'a Question,
    items: &'a [Answers],
    entries: &'a Entries,
    blank: bool,
}

/// Puts a group's table. What only some of its items are asked has a table of its own below, with rows for those alone;
/// columns too many for one table go on in the next.
pub(super) fn lay(flow: &mut Flow, place: Place, group: Asked, questions: &[Question], items: &[Answers], entries: &Entries) {
    let group = Group { place, question: group.question, items, entries, blank: group.blank };
    let asked = questions.iter().filter(|question| group.numbers().any(|nth| group.asks(question, nth)));
    let (of_all, of_some): (Vec<_>, Vec<_>) = asked.partition(|question| group.numbers().all(|nth| group.asks(question, nth)));
    let endings = [""].into_iter().chain(repeat("（つづき）"));
    for (columns, ending) in [bands(of_all), bands(of_some)].concat().into_iter().zip(endings) {
        group.table(flow, &columns, &format!("{}{ending}", group.question.slot()));
        flow.skip(2.0);
    }
}

impl Group<'_> {
    fn table(&self, flow: &mut Flow, columns: &[&Question], title: &str) {
        let head: Vec<Cell> =
            row("番号", columns, HEAD, |question| Cell { text: question.slot().into(), ..cell(question, Role::Label, HEAD) });
        // A head alone at the end of a page would tell nothing.
        flow.keep(2.0 * HEAD.height + CELL.height);
        flow.row(&[Cell { width: WIDTH, text: title.into(), ..cell(self.question, Role::Label, HEAD) }]);
        flow.row(&head);
        for (answers, nth) in self.items.iter().zip(self.numbers()) {
            if columns.iter().any(|question| self.asks(question, nth)) {
                let written = |question: &Question| Cell {
                    path: self.place.within(self.question, nth).path(&question.id),
                    text: Asked { question, answer: answers.0.get(&question.id), blank: self.blank }.words(),
                    ..cell(question, Role::Answer, CELL)
                };
                flow.row_below(&head, &row(&nth.to_string(), columns, CELL, written));
            }
        }
    }

    fn numbers(&self) -> impl Iterator<Item = u8> + use<> {
        (1u8..).take(self.items.len())
    }

    fn asks(&self, question: &Question, nth: u8) -> bool {
        self.blank || self.place.within(self.question, nth).asks(question, self.entries)
    }
}

/// A row that begins with its number, its columns sharing the width of the page as they wish.
fn row(number: &str, columns: &[&Question], room: Room, fill: impl Fn(&Question) -> Cell) -> Vec<Cell> {
    let total: f32 = columns.iter().map(|question| wish(question)).sum();
    let fill = |question: &&Question| Cell { width: wish(question) * (WIDTH - NUMBER) / total, ..fill(question) };
    let (path, label) = (String::new(), "番号".to_owned());
    let number = Cell { width: NUMBER, role: Role::Label, path, label, text: number.to_owned(), room };
    [number].into_iter().chain(columns.iter().map(fill)).collect()
}

/// A cell of a question's column, still without text.
fn cell(question: &Question, role: Role, room: Room) -> Cell {
    Cell { width: 0.0, role, path: String::new(), label: question.slot().to_owned(), text: String::new(), room }
}

/// The columns in as few tables as leave each room enough.
fn bands(columns: Vec<&Question>) -> Vec<Vec<&Question>> {
    let mut bands: Vec<Vec<&Question>> = Vec::new();
    let mut used = 0.0;
    for question in columns {
        let wish = wish(question);
        match bands.last_mut().filter(|_| used + wish <= (WIDTH - NUMBER) * SQUEEZE) {
            Some(band) => band.push(question),
            None => {
                bands.push(vec![question]);
                used = 0.0;
            }
        }
        used += wish;
    }
    bands
}

/// The width in millimetres that suits the answers of a question.
fn wish(question: &Question) -> f32 {
    match &question.kind {
        Kind::Person => 46.0,
        Kind::Address | Kind::Account | Kind::Group { .. } => 70.0,
        Kind::Phone | Kind::Date(_) | Kind::PartialDate(_) => 28.0,
        Kind::Amount { .. } | Kind::Total { .. } => 22.0,
        Kind::YesNo | Kind::Count { .. } => 14.0,
        Kind::Choice { options } => {
            let longest = options.iter().map(|option| option.label.chars().count()).max().unwrap_or(1);
            (longest as f32 * 3.0 + 4.0).clamp(12.0, 40.0)
        }
        Kind::Several { .. } | Kind::Mail => 40.0,
        Kind::Digits { length, .. } => (f32::from(*length) * 1.8 + 4.0).clamp(14.0, 40.0),
        Kind::Text { max, .. } => (f32::from(*max) * 2.5 + 4.0).clamp(14.0, 36.0),
    }
}
