//! The items of a group: one more, one fewer, and back.

use domain::form::Entries;
use domain::form::Kind;
use domain::form::journey::Step;
use leptos::prelude::*;

use super::filling::Filling;
use super::screen::{Focus, Screen};
use crate::device::form_page::Reach;

/// An item that was taken out (取り消せる削除), kept until the next one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOut {
    /// Where it stood.
    pub number: u8,
    /// What stood in it, by the ends of its controls.
    pub entries: Entries,
}

/// Takes an item out of a group; those after it move up.
pub fn take_out(entries: &Entries, group: &str, number: u8) -> (TakenOut, Entries) {
    let mut out = Entries::default();
    let mut rest = Entries::default();
    for (control, text) in &entries.0 {
        match place(control, group) {
            Some((at, end)) if at == number => out.set(end, text),
            Some((at, end)) if at > number => rest.set(format!("{group}.{}.{end}", at - 1), text),
            _ => rest.set(control, text),
        }
    }
    (TakenOut { number, entries: out }, rest)
}

/// Puts an item back where it stood; those after it move down.
pub fn put_back(entries: &Entries, group: &str, taken: &TakenOut) -> Entries {
    let mut all = Entries::default();
    for (control, text) in &entries.0 {
        match place(control, group) {
            Some((at, end)) if at >= taken.number => all.set(format!("{group}.{}.{end}", at + 1), text),
            _ => all.set(control, text),
        }
    }
    for (end, text) in &taken.entries.0 {
        all.set(format!("{group}.{}.{end}", taken.number), text);
    }
    all
}

/// The item of the group that a control belongs to, and the end of its name there.
fn place<'c>(control: &'c str, group: &str) -> Option<(u8, &'c str)> {
    let (number, end) = control.strip_prefix(group)?.strip_prefix('.')?.split_once('.')?;
    Some((number.parse().ok()?, end))
}

impl Filling {
    /// How many items a group has.
    pub fn count(self, group: &str) -> u8 {
        self.items.with(|items| items.get(group).copied().unwrap_or(1))
    }

    fn set_count(self, group: &str, count: u8) {
        self.items.update(|items| {
            items.insert(group.to_owned(), count);
        });
    }

    /// One more item, to be written in now.
    pub fn add_item(self, group: &str) {
        let number = untrack(|| self.count(group)) + 1;
        self.forget(&format!("{group}.{number}"));
        self.set_count(group, number);
        self.go(Screen::Ask(Step { question: group.to_owned(), item: Some(number) }), Focus::Control);
    }

    /// After a reload: the item was added, and nothing was written in it yet that a draft could hold.
    pub(super) fn add_again(self, step: &Step) {
        let most = self.form().question(&step.question).map_or(0, |group| match group.kind {
            Kind::Group { max, .. } => max,
            _ => 0,
        });
        let next = untrack(|| self.count(&step.question)) + 1;
        if step.item == Some(next) && next <= most {
            self.set_count(&step.question, next);
        }
    }

    /// One item fewer; gives what stood in it.
    pub fn remove_item(self, group: &str, number: u8) -> TakenOut {
        let count = untrack(|| self.count(group));
        let (taken, rest) = self.entries.with_untracked(|entries| take_out(entries, group, number));
        self.rewrite(group, rest, count - 1, number.min(count - 1));
        taken
    }

    /// The item is back.
    pub fn restore_item(self, group: &str, taken: &TakenOut) {
        let count = untrack(|| self.count(group));
        let all = self.entries.with_untracked(|entries| put_back(entries, group, taken));
        self.rewrite(group, all, count + 1, taken.number);
    }

    /// Whether this is an item that was added and left as it was: it is dropped rather than complained of.
    pub(super) fn is_empty_addition(self, step: &Step) -> bool {
        let least = self.form().question(&step.question).map_or(0, |group| match group.kind {
            Kind::Group { min, .. } => min.max(1),
            _ => u8::MAX,
        });
        let start = format!("{}.", step.path());
        step.item.is_some_and(|number| number > least)
            && self.entries.with_untracked(|entries| !entries.0.keys().any(|control| control.starts_with(&start)))
    }

    /// Drops an empty item and goes on with what follows it.
    pub(super) fn drop_addition(self, step: &Step) {
        let following = self.steps.with_untracked(|steps| steps.iter().skip_while(|other| *other != step).nth(1).cloned());
        let count = untrack(|| self.count(&step.question));
        if step.item == Some(count) {
            self.set_count(&step.question, count - 1);
        }
        self.go_to_step(following);
    }

    /// Writes the group's items anew, and shows one of them.
    fn rewrite(self, group: &str, entries: Entries, count: u8, show: u8) {
        self.forget(&format!("{group}."));
        self.set_count(group, count);
        self.write(&entries, Reach::Below(&format!("{group}.")));
        self.go(Screen::Ask(Step { question: group.to_owned(), item: Some(show) }), Focus::Heading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(written: &[(&str, &str)]) -> Entries {
        written.iter().map(|(control, text)| ((*control).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn whoever_comes_after_a_removed_person_moves_up() {
        let family =
            entries(&[("members.1.name.given", "太郎"), ("members.2.name.given", "花子"), ("members.3.name.given", "桜"), ("phone", "03")]);
        let (taken, rest) = take_out(&family, "members", 2);
        assert_eq!(taken.entries, entries(&[("name.given", "花子")]));
        assert_eq!(rest, entries(&[("members.1.name.given", "太郎"), ("members.2.name.given", "桜"), ("phone", "03")]));
    }

    #[test]
    fn a_person_put_back_stands_where_they_stood() {
        let family = entries(&[("members.1.name.given", "太郎"), ("members.2.name.given", "花子"), ("members.3.name.given", "桜")]);
        for number in 1..=3 {
            let (taken, rest) = take_out(&family, "members", number);
            assert_eq!(put_back(&rest, "members", &taken), family);
        }
    }
}
