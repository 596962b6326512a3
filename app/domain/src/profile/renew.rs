//! What drafts still say as the profile said it, once the profile says something else.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::fit::{Fit, all_fits};
use super::offer::{holder, holds, right};
use super::piece::{Reading, asks_before};
use super::questions::OTHER;
use super::{PEOPLE, Profile};
use crate::form::control::belongs_to;
use crate::form::{Entries, Form};

/// A renewal (プロフィールに合わせた直し): an answer of a draft that is letter for letter what the profile said before, and what it says now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// The question in its own words.
    pub label: String,
    /// Whose answer it is, by the name the profile has now; nothing for the household's.
    pub person: Option<String>,
    /// The answer as it stands there, as screens show it.
    pub old: String,
    /// The answer as the profile has it now.
    pub new: String,
    /// The controls as they stand there.
    from: Entries,
    /// The controls as they would stand there.
    to: Entries,
}

impl Profile {
    /// The answers of a draft that came from the profile when it said `before`, and that it answers otherwise now.
    ///
    /// What was changed in the draft is not among them, nor what is another person's; nothing is ever made blank.
    pub fn renewals(&self, before: &Profile, form: &Form, entries: &Entries, today: NaiveDate) -> Vec<Renewal> {
        let own = Profile::form();
        let then = Reading { profile: before, form: &own, today };
        let now = Reading { profile: self, form: &own, today };
        let same = same_people(before, self, &own);
        let fits = all_fits(form, entries);
        let renewal = |fit: &Fit| {
            let is_asked = fit.step.item.is_some() || form.asks(fit.question, entries, today);
            // What the profile says now is no answer to how something was before.
            if !is_asked || asks_before(&fit.question.id) {
                return None;
            }
            let (there, here) = match fit.piece.is_personal() {
                true => holder(then, &fits, fit, entries).and_then(|there| Some((there, *same.get(&there)?)))?,
                false => (0, 0),
            };
            let from = then.entries(fit.piece, there, fit.question, &fit.path).filter(|given| holds(entries, given))?;
            let to = right(now, form, fit, here).filter(|to| *to != from)?;
            let words = |given: &Entries| match given.get(&format!("{}-{OTHER}", fit.path)) {
                "" => Some(form.answer(&fit.step, fit.question, given, today)?.show_on_screen(fit.question)),
                words => Some(words.to_owned()),
            };
            let (old, new) = (words(&from)?, words(&to)?);
            let person = fit.piece.is_personal().then(|| self.name(here));
            Some(Renewal { label: fit.question.label.clone(), person, old, new, from, to })
        };
        fits.iter().filter_map(renewal).collect()
    }
}

impl Renewal {
    /// Writes it into a draft, if its answer is still the one that was seen. Whether it was.
    pub fn write(&self, entries: &mut Entries) -> bool {
        let is_seen = holds(entries, &self.from);
        if is_seen {
            self.from.0.keys().filter(|control| !self.to.0.contains_key(*control)).for_each(|control| entries.set(control, ""));
            self.to.0.iter().for_each(|(control, text)| entries.set(control, text));
        }
        is_seen
    }

    /// The way back.
    pub fn undone(&self) -> Renewal {
        let there = self.clone();
        Renewal { old: there.new, new: there.old, from: there.to, to: there.from, ..there }
    }
}

