//! What a profile offers to a form, and what in a form is the profile's.

use chrono::NaiveDate;

use super::Profile;
use super::fit::{Fit, all_fits, fits, fits_in, household_fits_in};
use super::piece::{Piece, Reading};
use super::questions::OTHER;
use crate::form::control::belongs_to;
use crate::form::journey::Step;
use crate::form::{Entries, Form, Kind, Question};

/// Whom an offer is about (だれの内容か).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One person; the id of the question for their name.
    Person(String),
    /// Everyone of a group of people; the group's id.
    Each(String),
    /// The household as a whole.
    Household,
}

/// An offer (プロフィールから入れる提案): questions of a form that are still blank and that the profile can answer together.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Whom it is about.
    pub whose: Whose,
    /// The question or group that it begins with, in its own words.
    pub label: String,
    /// The screen of that question.
    pub step: Step,
    /// The people who can be chosen, by their numbers in the profile; for the household the answers that can be chosen, counted from 0, and
    /// none where there is one only.
    pub people: Vec<u8>,
    /// What each of them is called; an answer as it is written.
    pub names: Vec<String>,
    /// The most of them that can be chosen: 1, or as many as the group holds.
    pub most: u8,
    /// Whether it is what nearly everybody wants, so that it may be chosen beforehand: the person's own, the family of a group.
    pub is_usual: bool,
    /// What is written for each person who can be chosen, or once for the household; for a group as if it were its first item.
    each: Vec<Entries>,
}

/// Where an answer of a form comes from (内容の出どころ): it is letter for letter what the profile holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The controls of the question begin with this.
    pub path: String,
    /// Its screen.
    pub step: Step,
    /// The question in its own words.
    pub label: String,
    /// Whose it is, by name; nothing for the household's.
    pub person: Option<String>,
}

impl Profile {
    /// Everything that can be offered to a form in which this much is written already, in the order of the form.
    ///
    /// What is offered passes the form's own check, and nothing that was written is offered to be replaced.
    pub fn offers(&self, form: &Form, entries: &Entries, today: NaiveDate) -> Vec<Offer> {
        let own = Profile::form();
        let reading = Reading { profile: self, form: &own, today };
        let mut offers: Vec<Offer> = Vec::new();
        let fits = fits(form);
        for (nth, fit) in fits.iter().enumerate() {
            let together: Vec<&Fit> = match &fit.whose {
                Whose::Household => vec![fit],
                whose if fits[..nth].iter().any(|before| before.whose == *whose) => continue,
                whose => fits.iter().filter(|other| other.whose == *whose).collect(),
            };
            let is_usual = match &fit.whose {
                Whose::Household => matches!(fit.path.as_str(), "address" | "phone" | "mail" | "domicile" | "domicile-head"),
                // The first person of a form is the one who fills it in.
                _ => offers.is_empty() && nth == 0,
            };
            offers.extend(offer(reading, form, entries, &together, is_usual));
        }
        for group in &form.questions {
            offers.extend(offer_of_group(reading, form, entries, &group.id));
        }
        offers.sort_by_key(|offer| form.questions.iter().position(|question| question.id == offer.step.question));
        offers
    }

    /// What can be offered on one screen: for an item of a group, the people who are not in the group yet, and where the household lived.
    pub fn offers_on(&self, form: &Form, entries: &Entries, step: &Step, today: NaiveDate) -> Vec<Offer> {
        let Some((group, number)) = form.question(&step.question).zip(step.item) else {
            return self.offers(form, entries, today).into_iter().filter(|offer| offer.step == *step).collect();
        };
        let own = Profile::form();
        let reading = Reading { profile: self, form: &own, today };
        let asked = form.asked_on(step, entries, today);
        let of_household = household_fits_in(group, number);
        let of_household = of_household.iter().filter(|fit| asked.iter().any(|question| question.id == fit.question.id));
        let of_household = of_household.filter_map(|fit| offer(reading, form, entries, &[fit], false)).collect();
        let fits = fits_in(group, number);
        if fits.is_empty() || entries.written().any(|control| belongs_to(control, &step.path())) {
            return of_household;
        }
        let names: Vec<Fit> =
            group.items(entries).into_iter().flat_map(|item| fits_in(group, item)).filter(|fit| fit.piece == Piece::Name).collect();
        let is_in_it = |person: &u8| {
            names
                .iter()
                .any(|name| reading.entries(Piece::Name, *person, name.question, &name.path).is_some_and(|given| holds(entries, &given)))
        };
        let others = reading.people().into_iter().filter(|person| !is_in_it(person));
        let (people, each): (Vec<u8>, Vec<Entries>) =
            others.filter_map(|person| Some((person, of_person(reading, form, &fits, person)?))).unzip();
        let whose = Whose::Person(step.path());
        let names = reading.names(&people);
        let offer = Offer { whose, label: group.label.clone(), step: step.clone(), people, names, most: 1, is_usual: false, each };
        Some(offer).filter(|offer| !offer.each.is_empty()).into_iter().chain(of_household).collect()
    }

