//! What there is to know about a procedure besides its questions: what to bring, by when, which ways there are, who signs.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::place::Place;
use super::{Answer, Entries, Form, When};

/// Something to bring (必要書類).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it is.
    pub text: String,
    /// Which answers make it necessary; always, if absent. It looks at any question outside of groups, or `group.question`.
    pub when: Option<When>,
    /// The form of the city, by id, with which it can be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// What staff do about it. Only the city hall asks: it does not travel with the form.
    #[serde(skip)]
    pub at_counter: AtCounter,
}

impl Evidence {
    /// What a form's file says where nothing is to be brought.
    pub const NOTHING: &str = "持ち物はありません";
}

/// What staff do about something to bring (窓口での確認).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AtCounter {
    /// They tick that it is there; without it they may go on with a reason.
    #[default]
    Tick,
    /// They tick that it is there, and do not go on without it.
    Required,
    /// It shows who somebody is, and is looked at with the papers that do.
    Identity,
    /// As that, and it must have a photograph.
    PhotoIdentity,
    /// Nothing: it is the fee, or says that nothing is to be brought.
    Nothing,
}

/// What the fee follows from (手数料の計算).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Charge {
    /// Always so many yen; 0 where it is free.
    Fixed(u32),
    /// A total of the form.
    Total {
        /// The total's id.
        total: String,
        /// The question that counts the copies: `copies`, or `certificates.copies`.
        copies: Option<String>,
    },
}

/// By when a form must be handed in (期限).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The deadline in words.
    pub text: String,
    /// How it follows from a date that is asked for.
    pub limit: Option<TimeLimit>,
}

/// So many days after a date (期間).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLimit {
    /// How many days; the day itself is not counted.
    pub days: u16,
    /// The id of the question that asks for the date, outside of groups.
    pub after: String,
}

/// Who signs a form (署名), and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signature {
    /// By hand, at the counter, on the printed sheet.
    #[default]
    ByHand,
    /// By hand at the counter, and with the seal that is registered there, stamped onto the sheet (印影).
    WithSeal,
    /// The typed name is enough.
    Typed,
    /// The whole form is written by hand: what is printed is a pattern to copy.
    AllByHand,
}

/// What is told before one begins (手続の案内), beyond what a phone needs while the form is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Who may apply, in words.
    pub who: Option<String>,
    /// The ways to hand it in, each with how sure the city must be who sends it.
    pub ways: Vec<Way>,
    /// How many papers prove who somebody is. They come first among what to bring.
    pub identity_papers: Option<IdentityPapers>,
    /// How long it takes at the counter, in minutes, as the city itself estimates (窓口でかかる時間).
    pub counter_minutes: Option<u16>,
    /// What the fee follows from; nothing where no source says it.
    pub charge: Option<Charge>,
    /// The first day on which this edition counts (施行日), in Japan; since ever, if absent.
    pub effective: Option<NaiveDate>,
}

/// A way to hand a form in (提出方法).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Where it leads.
    pub by: By,
    /// How the sender proves who they are.
    pub identity: Identity,
    /// What else there is to know about it.
    pub text: Option<String>,
}

/// Where a way to hand a form in leads (提出先).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// To the counter, with the code (QRコード).
    Qr,
    /// To the counter, on paper (紙).
    Counter,
    /// From home, over the network (オンライン).
    Online,
    /// By post (郵送).
    Post,
}

/// How sure the city must be who hands a form in (本人確認の水準).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// Nothing is proved (なし).
    None,
    /// The person proves who they are (認証); at a counter with papers.
    Authenticated,
    /// The form is signed with the person's certificate (署名).
    Signed,
}

/// How many papers prove who somebody is (本人確認書類の点数).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityPapers {
    /// With a photograph (顔写真つき).
    pub with_photo: u8,
    /// Without one (顔写真なし).
    pub without_photo: u8,
}

