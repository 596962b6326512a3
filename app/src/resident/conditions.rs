//! The parts of a form that do not apply, hidden by style: they follow every click, with or without the Wasm.
//!
//! A browser that does not know `:has` drops these rules and shows every question; whether an answer counts is decided
//! by the form all the same.
//!
//! Style sees what is chosen and ticked, however it is combined. It cannot count, and it knows no day from which an age could be counted:
//! such a part of an item is drawn as is right while nothing is written, and shown or hidden by the program with every key
//! ([`is_decided`]). That is safe: nobody gets past a screen without the program, and what was typed before it came it looks at as soon as
//! it is there. Whole screens are left to the journey, which knows everything.

use domain::form::condition::{Like, Test};
use domain::form::{Form, Kind, Question, When};

/// So many cases in which one part is hidden fill a style sheet; beyond that the program decides.
const MOST_CASES: usize = 16;

/// The style sheet for the conditions of a form.
pub fn conditions(form: &Form) -> String {
    let top = Reach { group: None, all: &form.questions };
    let mut rules = String::new();
    for question in &form.questions {
        rules += &top.rules(question);
        if let Kind::Group { questions, .. } = &question.kind {
            let within = Reach { group: Some(question), ..top };
            questions.iter().for_each(|asked| rules += &within.rules(asked));
        }
    }
    rules
}

/// Whether no style can say when a question of this group is asked (プログラムが決める欄).
pub fn is_decided(form: &Form, group: &Question, question: &Question) -> bool {
    Reach { group: Some(group), all: &form.questions }.hidden(question).is_none()
}

/// Where a condition stands, and so what it sees.
#[derive(Clone, Copy)]
struct Reach<'f> {
    /// The group that its question stands in.
    group: Option<&'f Question>,
    /// The questions outside of groups.
    all: &'f [Question],
}

/// Something that style sees (見えるもの): whether this is anywhere in the same item, or in the form.
#[derive(Clone)]
struct Seen {
    in_item: bool,
    selector: String,
    is_there: bool,
}

/// What all must be seen in one case.
type Case = Vec<Seen>;

impl<'f> Reach<'f> {
    /// Hides a question in every case in which it is not asked; nothing, if no style can say when that is.
    fn rules(self, question: &Question) -> String {
        self.hidden(question).unwrap_or_default().into_iter().map(|case| self.rule(&case, question)).collect()
    }

    fn rule(self, case: &[Seen], question: &Question) -> String {
        let side = |in_item: bool| {
            let has = |seen: &Seen| match seen.is_there {
                true => format!(":has({})", seen.selector),
                false => format!(":not(:has({}))", seen.selector),
            };
            case.iter().filter(|seen| seen.in_item == in_item).map(has).collect::<String>()
        };
        let (form, mut item) = (side(false), side(true));
        let form = if form.is_empty() { form } else { format!("form{form} ") };
        let is_shared = self.is_shared(&question.id);
        match self.group {
            Some(group) if is_shared => item = format!(".item{item}[id^=\"{}.\"] ", group.id),
            None if is_shared => item = ".screen:not(.item)>".to_owned(),
            _ if !item.is_empty() => item = format!(".item{item} "),
            _ => {}
        }
        format!("{form}{item}[data-question=\"{}\"]{{display:none}}", question.id)
    }

    /// Whether something else in the form is asked under the same id.
    fn is_shared(self, id: &str) -> bool {
        let is = |questions: &[Question]| questions.iter().any(|question| question.id == id);
        let mut groups = self.all.iter().filter(|group| self.group.is_none_or(|own| own.id != group.id));
        let at_top = self.group.is_some() && is(self.all);
        at_top || groups.any(|group| matches!(&group.kind, Kind::Group { questions, .. } if is(questions)))
    }

    /// The cases in which a question is not asked.
    fn hidden(self, question: &Question) -> Option<Vec<Case>> {
        question.when.as_ref().map_or(Some(Vec::new()), |when| self.cases(when, false, &question.id))
    }

