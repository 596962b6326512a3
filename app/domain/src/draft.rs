//! A draft (記入途中): answers on their way to becoming a slip. It lives on the resident's phone only.

mod edition;

use serde::{Deserialize, Serialize};

pub use edition::LeftOver;

use crate::form::{Entries, Form, Problem};
use crate::moment::Moment;
use crate::slip::Slip;

/// A draft (記入途中) of one form. It may be wrong; nothing typed is ever refused here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The form's id.
    pub form: String,
    /// The edition it was begun with.
    pub edition: u8,
    /// What was typed so far.
    pub entries: Entries,
}

impl Draft {
    /// The only way to obtain a [`Slip`] on the phone: complete and checked, or every problem at once.
    ///
    /// `created` is cut to its quarter of an hour, as the code will carry it; its date is the "today" of the check.
    pub fn finish(self, form: &Form, created: Moment) -> Result<Slip, Vec<Problem>> {
        let answers = form.check(&self.entries, created.date())?;
        Ok(Slip::new(form, created.quarter(), answers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::arbitrary;
    use crate::form::{DateRule, Fault, Kind, Question};

    fn draft(typed: &[(&str, &str)]) -> (Form, Draft) {
        let kind = Kind::Date(DateRule::Past);
        let born =
            Question { id: "born".into(), label: "生年月日".into(), slot_label: None, help: None, optional: false, when: None, kind };
        let form = arbitrary::form(vec![born]);
        let entries = typed.iter().map(|(control, text)| ((*control).to_owned(), (*text).to_owned())).collect();
        (form.clone(), Draft { form: form.id, edition: form.edition, entries })
    }

    #[test]
    fn a_finished_draft_keeps_its_day_to_the_quarter_of_an_hour() {
        let (form, draft) = draft(&[("born", "2001-02-03")]);
        let slip = draft.finish(&form, Moment(1_795_311_720)).unwrap();
        let leaf = &slip.leaves()[0];
        assert_eq!((leaf.form(), leaf.edition(), slip.created().words().as_str()), ("example", 3, "2026年11月22日 10:30"));
    }

    #[test]
    fn a_draft_with_a_blank_question_is_not_finished() {
        let (form, draft) = draft(&[]);
        let problems = draft.finish(&form, Moment(1_795_311_720)).unwrap_err();
        assert_eq!(problems.into_iter().map(|problem| problem.fault).collect::<Vec<_>>(), [Fault::Blank]);
    }

    #[test]
    fn today_is_the_day_in_japan() {
        let (form, draft) = draft(&[("born", "2026-11-23")]);
        let midnight = Moment(1_795_359_600);
        assert_eq!(midnight.words(), "2026年11月23日 00:00", "and 15:00 of the 22nd by UTC");
        assert!(draft.clone().finish(&form, Moment(midnight.0 - 1)).is_err());
        assert!(draft.finish(&form, midnight).is_ok());
    }
}
