//! What a filled-in form tells that the profile does not know yet.

use chrono::NaiveDate;

use super::fit::{Fit, all_fits};
use super::offer::Whose;
use super::piece::{Piece, moved};
use super::questions::OTHER;
use super::{MOST_PEOPLE, PEOPLE, Profile};
use crate::form::control::belongs_to;
use crate::form::{Answer, Entries, Form, Kind};

/// News (プロフィールに残せる内容) of one person or of the household, from a form that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Whom it is about, by name; nothing for the household's.
    pub person: Option<String>,
    /// The answers that would be kept, as the form shows them.
    pub words: Vec<String>,
    /// Whether somebody is new to the profile.
    pub is_new: bool,
    /// Whether it is likely to be the household's: the person who fills in, the family of a group.
    pub is_usual: bool,
    /// What would be written: the piece, and its entries at the path `x`.
    pieces: Vec<(Piece, Entries)>,
}

/// Addresses of a form that become the household's.
const HOME: [&str; 2] = ["address", "new-address"];
/// Those that become the address where it lived before.
const FORMER_HOME: [&str; 2] = ["previous-address", "old-address"];

impl Profile {
    /// What could be kept of a form, for the person to choose from: people by whom the form is about, then what they share.
    pub fn news(&self, form: &Form, entries: &Entries, today: NaiveDate) -> Vec<News> {
        let fits = all_fits(form, entries);
        let own = fits.first().filter(|first| matches!(first.whose, Whose::Person(_))).map(|first| first.whose.clone());
        let mut all: Vec<News> = Vec::new();
        for name in fits.iter().filter(|fit| fit.piece == Piece::Name) {
            let about = |fit: &&Fit| fit.whose == name.whose && fit.step.item == name.step.item && fit.piece.is_personal();
            let is_usual = match &name.whose {
                Whose::Each(_) => fits.iter().any(|fit| fit.whose == name.whose && fit.piece == Piece::Relationship),
                whose => Some(whose) == own.as_ref(),
            };
            let Some(news) = self.news_of(form, entries, today, &fits.iter().filter(about).collect::<Vec<_>>(), is_usual) else { continue };
            // The same person twice in one form, as applicant and among those who move, is one person.
            match all.iter_mut().find(|there| there.person == news.person) {
                Some(there) => there.add(news),
                None => all.push(news),
            }
        }
        let is_shared = |fit: &&Fit| match fit.piece {
            Piece::Address => HOME.contains(&fit.path.as_str()) || Some(&fit.whose) == own.as_ref(),
            Piece::FormerAddress => FORMER_HOME.contains(&fit.path.as_str()),
            Piece::Phone | Piece::Mail => Some(&fit.whose) == own.as_ref() || ["phone", "mail"].contains(&fit.path.as_str()),
            Piece::Domicile | Piece::DomicileHead => true,
            // Where money is sent to, for one, is written into the profile by its owner alone.
            _ => false,
        };
        // Where somebody has moved, the address they moved to is the one.
        let mut shared: Vec<&Fit> = fits.iter().filter(is_shared).collect();
        if let Some(moved_to) = shared.iter().find(|fit| fit.path == "new-address").map(|fit| fit.path.clone()) {
            shared.retain(|fit| fit.piece != Piece::Address || fit.path == moved_to);
        }
        all.extend(self.news_of(form, entries, today, &shared, true));
        all
    }

    /// The profile with this news in it. Somebody new is added while there is room.
    pub fn keep(&self, news: &News) -> Profile {
        let mut kept = self.clone();
        let own = Profile::form();
        let person = news.person.as_ref().map(|name| {
            let people = self.people(&own);
            people.iter().copied().find(|person| self.name(*person) == *name).unwrap_or(people.last().map_or(1, |last| last + 1))
        });
        if person.is_some_and(|person| person > MOST_PEOPLE) {
            return kept;
        }
        for (piece, entries) in &news.pieces {
            let (_, path) = piece.step(person.unwrap_or(0));
            // The words of a 続柄 go with it.
            kept.0.0.retain(|control, _| !belongs_to(control, &path) && *control != format!("{path}-{OTHER}"));
            kept.0.0.extend(entries.0.iter().map(|(control, text)| (format!("{path}{}", &control[1..]), text.clone())));
        }
        kept
    }

