//! A draft that was begun with another edition of its form: what of it still fits, and what is left over.

use crate::era::Reckoning;
use crate::form::control::{NOT_MY_NUMBER, RARE_GLYPH, SINGLE_NAME, belongs_to};
use crate::form::journey::Step;
use crate::form::{AccountType, Entries, Form, Kind, Part, Question};

/// What was written for another edition (前の様式での答え) and fits nowhere in this one; to be read, and written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// The screen of the question that asks for it now; none if nothing does.
    pub step: Option<Step>,
    /// What was written.
    pub text: String,
}

/// Said of a choice that cannot be made any more. A draft holds the names of options, not their words, and the form that had those is gone.
const OPTION_GONE: &str = "前に選んだものは、新しい様式にはありません。";

impl Form {
    /// What of these entries, written for another edition, this one has no place for, question by question.
    ///
    /// Everything else stands in controls of the same name, and is judged there like anything that was typed.
    pub fn left_over(&self, former: &Entries) -> Vec<LeftOver> {
        let mut all: Vec<LeftOver> = Vec::new();
        let mut left: Vec<_> = former.0.iter().map(|(control, text)| (control.as_str(), text.trim())).collect();
        left.retain(|(control, text)| !self.takes(control, text));
        left.sort_by_key(|(control, _)| parted(control));
        for answer in left.chunk_by(|(one, _), (other, _)| parted(one).0 == parted(other).0) {
            let words: Vec<String> = answer.iter().filter_map(|(control, text)| self.words(control, text)).collect();
            let is_date = Part::DATE.iter().any(|part| part.path_in(answer[0].0) == Some(parted(answer[0].0).0));
            let text = words.join(if is_date { "" } else { "　" });
            let step = self.step_for(answer[0].0);
            let is_told = |there: &LeftOver| there.step == step && there.text.contains(OPTION_GONE);
            if text.is_empty() || text == OPTION_GONE && all.iter().any(is_told) {
                continue;
            }
            match all.iter_mut().find(|there| step.is_some() && there.step == step) {
                Some(there) => there.text = format!("{}　{text}", there.text),
                None => all.push(LeftOver { step, text }),
            }
        }
        all
    }

    /// Whether a text has its place: the control is there, and where it chooses, it chooses something that is there.
    fn takes(&self, control: &str, text: &str) -> bool {
        self.having(control).is_some_and(|question| match &question.kind {
            Kind::Choice { options } => options.iter().any(|option| option.id == text),
            Kind::YesNo => matches!(text, "yes" | "no"),
            _ => true,
        })
    }

    /// What stood in a control, as it is read; nothing where that says nothing by itself.
    fn words(&self, control: &str, text: &str) -> Option<String> {
        let (stem, _) = parted(control);
        let counted = |unit| format!("{}{unit}", text.trim_end_matches(unit));
        let name = |found: Option<&str>| found.unwrap_or(text).to_owned();
        let words = match control[stem.len()..].trim_start_matches('.') {
            SINGLE_NAME | NOT_MY_NUMBER => String::new(),
            RARE_GLYPH => "※字形を窓口で確認".into(),
            "era" => name(Reckoning::parse(text).map(Reckoning::name)),
            "year" => counted('年'),
            "month" => counted('月'),
            "day" => counted('日'),
            "account-type" => name(AccountType::ALL.into_iter().find(|kind| kind.id() == text).map(AccountType::label)),
            _ => self.chosen(control, text).unwrap_or_else(|| text.to_owned()),
        };
        Some(words).filter(|words| !words.is_empty())
    }

    /// What was chosen or ticked there, in words; none for what was typed. The words are those of this edition, wherever it has them.
    fn chosen(&self, control: &str, text: &str) -> Option<String> {
        let option = |question: &Question, id: &str| match &question.kind {
            Kind::Choice { options } | Kind::Several { options } => {
                Some(options.iter().find(|option| option.id == id).map_or(OPTION_GONE, |option| &option.label).to_owned())
            }
            _ => None,
        };
        match (self.question_at(control), text) {
            (Some(_), "yes") => Some("はい".into()),
            (Some(_), "no") => Some("いいえ".into()),
            (Some(Question { kind: Kind::YesNo, .. }), _) => Some(OPTION_GONE.into()),
            (Some(question), id) => option(question, id),
            // A tick stands below its question. Nobody knows what a yes was to that is not asked any more.
            (None, "yes" | "no") => {
                let below = control.rsplit_once('.').and_then(|(path, id)| option(self.question_at(path)?, id));
                Some(below.unwrap_or_else(|| OPTION_GONE.into()))
            }
            (None, _) => None,
        }
    }