    /// The cases in which it is.
    fn shown(self, question: &Question) -> Option<Vec<Case>> {
        question.when.as_ref().map_or(Some(vec![Vec::new()]), |when| self.cases(when, true, &question.id))
    }

    /// The cases in which the condition of the question `of` holds, or does not; `None` if style cannot see it, or there are too many.
    fn cases(self, when: &When, holds: bool, of: &str) -> Option<Vec<Case>> {
        let cases = match (when, holds) {
            (When::Not(when), _) => self.cases(when, !holds, of)?,
            (When::All(each), false) | (When::Any(each), true) => {
                each.iter().map(|when| self.cases(when, holds, of)).collect::<Option<Vec<_>>>()?.concat()
            }
            (When::All(each), true) | (When::Any(each), false) => {
                each.iter().try_fold(vec![Vec::new()], |before, when| both(before, &self.cases(when, holds, of)?))?
            }
            (When::Answer(test), _) => {
                let (stand, other) = self.named(test, of)?;
                let seen = vec![vec![Seen { in_item: stand.group.is_some(), selector: stand.chosen(test, other)?, is_there: holds }]];
                // What is not asked itself meets nothing.
                if holds { both(seen, &stand.shown(other)?)? } else { [seen, stand.hidden(other)?].concat() }
            }
        };
        (cases.len() <= MOST_CASES).then_some(cases)
    }

    /// The question that a test names, of the same item first, and where it stands. On any item of a group only whole screens hang.
    fn named(self, test: &Test, of: &str) -> Option<(Reach<'f>, &'f Question)> {
        let find = |all: &'f [Question]| all.iter().find(|question| question.id == test.question && question.id != of);
        let top = Reach { group: None, ..self };
        let inside = self.group.and_then(|group| match &group.kind {
            Kind::Group { questions, .. } => find(questions).map(|found| (self, found)),
            _ => None,
        });
        inside.or_else(|| self.all.iter().find(|question| question.id == test.question).map(|found| (top, found)))
    }

    /// Any of the options that a test wants is chosen or ticked. In a group the controls' names differ by item, so the question they stand in
    /// is named instead.
    fn chosen(self, test: &Test, other: &Question) -> Option<String> {
        let Like::Chosen(ids) = &test.like else { return None };
        let own = if self.group.is_none() && self.is_shared(&other.id) { ".screen:not(.item)>" } else { "" };
        let option = |id: &String| match &other.kind {
            Kind::Several { .. } => format!("{own}[data-question=\"{}\"] [name$=\".{id}\"]:checked", other.id),
            _ => format!("{own}[data-question=\"{}\"] [value=\"{id}\"]:checked", other.id),
        };
        Some(ids.iter().map(option).collect::<Vec<_>>().join(","))
    }
}

/// The cases in which one of these and one of those is so; `None` if there are too many.
fn both(these: Vec<Case>, those: &[Case]) -> Option<Vec<Case>> {
    let all: Vec<Case> = these.iter().flat_map(|this| those.iter().map(move |that| [this.clone(), that.clone()].concat())).collect();
    (all.len() <= MOST_CASES).then_some(all)
}

#[cfg(test)]
mod tests {
    use domain::form::Choice;
    use domain::form::condition::Bounds;

    use super::*;

    fn question(id: &str, when: Option<(&str, &str)>, kind: Kind) -> Question {
        asked(id, when.map(|(question, is)| When::is(question, &[is])), kind)
    }