    /// What these answers say that the profile does not know; nothing if it knows all of it.
    fn news_of(&self, form: &Form, entries: &Entries, today: NaiveDate, fits: &[&Fit], is_usual: bool) -> Option<News> {
        let mut news = News { person: None, words: Vec::new(), is_new: false, is_usual, pieces: Vec::new() };
        for fit in fits.iter().filter(|fit| fit.step.item.is_some() || form.asks(fit.question, entries, today)) {
            let Some(answer) = form.answer(&fit.step, fit.question, entries, today) else { continue };
            if let (Piece::Name, Answer::Person(person)) = (fit.piece, &answer) {
                news.person = Some(person.name());
            }
            let Some(written) = as_profile_writes(fit, entries) else { continue };
            news.pieces.push((fit.piece, written));
            let words = answer.show_on_screen(fit.question);
            news.words.push(if fit.piece == Piece::FormerAddress { format!("前の住所：{words}") } else { words });
        }
        let personal = fits.iter().any(|fit| fit.piece.is_personal());
        if personal && news.person.is_none() {
            return None;
        }
        let own = Profile::form();
        news.is_new = news.person.as_ref().is_some_and(|name| !self.people(&own).iter().any(|person| self.name(*person) == *name));
        if !news.is_new {
            self.leave_out_known(&mut news);
        }
        (!news.pieces.is_empty() && self.keep(&news) != *self).then_some(news)
    }

    /// Of somebody who is known only what is new is told.
    fn leave_out_known(&self, news: &mut News) {
        let all: Vec<_> = std::mem::take(&mut news.pieces).into_iter().zip(std::mem::take(&mut news.words)).collect();
        for (piece, words) in all {
            let alone = News { pieces: vec![piece.clone()], ..news.clone() };
            if self.keep(&alone) != *self {
                news.pieces.push(piece);
                news.words.push(words);
            }
        }
    }
}

impl News {
    /// More of the same person.
    fn add(&mut self, more: News) {
        self.is_usual |= more.is_usual;
        for ((piece, entries), words) in more.pieces.into_iter().zip(more.words) {
            if !self.pieces.iter().any(|(there, _)| *there == piece) {
                self.pieces.push((piece, entries));
                self.words.push(words);
            }
        }
    }
}

/// An answer as the profile holds it, at the path `x`.
fn as_profile_writes(fit: &Fit, entries: &Entries) -> Option<Entries> {
    match (fit.piece, &fit.question.kind) {
        // The profile has the head of the household among its people.
        (Piece::HeadName, _) => None,
        (Piece::Sex | Piece::Relationship, Kind::Choice { options }) => {
            let chosen = entries.get(&fit.path);
            let label = options.iter().find(|option| option.id == chosen).map(|option| option.label.as_str())?;
            let own = Profile::form();
            let Kind::Group { questions, .. } = &own.question(PEOPLE)?.kind else { return None };
            let options = questions.iter().find_map(|question| match &question.kind {
                Kind::Choice { options } if Piece::of(question, &question.id) == Some(fit.piece) => Some(options),
                _ => None,
            })?;
            let same = options.iter().find(|option| option.label == label);
            let words = if chosen == OTHER { entries.get(&format!("{}-{OTHER}", fit.path)) } else { label };
            match same.filter(|option| option.id != OTHER) {
                Some(option) => Some(Entries::from_iter([("x".to_owned(), option.id.clone())])),
                None if fit.piece == Piece::Sex || words.is_empty() => None,
                None => Some(Entries::from_iter([("x".to_owned(), OTHER.to_owned()), (format!("x-{OTHER}"), words.to_owned())])),
            }
        }
        _ => Some(moved(entries, &fit.path, "x")),
    }
}