    /// The question that has a control of this name.
    fn having(&self, control: &str) -> Option<&Question> {
        let is_this = |question: &&Question, path: &str| question.controls(path).iter().any(|name| name == control);
        let top = self.questions.iter().find(|question| is_this(question, &question.id));
        let inside = || {
            let (group, number, questions) = self.item_of(control)?;
            questions.iter().find(|question| is_this(question, &format!("{}.{number}.{}", group.id, question.id)))
        };
        top.or_else(inside)
    }

    /// The group, the number of the item and the questions that a control is about.
    fn item_of(&self, control: &str) -> Option<(&Question, u8, &[Question])> {
        let (id, rest) = control.split_once('.')?;
        let number = rest.split('.').next()?.parse().ok()?;
        let group = self.question(id)?;
        match &group.kind {
            Kind::Group { questions, max, .. } if (1..=*max).contains(&number) => Some((group, number, questions)),
            _ => None,
        }
    }

    /// The screen that asks for what a control held: that of the question with the same id.
    fn step_for(&self, control: &str) -> Option<Step> {
        if let Some((group, number, _)) = self.item_of(control) {
            return Some(Step { question: group.id.clone(), item: Some(number) });
        }
        let question = self.questions.iter().find(|question| belongs_to(control, &question.id))?;
        let item = matches!(question.kind, Kind::Group { .. }).then_some(1);
        Some(Step { question: question.id.clone(), item })
    }
}