/// Whom of the profile now a person of the profile before is: by the same name, or else, where nobody came or went, in the same place
/// with something of their own that stayed as it was.
fn same_people(before: &Profile, now: &Profile, form: &Form) -> BTreeMap<u8, u8> {
    let (there, here) = (before.people(form), now.people(form));
    let of = |profile: &Profile, person: u8, end: &str| profile.0.get(&format!("{PEOPLE}.{person}.{end}")).to_owned();
    let mut same = BTreeMap::new();
    for person in &there {
        let is_called_so = |other: &&u8| before.name(*person) == now.name(**other) && !same.values().any(|taken| taken == *other);
        if let Some(other) = here.iter().find(is_called_so).copied() {
            same.insert(*person, other);
        }
    }
    let born = |profile: &Profile, person: u8| {
        let path = format!("{PEOPLE}.{person}.born");
        let parts = profile.0.0.iter().filter(|(control, _)| belongs_to(control, &path));
        parts.map(|(_, text)| text.clone()).collect::<Vec<_>>()
    };
    for person in there.iter().copied().filter(|person| there == here && here.contains(person)) {
        let is_taken = same.contains_key(&person) || same.values().any(|taken| *taken == person);
        let stayed = |end: &str| of(before, person, end) == of(now, person, end) && !of(now, person, end).is_empty();
        let is_born_then = born(before, person) == born(now, person) && !born(now, person).is_empty();
        if !is_taken && (is_born_then || stayed("name.given") || stayed("name.given-kana")) {
            same.insert(person, person);
        }
    }
    same
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ask, entries, family, move_in, offer_of, profiles};
    use super::*;
    use crate::form::Kind;
    use crate::form::arbitrary::{form, forms, today};
    use proptest::prelude::*;

    /// A draft of a move in which the household was put once.
    fn draft() -> Entries {
        let written = |question| offer_of(&family(), &move_in(), &Entries::default(), question).expect("the profile knows it");
        let (applicant, members) = (written("applicant").entries(&[1]), written("members").entries(&[1, 2]));
        applicant.0.into_iter().chain(members.0).chain(written("previous-head").entries(&[]).0).collect()
    }

    fn changed(controls: &[(&str, &str)]) -> Profile {
        let mut profile = family();
        controls.iter().for_each(|(control, text)| profile.0.set(*control, *text));
        profile
    }

    fn told(now: &Profile, draft: &Entries) -> Vec<(String, String, String)> {
        let renewals = now.renewals(&family(), &move_in(), draft, today());
        renewals.into_iter().map(|renewal| (renewal.label, renewal.old, renewal.new)).collect()
    }

    fn line(id: &str, old: &str, new: &str) -> (String, String, String) {
        (format!("「{id}」の質問"), old.into(), new.into())
    }

    #[test]
    fn a_new_telephone_number_is_told_where_the_old_one_stands() {
        let now = changed(&[("phone", "090-0000-0035")]);
        assert_eq!(told(&now, &draft()), [line("applicant-phone", "090-0000-0034", "090-0000-0035")]);
        assert_eq!(told(&family(), &draft()), [], "nothing was changed");
    }

    #[test]
    fn a_new_name_is_told_wherever_its_person_is_named_now_but_not_where_they_were_before() {
        let now = changed(&[("people.1.name.family", "佐倉")]);
        let (old, new) = ("髙﨑　健一（タカサキ　ケンイチ）", "佐倉　健一（タカサキ　ケンイチ）");
        assert_eq!(told(&now, &draft()), [line("applicant", old, new), line("name", old, new)]);
    }

    #[test]
    fn what_was_changed_for_one_form_only_stays() {
        let mut draft = draft();
        draft.set("applicant-phone", "03-0000-0012");
        draft.set("applicant.family-kana", "タカザキ");
        assert_eq!(told(&changed(&[("phone", "090-0000-0035"), ("people.1.name.family", "佐倉")]), &draft).len(), 1, "among the members");
    }

    #[test]
    fn the_answers_of_another_person_stay() {
        let mut draft = draft();
        // Of the same day, but not of the household.
        draft.set("members.2.name.given", "花");
        assert_eq!(told(&changed(&[("people.2.born", "1987-10-01")]), &draft), []);
    }

    #[test]
    fn whoever_took_the_place_of_another_does_not_take_their_answers() {
        let stranger = changed(&[("people.2.name.given", "花"), ("people.2.name.given-kana", "ハナ"), ("people.2.born", "1990-01-01")]);
        assert_eq!(told(&stranger, &draft()), []);
        assert_eq!(told(&family().without(1), &draft()), [], "those after them moved up, and are known by their names");
    }

    #[test]
    fn what_was_taken_out_of_the_profile_stays_in_the_drafts() {
        assert_eq!(told(&changed(&[("phone", "")]), &draft()), []);
    }

    #[test]
    fn the_words_of_a_relationship_go_when_it_has_none_any_more() {
        let members = offer_of(&family(), &move_in(), &Entries::default(), "members").expect("the profile knows people");
        let mut draft = members.entries(&[3]);
        assert_eq!(draft.get("members.1.relationship-other"), "子");
        let now = changed(&[("people.3.relationship", "other"), ("people.3.relationship-other", "子の子")]);
        let renewals = now.renewals(&family(), &move_in(), &draft, today());
        assert_eq!(told(&now, &draft), [line("relationship", "子", "子の子")]);
        let before = draft.clone();
        assert!(renewals.iter().all(|renewal| renewal.write(&mut draft)));
        assert_eq!((draft.get("members.1.relationship"), draft.get("members.1.relationship-other")), ("grandchild", ""));
        assert!(renewals.iter().all(|renewal| renewal.undone().write(&mut draft)));
        assert_eq!(draft, before);
    }

    #[test]
    fn what_was_written_meanwhile_is_not_written_over() {
        let renewals = changed(&[("phone", "090-0000-0035")]).renewals(&family(), &move_in(), &draft(), today());
        let mut meanwhile = draft();
        meanwhile.set("applicant-phone", "03-0000-0012");
        assert!(!renewals[0].write(&mut meanwhile));
        assert_eq!(meanwhile.get("applicant-phone"), "03-0000-0012");
    }

    #[test]
    fn where_one_lived_before_does_not_change_with_the_address() {
        let home = |block: &str| {
            let town = entries(&[("address.postcode", "0000001"), ("address.city", "さくら県さくら野市"), ("address.town", "桜町一丁目")]);
            let mut profile = Profile(town);
            profile.0.set("address.block", block);
            profile
        };
        let form = form(vec![ask("old-address", Kind::Address), ask("address", Kind::Address)]);
        let draft = home("2番3号").offers(&form, &Entries::default(), today()).iter().flat_map(|offer| offer.entries(&[]).0).collect();
        let renewals = home("4番5号").renewals(&home("2番3号"), &form, &draft, today());
        assert_eq!(renewals.iter().map(|renewal| renewal.label.as_str()).collect::<Vec<_>>(), ["「address」の質問"]);
    }

    proptest! {
        #[test]
        fn a_renewed_draft_is_renewed_and_undone_it_is_as_it_was(before in profiles(), now in profiles(), form in prop_oneof![forms(), Just(move_in())]) {
            let draft: Entries = before.offers(&form, &Entries::default(), today()).iter().flat_map(|offer| offer.entries(&offer.people).0).collect();
            let renewals = now.renewals(&before, &form, &draft, today());
            let mut renewed = draft.clone();
            prop_assert!(renewals.iter().all(|renewal| renewal.write(&mut renewed)));
            prop_assert_eq!(now.renewals(&before, &form, &renewed, today()), vec![]);
            renewals.iter().rev().for_each(|renewal| { renewal.undone().write(&mut renewed); });
            prop_assert_eq!(renewed, draft);
        }
    }
}
