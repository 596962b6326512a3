//! The filled example in a form's file.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Days, NaiveDate};
use domain::form::{DateRule, Entries, Fault, Form, Kind, Question};
use domain::open_days::OpenDays;
use toml::Spanned;
use toml::de::DeValue;

use super::section::Section;

/// The example (記入例) of a form and where each of its texts stands.
pub(super) struct Sample {
    /// What it fills in.
    pub(super) entries: Entries,
    places: BTreeMap<String, Range<usize>>,
    /// The dates that are written as so many business days from today.
    business_days: BTreeMap<String, u8>,
    head: Range<usize>,
}

/// What the days of an example are counted from.
#[derive(Clone, Copy)]
struct Calendar<'d> {
    today: NaiveDate,
    open_days: &'d OpenDays,
}

/// Reads `[sample]`: a control's name is its path through the tables, and the items of a list count from 1.
pub(super) fn read(top: &Section, today: NaiveDate, open_days: &OpenDays) -> Option<Sample> {
    let Some(section) = top.section("sample") else {
        top.object("sample", "「[sample]」がありません。すべて記入した例を書いてください。印刷まで試すのに使います。");
        return None;
    };
    let mut sample = Sample { entries: Entries::default(), places: BTreeMap::new(), business_days: BTreeMap::new(), head: section.place() };
    for (key, value) in section.table() {
        sample.take(key.get_ref().to_string(), value, &section, Calendar { today, open_days });
    }
    Some(sample)
}

impl Sample {
    fn take(&mut self, control: String, value: &Spanned<DeValue>, section: &Section, from: Calendar) {
        let text = match value.get_ref() {
            DeValue::Table(table) => {
                return table.iter().for_each(|(key, value)| self.take(format!("{control}.{}", key.get_ref()), value, section, from));
            }
            DeValue::Array(list) => {
                return list.iter().zip(1..).for_each(|(value, nth)| self.take(format!("{control}.{nth}"), value, section, from));
            }
            DeValue::String(text) => {
                self.business_days.extend(business_days(text).map(|days| (control.clone(), days)));
                from.day(text).map_or_else(|| text.to_string(), |day| day.to_string())
            }
            DeValue::Integer(number) => number.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Boolean(_) | DeValue::Float(_) => {
                section.object_at(value.span(), format!("記入例の「{control}」には、\"yes\" のように引用符で囲んだ言葉を書いてください。"));
                return;
            }
        };
        self.places.insert(control.clone(), value.span());
        self.entries.set(control, text);
    }

    /// Notes whatever keeps the example from being handed in, be it on another day.
    pub(super) fn judge(&self, form: &Form, top: &Section, today: NaiveDate) {
        let too_soon = self.too_soon(&form.questions, "");
        for (path, place, least) in &too_soon {
            let reason = format!(
                "記入例の「{path}」は、いつ使っても間に合うように、\"open+{least}\"（市役所が開いている日で数えて{least}日後）か、それより後にしてください。"
            );
            top.object_at(place.clone(), reason);
        }
        if !too_soon.is_empty() {
            return;
        }
        for problem in form.check(&self.entries, today).err().into_iter().flatten() {
            let place = self.places.get(&problem.control).unwrap_or(&self.head);
            let reason = match problem.fault {
                Fault::UnknownControl => {
                    format!("「{}」という記入欄は、この様式にありません。質問のidと種類を確かめてください。", problem.control)
                }
                _ => format!("記入例の「{}」が様式に合いません。{}", problem.control, problem.sentence()),
            };
            top.object_at(place.clone(), reason);
        }
    }

    /// Days that must be far enough ahead, or on which the city hall must be open, and may not be so when the example is used: the path of
    /// each, where it is written, and how many business days would do on any day.
    fn too_soon(&self, questions: &[Question], prefix: &str) -> Vec<(String, Range<usize>, u8)> {
        let of_question = |question: &Question| {
            let path = format!("{prefix}{}", question.id);
            match &question.kind {
                Kind::Date(DateRule::Ahead { business_days, .. }) => {
                    let written = question.controls(&path).into_iter().find(|control| !self.entries.get(control).is_empty());
                    let is_safe = self.business_days.get(&path).is_some_and(|days| days > business_days);
                    let place = written.filter(|_| !is_safe).and_then(|control| self.places.get(&control));
                    place.map(|place| (path, place.clone(), business_days + 1)).into_iter().collect()
                }
                Kind::Group { questions, .. } => {
                    let items = question.items(&self.entries).into_iter();
                    items.flat_map(|nth| self.too_soon(questions, &format!("{path}.{nth}."))).collect()
                }
                _ => Vec::new(),
            }
        };
        questions.iter().flat_map(of_question).collect()
    }
}

impl Calendar<'_> {
    /// `today`, `today+7`, `today-7` or, in business days, `open+7`, so that an example of a day to come does not grow old.
    fn day(self, text: &str) -> Option<NaiveDate> {
        if let Some(days) = business_days(text) {
            return self.open_days.add_business_days(self.today, days);
        }
        let days = text.strip_prefix("today")?;
        let count = |digits: &str| digits.parse().ok().map(Days::new);
        match days.split_at_checked(1) {
            None => Some(self.today),
            Some(("+", digits)) => self.today.checked_add_days(count(digits)?),
            Some(("-", digits)) => self.today.checked_sub_days(count(digits)?),
            Some(_) => None,
        }
    }
}

/// The number in `open+7`.
fn business_days(text: &str) -> Option<u8> {
    text.strip_prefix("open+")?.parse().ok()
}