    /// The answers on one screen that are the profile's.
    pub fn origins_on(&self, form: &Form, entries: &Entries, step: &Step, today: NaiveDate) -> Vec<Origin> {
        self.origins(form, entries, today).into_iter().filter(|origin| origin.step == *step).collect()
    }

    /// The answers of a form that are the profile's.
    pub fn origins(&self, form: &Form, entries: &Entries, today: NaiveDate) -> Vec<Origin> {
        let own = Profile::form();
        let reading = Reading { profile: self, form: &own, today };
        let fits = all_fits(form, entries);
        let origin = |fit: &Fit| {
            let person = if fit.piece.is_personal() { Some(holder(reading, &fits, fit, entries)?) } else { None };
            let given = |piece| reading.entries(piece, person.unwrap_or(0), fit.question, &fit.path);
            fit.piece.likely().filter_map(given).any(|given| holds(entries, &given)).then(|| Origin {
                path: fit.path.clone(),
                step: fit.step.clone(),
                label: fit.question.label.clone(),
                person: person.map(|person| self.name(person)),
            })
        };
        fits.iter().filter_map(origin).collect()
    }
}

impl Offer {
    /// What is written into the form for the people chosen, in their order; `chosen` says nothing where the household is offered.
    pub fn entries(&self, chosen: &[u8]) -> Entries {
        let Whose::Each(group) = &self.whose else {
            let place = if self.people.is_empty() { Some(0) } else { chosen.first().and_then(|person| self.place_of(*person)) };
            return place.and_then(|place| self.each.get(place)).cloned().unwrap_or_default();
        };
        let items = chosen.iter().filter_map(|person| self.each.get(self.place_of(*person)?)).take(usize::from(self.most)).zip(1u8..);
        let first = format!("{group}.1.");
        items
            .flat_map(|(item, number)| {
                let first = first.clone();
                item.0.iter().map(move |(control, text)| (control.replacen(&first, &format!("{group}.{number}."), 1), text.clone()))
            })
            .collect()
    }

    fn place_of(&self, person: u8) -> Option<usize> {
        self.people.iter().position(|number| *number == person)
    }
}

/// An offer of what these questions ask together; none if the first of them is written already, or the profile knows nothing of it.
fn offer(reading: Reading, form: &Form, entries: &Entries, together: &[&Fit], is_usual: bool) -> Option<Offer> {
    let first = together.first()?;
    let is_blank = |path: &str| !entries.written().any(|control| belongs_to(control, path));
    if !is_blank(&first.path) {
        return None;
    }
    let blank = |fit: &&&Fit| is_blank(&fit.path);
    let given = |person: u8| -> Option<Entries> {
        let pieces = together.iter().filter(blank).map(|fit| right(reading, form, fit, person));
        let all: Vec<Option<Entries>> = pieces.collect();
        // Without the first of them there is nobody to speak of.
        all.first()?.as_ref()?;
        Some(all.into_iter().flatten().flat_map(|entries| entries.0).collect())
    };
    let (people, each): (Vec<u8>, Vec<Entries>) = match first.whose {
        Whose::Household => {
            let mut all: Vec<Entries> =
                first.piece.likely().filter_map(|piece| right(reading, form, &Fit { piece, ..(*first).clone() }, 0)).collect();
            all.dedup();
            // Where there is nothing to choose from, nothing is asked.
            let numbers = if all.len() > 1 { (0u8..).take(all.len()).collect() } else { Vec::new() };
            (numbers, all)
        }
        _ => reading.people().into_iter().filter_map(|person| Some((person, given(person)?))).unzip(),
    };
    let names = match first.whose {
        Whose::Household if people.is_empty() => Vec::new(),
        Whose::Household => each.iter().filter_map(|entries| shown(reading, form, first, entries)).collect(),
        _ => reading.names(&people),
    };
    let offer = Offer {
        whose: first.whose.clone(),
        label: first.question.label.clone(),
        step: first.step.clone(),
        names,
        people,
        most: 1,
        is_usual,
        each,
    };
    (!offer.each.is_empty()).then_some(offer)
}

