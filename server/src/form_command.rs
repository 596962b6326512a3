//! The commands for those who write forms: `form check` and `form sample`.

use std::path::PathBuf;

use chrono::NaiveDate;
use domain::form::{Form, Kind};

use crate::Trouble;
use crate::city::{Library, load_form};

/// What `form check` has to say (様式の点検).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The lines to print, in Japanese.
    pub words: String,
    /// Whether every file may be used as it is.
    pub right: bool,
}

/// Looks at each file like a careful colleague: every mistake with its line, or what the form is. `today` is the date in Japan.
pub fn check(files: &[PathBuf], today: NaiveDate) -> Judgement {
    let mut lines = Vec::new();
    let (mut n_right, mut n_unconfirmed) = (0, 0);
    for file in files {
        match load_form(file, today) {
            Ok(form) => {
                n_right += 1;
                n_unconfirmed += usize::from(!form.source.confirmed);
                lines.push(format!("{}: {}", file.display(), praise(&form)));
            }
            Err(mistakes) => lines.push(mistakes.to_string()),
        }
    }
    let wrong = match files.len() - n_right {
        0 => "どれも使えます。".to_owned(),
        n => format!("{n}個は直してください。"),
    };
    lines.push(format!("{}個の様式を調べました。{wrong}市がまだ確認していない様式は{n_unconfirmed}個です。", files.len()));
    Judgement { words: lines.join("\n"), right: n_right == files.len() }
}

/// The filled example of a form as flat JSON, control by control, as `slip seal` reads it.
///
/// # Errors
/// If the city has no form of this id.
pub fn sample(id: &str, library: &Library) -> Result<String, Trouble> {
    let Some(form) = library.form(id) else {
        let ids: Vec<&str> = library.current().iter().map(|form| form.id.as_str()).collect();
        return Err(Trouble::new(format!("「{id}」という様式はありません。{} のどれかを指定してください。", ids.join("、"))));
    };
    serde_json::to_string_pretty(&form.sample).map_err(|why| Trouble::new(format!("記入例をJSONにできません（{why}）。")))
}

/// What a form that is right consists of, and what is left to do for it.
fn praise(form: &Form) -> String {
    let in_groups = |kind: &Kind| if let Kind::Group { questions, .. } = kind { questions.len() } else { 0 };
    let n: usize = form.questions.iter().map(|question| 1 + in_groups(&question.kind)).sum();
    let conditional = form.questions.iter().filter(|question| question.when.is_some()).count();
    let confirmed = match form.source.confirmed {
        true => "市が確認した様式です。",
        false => "市がまだ確認していません。確認したら、[source] の confirmed を true にしてください。",
    };
    format!("「{}」第{}版。質問は{n}個（うち条件つき{conditional}個）。記入例は検査に通りました。{confirmed}", form.title, form.edition)
}
