//! Which editions are offered on a day, and which are only read.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::city::Instead;
use domain::form::{Evidence, Form};

use super::{Filed, RefusedForm};

/// The editions as they count on a day (棚).
#[derive(Clone, Debug, Default)]
pub(super) struct Shelves {
    /// Of each form the one that counts, by number.
    pub current: Vec<Arc<Form>>,
    /// All others.
    pub others: Vec<Arc<Form>>,
    /// Forms of which no edition counts yet.
    pub not_yet: Vec<RefusedForm>,
    /// The ids of all forms of which any edition is right.
    known: Vec<String>,
}

impl Shelves {
    /// Puts each edition where it belongs on a day.
    pub(super) fn of(filed: &[Filed], refused: &[RefusedForm], without: &BTreeMap<String, Instead>, today: NaiveDate) -> Shelves {
        let counts = |one: &&Filed| counts(one, filed, refused, today);
        let offered: Vec<&Filed> = filed.iter().filter(counts).collect();
        let is_offered = |id: &str| offered.iter().any(|one| one.form.id == id);
        let led = |one: &Filed| Arc::new(leading_to_forms(one.form.clone(), without, is_offered));
        let mut shelves = Shelves::default();
        for one in filed {
            let shelf = if counts(&one) { &mut shelves.current } else { &mut shelves.others };
            shelf.push(led(one));
            if !shelves.known.contains(&one.form.id) {
                shelves.known.push(one.form.id.clone());
            }
        }
        shelves.current.sort_by_key(|form| form.number);
        let waits = |one: &&Filed| !is_offered(&one.form.id) && one.form.facts.effective.is_some_and(|day| day > today);
        let not_yet = filed.iter().filter(waits);
        shelves.not_yet =
            not_yet.map(|one| RefusedForm::of_form(&one.form, false, false, Vec::new()).for_want_of(Instead::Counter)).collect();
        shelves
    }

    /// Whether any edition of a form is right.
    pub(super) fn is_known(&self, id: &str) -> bool {
        self.known.iter().any(|known| known == id)
    }
}

/// Whether an edition is the one that counts: the latest of those that have begun. Where the file of a later one is refused, none does: what it
/// replaces is no longer right.
fn counts(one: &Filed, all: &[Filed], refused: &[RefusedForm], today: NaiveDate) -> bool {
    let has_begun = |form: &Form| form.facts.effective.is_none_or(|day| day <= today);
    let is_later = |other: &&Filed| other.form.id == one.form.id && other.form.edition > one.form.edition;
    let outranks = |other: &RefusedForm| {
        let begun = other.effective.map_or(!other.older, |day| day <= today);
        other.id == one.form.id && begun && other.edition().is_none_or(|edition| edition >= one.form.edition)
    };
    has_begun(&one.form) && !all.iter().filter(is_later).any(|other| has_begun(&other.form)) && !refused.iter().any(outranks)
}

/// Where a form says with which other form something to bring is made: only to a form that is to be had. In the place of one that the city
/// has a sheet of its own for, its words stand.
fn leading_to_forms(mut form: Form, without: &BTreeMap<String, Instead>, is_offered: impl Fn(&str) -> bool) -> Form {
    let things = std::mem::take(&mut form.bring).into_iter().flat_map(|mut thing| {
        let led_to = thing.form.take();
        let own = match led_to.as_ref().and_then(|form| without.get(form)) {
            Some(Instead::OwnSheet(words)) => {
                Some(Evidence { text: words.clone(), when: thing.when.clone(), form: None, at_counter: thing.at_counter })
            }
            _ => None,
        };
        thing.form = led_to.filter(|form| is_offered(form));
        [Some(thing), own]
    });
    form.bring = things.flatten().collect();
    form
}