impl IdentityPapers {
    /// What to bring, in words.
    pub fn words(self) -> String {
        let IdentityPapers { with_photo, without_photo } = self;
        format!("本人確認書類：運転免許証やマイナンバーカードなど顔写真のあるものは{with_photo}点、顔写真のないものは{without_photo}点")
    }
}

impl Form {
    /// What this person must bring, as far as the answers go.
    pub fn to_bring(&self, entries: &Entries, today: NaiveDate) -> Vec<&Evidence> {
        let holds = |when: &When| Place::top(self, today).holds(when, entries);
        self.bring.iter().filter(|evidence| evidence.when.as_ref().is_none_or(holds)).collect()
    }

    /// The fee in yen and the number of copies, as far as the form's file says how they follow from the answers.
    pub fn due(&self, entries: &Entries, today: NaiveDate) -> (Option<u32>, Option<u32>) {
        let (total, copies) = match &self.facts.charge {
            None => return (None, None),
            Some(Charge::Fixed(yen)) => return (Some(*yen), None),
            Some(Charge::Total { total, copies }) => (total, copies),
        };
        let totals = self.totals(entries, today);
        let due = totals.into_iter().find(|(question, _)| question.id == *total).and_then(|(_, answer)| match answer {
            Answer::Total(yen) => Some(yen),
            _ => None,
        });
        (due, copies.as_ref().map(|id| self.count(id, entries, today)))
    }

    /// The last day on which it may be handed in, if the answers tell.
    pub fn last_day(&self, entries: &Entries, today: NaiveDate) -> Option<NaiveDate> {
        let limit = self.deadline.as_ref()?.limit.as_ref()?;
        let question = self.question(&limit.after).filter(|question| self.asks(question, entries, today))?;
        match self.answer_at_top(question, entries, today)? {
            Answer::Date(date) => date.checked_add_days(Days::new(limit.days.into())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::arbitrary::{form, today};
    use crate::form::{DateRule, Kind, Question};

    fn ask(id: &str, kind: Kind) -> Question {
        Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when: None, kind }
    }

    fn moving() -> Form {
        let evidence = |text: &str, when: Option<&str>| Evidence {
            form: None,
            at_counter: AtCounter::Tick,
            text: text.into(),
            when: when.map(|question| When::is(question, &["yes"])),
        };
        let people = Kind::Group { noun: "人".into(), min: 1, max: 4, questions: vec![ask("foreign", Kind::YesNo)] };
        Form {
            bring: vec![evidence("身分証", None), evidence("委任状", Some("agent")), evidence("在留カード", Some("people.foreign"))],
            deadline: Some(Deadline { text: "14日以内".into(), limit: Some(TimeLimit { days: 14, after: "moved".into() }) }),
            ..form(vec![ask("agent", Kind::YesNo), ask("moved", Kind::Date(DateRule::Past)), ask("people", people)])
        }
    }

    fn entries(typed: &str) -> Entries {
        typed.split_whitespace().filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect()
    }

    #[test]
    fn everyone_is_told_what_they_must_bring_themselves() {
        let bring = |typed: &str| {
            moving().to_bring(&entries(typed), today()).iter().map(|evidence| evidence.text.clone()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(bring(""), "身分証");
        assert_eq!(bring("agent=yes people.1.foreign=no"), "身分証 委任状");
        assert_eq!(bring("agent=no people.1.foreign=no people.2.foreign=yes"), "身分証 在留カード");
    }

    #[test]
    fn the_last_day_follows_from_the_day_of_the_move() {
        let last = |typed: &str| moving().last_day(&entries(typed), today()).map(|day| day.to_string());
        assert_eq!(last("moved=2026-11-20"), Some("2026-12-04".into()));
        assert_eq!(last("moved.era=reiwa moved.year=8 moved.month=11 moved.day=20"), Some("2026-12-04".into()));
        assert_eq!(last("moved=2026-12-20"), None, "it has not come");
        assert_eq!(last(""), None);
    }
}