/// The question that a control belongs to, by what its controls begin with, and which of its parts it is, in the order in which they are
/// read. A control without parts is its own question.
fn parted(control: &str) -> (&str, Option<usize>) {
    let Some((stem, end)) = control.rsplit_once('.') else { return (control, None) };
    let parts = Part::PERSON.iter().chain(&Part::ADDRESS).chain(&Part::ACCOUNT).chain(&Part::DATE);
    let place = parts.map(|part| part.id()).chain([RARE_GLYPH, SINGLE_NAME, NOT_MY_NUMBER]).position(|part| part == end);
    // What stands right below the number of an item is a question, whatever it is called.
    let is_item = stem.rsplit('.').next().is_some_and(|last| last.parse::<u8>().is_ok());
    match place {
        Some(place) if !is_item => (stem, Some(place)),
        _ => (control, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::arbitrary::{answered, form};
    use crate::form::{Choice, DateRule};
    use proptest::prelude::*;

    fn ask(id: &str, kind: Kind) -> Question {
        Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when: None, kind }
    }

    fn check(questions: Vec<Question>, former: &[(&str, &str)], expected: &[(Option<&str>, &str)]) {
        let former = former.iter().map(|(control, text)| ((*control).to_owned(), (*text).to_owned())).collect();
        let left = form(questions).left_over(&former);
        let left: Vec<_> = left.iter().map(|left| (left.step.as_ref().map(Step::path), left.text.as_str())).collect();
        let expected: Vec<_> = expected.iter().map(|(path, text)| (path.map(str::to_owned), *text)).collect();
        assert_eq!(left, expected);
    }

    #[test]
    fn a_text_that_became_an_address_is_shown_where_the_address_is_asked_for() {
        check(vec![ask("place", Kind::Address)], &[("place", "桜町一丁目2番3号")], &[(Some("place"), "桜町一丁目2番3号")]);
    }

    #[test]
    fn the_parts_of_one_answer_are_shown_together() {
        let home = [("place.city", "さくら県さくら野市"), ("place.town", "桜町一丁目"), ("place.block", "2番3号")];
        let text = Kind::Text { max: 100, lines: false };
        check(vec![ask("place", text)], &home, &[(Some("place"), "さくら県さくら野市　桜町一丁目　2番3号")]);
    }

    #[test]
    fn an_option_that_is_gone_is_left_over() {
        let options = vec![Choice { id: "slip".into(), label: "納付書".into(), help: None }];
        check(vec![ask("payment", Kind::Choice { options })], &[("payment", "transfer")], &[(Some("payment"), OPTION_GONE)]);
    }

    fn options(all: &[(&str, &str)]) -> Vec<Choice> {
        all.iter().map(|(id, label)| Choice { id: (*id).into(), label: (*label).into(), help: None }).collect()
    }

    #[test]
    fn a_tick_whose_option_is_gone_is_left_over_once() {
        let several = || ask("contents", Kind::Several { options: options(&[("head", "世帯主")]) });
        let former = [("contents.head", "yes"), ("contents.code", "yes"), ("contents.domicile", "yes")];
        check(vec![several()], &former, &[(Some("contents"), OPTION_GONE)]);
        check(vec![several()], &former[..1], &[]);
    }

    #[test]
    fn what_can_still_be_chosen_in_another_way_is_told_by_its_words() {
        let both = || options(&[("slip", "納付書"), ("transfer", "口座振替")]);
        let ticks = [("payment.transfer", "yes"), ("payment.cash", "yes")];
        let told = format!("{OPTION_GONE}　口座振替");
        check(vec![ask("payment", Kind::Choice { options: both() })], &ticks, &[(Some("payment"), &told)]);
        check(vec![ask("payment", Kind::Several { options: both() })], &[("payment", "slip")], &[(Some("payment"), "納付書")]);
    }

    #[test]
    fn a_yes_stands_beside_the_question_that_asks_more_now_and_is_told_of_where_nothing_asks() {
        let since = ask("abroad", Kind::Choice { options: options(&[("here", "国内"), ("there", "国外")]) });
        check(vec![since], &[("abroad", "yes"), ("dog", "no")], &[(Some("abroad"), "はい"), (None, OPTION_GONE)]);
        let members = ask("members", Kind::Group { noun: "人".into(), min: 1, max: 4, questions: vec![ask("job", Kind::YesNo)] });
        check(vec![members], &[("members.2.foreign", "yes"), ("members.2.job", "yes")], &[(Some("members.2"), OPTION_GONE)]);
    }

    #[test]
    fn a_date_and_a_name_that_are_not_asked_for_any_more_are_read_as_one_writes_them() {
        let former = [
            ("born.era", "showa"),
            ("born.year", "55"),
            ("born.month", "3月"),
            ("name.family", "髙﨑"),
            ("name.given", "花"),
            ("name.rare-glyph", "yes"),
            ("name.not-my-number", "yes"),
            ("mono.family", "スカルノ"),
            ("mono.single-name", "yes"),
            ("paid.account-type", "savings"),
        ];
        let expected = [(None, "昭和55年3月"), (None, "スカルノ"), (None, "髙﨑　花　※字形を窓口で確認"), (None, "貯蓄")];
        check(vec![], &former, &expected);
        let years = Kind::Group { noun: "証明書".into(), min: 1, max: 4, questions: vec![ask("kind", Kind::Phone)] };
        check(vec![ask("certificates", years)], &[("certificates.1.year", "令和7")], &[(Some("certificates.1"), "令和7")]);
    }

    #[test]
    fn what_no_question_asks_for_any_more_is_not_forgotten() {
        let born = ask("born", Kind::Date(DateRule::Past));
        check(vec![born], &[("supply-number", "W-104"), ("born.year", "1985")], &[(None, "W-104")]);
    }

    #[test]
    fn a_member_of_a_group_finds_their_place_among_the_members() {
        let name = ask("name", Kind::Person);
        let members = ask("members", Kind::Group { noun: "異動する人".into(), min: 1, max: 4, questions: vec![name] });
        let former = [("members.2.name.family", "髙﨑"), ("members.2.job", "会社員")];
        check(vec![members], &former, &[(Some("members.2"), "会社員")]);
    }

    proptest! {
        #[test]
        fn nothing_is_left_over_where_the_form_is_the_same((form, answers) in answered()) {
            prop_assert_eq!(form.left_over(&answers.entries()), []);
        }
    }
}
