//! The filled example in a form's file.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Days, NaiveDate};
use domain::form::{Entries, Fault, Form};
use toml::Spanned;
use toml::de::DeValue;

use super::section::Section;

/// The example (記入例) of a form and where each of its texts stands.
pub(super) struct Sample {
    /// What it fills in.
    pub(super) entries: Entries,
    places: BTreeMap<String, Range<usize>>,
    head: Range<usize>,
}

/// Reads `[sample]`: a control's name is its path through the tables, and the items of a list count from 1.
pub(super) fn read(top: &Section, today: NaiveDate) -> Option<Sample> {
    let Some(section) = top.section("sample") else {
        top.object("sample", "「[sample]」がありません。すべて記入した例を書いてください。印刷まで試すのに使います。");
        return None;
    };
    let mut sample = Sample { entries: Entries::default(), places: BTreeMap::new(), head: section.place() };
    for (key, value) in section.table() {
        sample.take(key.get_ref().to_string(), value, &section, today);
    }
    Some(sample)
}

impl Sample {
    fn take(&mut self, control: String, value: &Spanned<DeValue>, section: &Section, today: NaiveDate) {
        let text = match value.get_ref() {
            DeValue::Table(table) => {
                return table.iter().for_each(|(key, value)| self.take(format!("{control}.{}", key.get_ref()), value, section, today));
            }
            DeValue::Array(list) => {
                return list.iter().zip(1..).for_each(|(value, nth)| self.take(format!("{control}.{nth}"), value, section, today));
            }
            DeValue::String(text) => day(text, today).map_or_else(|| text.to_string(), |day| day.to_string()),
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

    /// Notes whatever keeps the example from being handed in.
    pub(super) fn judge(&self, form: &Form, top: &Section, today: NaiveDate) {
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
}

/// `today`, `today+7` or `today-7`, so that an example of a day to come does not grow old.
fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let days = text.strip_prefix("today")?;
    let count = |digits: &str| digits.parse().ok().map(Days::new);
    match days.split_at_checked(1) {
        None => Some(today),
        Some(("+", digits)) => today.checked_add_days(count(digits)?),
        Some(("-", digits)) => today.checked_sub_days(count(digits)?),
        Some(_) => None,
    }
}
