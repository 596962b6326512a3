//! A group on the sheet: a ruled table with one row for each person or thing.

use super::fit::Room;
use super::flow::{Cell, Flow, WIDTH};
use super::{Asked, Role};
use crate::form::place::Place;
use crate::form::{Answers, Entries, Kind, Question};

const CELL: Room = Room { largest: 10.0, smallest: 6.0, height: 11.0 };
const HEAD: Room = Room { largest: 8.0, smallest: 6.0, height: 7.0 };

/// The width of the column of numbers.
const NUMBER: f32 = 8.0;

/// How much wider than the page a table's columns may wish to be before it is cut in two.
const SQUEEZE: f32 = 1.25;

/// Puts a group's table. What only some of its items are asked has a table of its own below, with rows for those alone;
/// columns too many for one table go on in the next.
pub(super) fn lay(flow: &mut Flow, place: Place, group: Asked, questions: &[Question], items: &[Answers], entries: &Entries) {
    let is_asked = |question: &Question, nth: u8| place.within(group.question, nth).asks(question, entries);
    let numbers = || (1u8..).take(items.len());
    let asked = questions.iter().filter(|question| numbers().any(|nth| is_asked(question, nth)));
    let (of_all, of_some): (Vec<_>, Vec<_>) = asked.partition(|question| numbers().all(|nth| is_asked(question, nth)));
    for columns in [bands(of_all), bands(of_some)].concat() {
        let total: f32 = columns.iter().map(|question| wish(question)).sum();
        let width = |question: &Question| wish(question) * (WIDTH - NUMBER) / total;
        let cell =
            |width, role, path: String, label: &str, text: String, room| Cell { width, role, path, label: label.to_owned(), text, room };
        let head: Vec<Cell> = [cell(NUMBER, Role::Label, String::new(), "番号", "番号".into(), HEAD)]
            .into_iter()
            .chain(columns.iter().map(|q| cell(width(q), Role::Label, String::new(), q.slot(), q.slot().to_owned(), HEAD)))
            .collect();
        // A head alone at the end of a page would tell nothing.
        flow.keep(2.0 * HEAD.height + CELL.height);
        flow.row(&[cell(WIDTH, Role::Label, String::new(), group.question.slot(), group.question.slot().to_owned(), HEAD)]);
        flow.row(&head);
        for (answers, nth) in items.iter().zip(1u8..) {
            if !columns.iter().any(|question| is_asked(question, nth)) {
                continue;
            }
            let written = columns.iter().map(|question| {
                let path = place.within(group.question, nth).path(&question.id);
                let text = answers.0.get(&question.id).map(|answer| answer.show(question)).unwrap_or_default();
                cell(width(question), Role::Answer, path, question.slot(), text, CELL)
            });
            let number = cell(NUMBER, Role::Label, String::new(), "番号", nth.to_string(), CELL);
            flow.row_below(&head, &[number].into_iter().chain(written).collect::<Vec<_>>());
        }
        flow.skip(2.0);
    }
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
        Kind::Address | Kind::Group { .. } => 70.0,
        Kind::Phone | Kind::Date(_) => 28.0,
        Kind::YesNo | Kind::Count { .. } => 14.0,
        Kind::Choice { options } => {
            let longest = options.iter().map(|option| option.label.chars().count()).max().unwrap_or(1);
            (longest as f32 * 3.0 + 4.0).clamp(12.0, 40.0)
        }
        Kind::Several { .. } => 40.0,
        Kind::Digits { length, .. } => (f32::from(*length) * 1.8 + 4.0).clamp(14.0, 40.0),
        Kind::Text { max, .. } => (f32::from(*max) * 2.0 + 4.0).clamp(14.0, 50.0),
    }
}