/// An answer as screens show it.
fn shown(reading: Reading, form: &Form, fit: &Fit, entries: &Entries) -> Option<String> {
    Some(form.answer(&fit.step, fit.question, entries, reading.today)?.show_on_screen(fit.question))
}

/// An offer of the household's people for a group of people in which nobody is written yet.
fn offer_of_group(reading: Reading, form: &Form, entries: &Entries, group: &str) -> Option<Offer> {
    let group = form.question(group)?;
    let Kind::Group { max, .. } = group.kind else { return None };
    let fits = fits_in(group, 1);
    if fits.is_empty() || entries.written().any(|control| belongs_to(control, &group.id)) {
        return None;
    }
    let (people, each): (Vec<u8>, Vec<Entries>) =
        reading.people().into_iter().filter_map(|person| Some((person, of_person(reading, form, &fits, person)?))).unzip();
    // A form that asks what people are to each other asks for a family.
    let is_usual = fits.iter().any(|fit| fit.piece == Piece::Relationship);
    let step = Step { question: group.id.clone(), item: Some(1) };
    let (whose, names) = (Whose::Each(group.id.clone()), reading.names(&people));
    let offer = Offer { whose, label: group.label.clone(), step, people, names, most: max, is_usual, each };
    (!offer.each.is_empty()).then_some(offer)
}

/// What the profile would write of a person into an item of a group; nothing of somebody without a name.
fn of_person(reading: Reading, form: &Form, fits: &[Fit], person: u8) -> Option<Entries> {
    fits.iter().find(|fit| fit.piece == Piece::Name).and_then(|name| right(reading, form, name, person))?;
    Some(fits.iter().filter_map(|fit| right(reading, form, fit, person)).flat_map(|entries| entries.0).collect())
}

/// The person of the profile whom a personal piece of a form is about: the one by whose name the form asks it.
pub(super) fn holder(reading: Reading, fits: &[Fit], fit: &Fit, entries: &Entries) -> Option<u8> {
    let name = fits.iter().find(|name| name.piece == Piece::Name && name.whose == fit.whose && name.step.item == fit.step.item)?;
    let is_named =
        |person: &u8| reading.entries(Piece::Name, *person, name.question, &name.path).is_some_and(|given| holds(entries, &given));
    reading.people().into_iter().find(is_named)
}

/// Whether all of this is written, letter for letter.
pub(super) fn holds(entries: &Entries, given: &Entries) -> bool {
    !given.0.is_empty() && given.0.iter().all(|(control, text)| entries.0.get(control) == Some(text))
}

/// What the profile would write for a question, if the form takes it there: all of it, the words of a 続柄 too.
pub(super) fn right(reading: Reading, form: &Form, fit: &Fit, person: u8) -> Option<Entries> {
    let entries = reading.entries(fit.piece, person, fit.question, &fit.path)?;
    let takes = |question: &Question| form.answer(&fit.step, question, &entries, reading.today).is_some();
    let beside = match form.question(&fit.step.question).map(|group| &group.kind) {
        Some(Kind::Group { questions, .. }) => questions,
        _ => &form.questions,
    };
    let words = format!("{}-{OTHER}", fit.question.id);
    let takes_words = || !entries.0.contains_key(&format!("{}-{OTHER}", fit.path)) || beside.iter().any(|q| q.id == words && takes(q));
    (takes(fit.question) && takes_words()).then_some(entries)
}