    fn asked(id: &str, when: Option<When>, kind: Kind) -> Question {
        Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when, kind }
    }

    fn group(id: &str, questions: Vec<Question>) -> Question {
        question(id, None, Kind::Group { noun: "人".into(), min: 1, max: 4, questions })
    }

    fn rules(all: &[Question], within: Option<usize>, of: &str) -> String {
        let reach = Reach { group: within.map(|nth| &all[nth]), all };
        let stands = match reach.group.map(|group| &group.kind) {
            Some(Kind::Group { questions, .. }) => questions,
            _ => all,
        };
        reach.rules(stands.iter().find(|question| question.id == of).unwrap())
    }

    #[test]
    fn a_part_follows_the_whole_chain_of_its_conditions() {
        let questions = [
            question("who", None, Kind::YesNo),
            question("legal", Some(("who", "no")), Kind::YesNo),
            question("letter", Some(("legal", "no")), Kind::Phone),
        ];
        assert_eq!(
            rules(&questions, None, "letter"),
            "form:not(:has([data-question=\"legal\"] [value=\"no\"]:checked)) [data-question=\"letter\"]{display:none}\
             form:not(:has([data-question=\"who\"] [value=\"no\"]:checked)) [data-question=\"letter\"]{display:none}"
        );
    }

    #[test]
    fn a_part_of_a_group_looks_at_its_own_item_first() {
        let people = vec![question("foreign", None, Kind::YesNo), question("card", Some(("foreign", "yes")), Kind::Phone)];
        let rules = rules(&[group("people", people)], Some(0), "card");
        assert!(rules.starts_with(".item:not(:has("), "{rules}");
    }

    #[test]
    fn combined_conditions_are_seen_in_the_item_and_outside() {
        let options = vec![Choice { id: "card".into(), label: "カード".into(), help: None }];
        let both = When::All(vec![When::is("foreign", &["yes"]), When::Not(Box::new(When::is("papers", &["card"])))]);
        let people = vec![question("foreign", None, Kind::YesNo), asked("number", Some(both), Kind::Phone)];
        let form = [question("papers", None, Kind::Several { options }), group("people", people)];
        assert_eq!(
            rules(&form, Some(1), "number"),
            ".item:not(:has([data-question=\"foreign\"] [value=\"yes\"]:checked)) [data-question=\"number\"]{display:none}\
             form:has([data-question=\"papers\"] [name$=\".card\"]:checked) [data-question=\"number\"]{display:none}"
        );
    }

    #[test]
    fn either_of_two_answers_shows_a_part_and_so_both_must_lack_to_hide_it() {
        let either = When::Any(vec![When::is("a", &["yes"]), When::is("b", &["yes"])]);
        let people = vec![question("b", None, Kind::YesNo), asked("c", Some(either), Kind::Phone)];
        assert_eq!(
            rules(&[question("a", None, Kind::YesNo), group("people", people)], Some(1), "c"),
            "form:not(:has([data-question=\"a\"] [value=\"yes\"]:checked)) .item:not(:has([data-question=\"b\"] [value=\"yes\"]:checked)) \
             [data-question=\"c\"]{display:none}"
        );
    }

    #[test]
    fn what_is_asked_under_the_same_id_elsewhere_is_left_alone() {
        let address = || question("address", Some(("apart", "yes")), Kind::Address);
        let people = |id: &str| group(id, vec![question("apart", None, Kind::YesNo), address()]);
        let form = [question("address", None, Kind::Address), people("children"), people("others")];
        assert!(rules(&form, Some(1), "address").contains("[id^=\"children.\"] [data-question=\"address\"]"));
        let form = [question("apart", None, Kind::YesNo), address(), people("children")];
        assert_eq!(
            rules(&form, None, "address"),
            "form:not(:has(.screen:not(.item)>[data-question=\"apart\"] [value=\"yes\"]:checked)) \
             .screen:not(.item)>[data-question=\"address\"]{display:none}"
        );
    }

    #[test]
    fn ages_and_counts_are_left_to_the_program() {
        let like = Like::Age(Bounds { least: 0, most: 14 });
        let young = When::All(vec![When::is("foreign", &["yes"]), When::Answer(Test { question: "born".into(), like })]);
        let people = vec![
            question("foreign", None, Kind::YesNo),
            question("born", None, Kind::Date(domain::form::DateRule::Past)),
            asked("guardian", Some(young), Kind::YesNo),
            question("phone", Some(("guardian", "yes")), Kind::Phone),
        ];
        let all = [group("people", people)];
        let Kind::Group { questions, .. } = &all[0].kind else { unreachable!() };
        let hidden = |nth: usize| Reach { group: Some(&all[0]), all: &all }.hidden(&questions[nth]);
        assert!(hidden(2).is_none() && hidden(3).is_none() && hidden(0).is_some_and(|cases| cases.is_empty()));
    }
}
