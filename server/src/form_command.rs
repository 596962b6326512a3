//! The commands for those who write forms: `form check`, `new`, `diff`, `blank` and `sample`.

mod blank;
mod colleague;
mod diff;
mod fresh;
mod size;
mod whole;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::form::{Form, Kind, Question, SourceKind};
use domain::moment::Moment;
use domain::open_days::OpenDays;

use crate::Trouble;
use crate::city::{Library, Mistakes, changed_by, gaps, load_changed_form, load_form};
use crate::tally::{self, Written};
pub use blank::{BlankPage, blank, blank_page};
pub use fresh::fresh;
pub use whole::check_city;

/// What a command about form files has to say (様式の点検).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The lines to print, in Japanese.
    pub words: String,
    /// Whether every file may be used as it is.
    pub right: bool,
}

/// Looks at each file like a careful colleague: every mistake with its line, or what the form is, how large its code
/// gets and what could be better.
pub fn check(files: &[PathBuf], now: Moment) -> Judgement {
    check_beside(files, None, now)
}

/// The same, where a file in a folder `changes` may change a form in the folder `library`.
pub fn check_beside(files: &[PathBuf], library: Option<&Path>, now: Moment) -> Judgement {
    // A file by itself belongs to no city, and none of its days is closed.
    let no_city = OpenDays::default();
    let mut lines = Vec::new();
    let mut forms: Vec<(&Path, Form)> = Vec::new();
    let mut tallies = Vec::new();
    for file in files {
        match judged(file, library, now, &no_city) {
            Ok(((of_form, remarks), form)) => {
                let twin = forms.iter().find(|(_, other)| other.number == form.number && other.id != form.id);
                if let Some((other, _)) = twin {
                    let reason = format!("番号{}は {} も使っています。ほかの番号を付けてください。", form.number, other.display());
                    lines.push(format!("{}:1: {reason}", file.display()));
                    continue;
                }
                lines.push(format!("{}: {}", file.display(), report(&form, now)));
                lines.extend(remarks.into_iter().map(remark));
                tallies.extend(of_form);
                forms.push((file, form));
            }
            Err(mistakes) => lines.push(mistakes.to_string()),
        }
    }
    let forms: Vec<Form> = forms.into_iter().map(|(_, form)| form).collect();
    lines.extend(gaps(forms.iter(), now.date()).into_iter().map(remark));
    lines.push(count(&forms, files.len()) + &tally::count(&tallies));
    Judgement { words: lines.join("\n"), right: forms.len() == files.len() }
}

/// A form that is right, and what its words in other languages are like.
type Judged = ((Vec<tally::Tally>, Vec<String>), Form);

fn judged(file: &Path, library: Option<&Path>, now: Moment, no_city: &OpenDays) -> Result<Judged, Mistakes> {
    let of = changed_by(file, library)?;
    let form = load(file, of.as_deref(), now, no_city)?;
    let before = of.as_ref().map(|of| load_form(of, now.date(), no_city)).transpose()?;
    let (twin, of_library) =
        in_library(file, library).and_then(|twin| Some((twin.clone(), load_form(&twin, now.date(), no_city).ok()?))).unzip();
    let also = before.iter().chain(&of_library).flat_map(Form::texts).collect();
    let words = tally::of_file(&Written { also, ..written(&form) }, file, of.or(twin).as_deref())?;
    Ok((words, form))
}

/// The library's own file of the form that a city has in a file of its own: its words in other languages hold for both.
fn in_library(file: &Path, library: Option<&Path>) -> Option<PathBuf> {
    let name = file.file_stem()?.to_str()?;
    let twin = library?.join(format!("{}.toml", name.split('@').next()?));
    let same = |one: &Path| one.canonicalize().ok();
    (twin.is_file() && same(&twin) != same(file)).then_some(twin)
}

/// The form in a file, or what it makes of the form that it changes.
fn load(file: &Path, of: Option<&Path>, now: Moment, no_city: &OpenDays) -> Result<Form, Mistakes> {
    match of {
        None => load_form(file, now.date(), no_city),
        Some(of) => load_changed_form(of, file, now.date(), no_city),
    }
}

/// Says what changes when one file takes the place of another, and whether it may.
///
/// # Errors
/// If one of the files is wrong in itself.
pub fn diff(before: &Path, after: &Path, now: Moment) -> Result<Judgement, Trouble> {
    diff_beside(before, after, None, now)
}

/// The same, where a file in a folder `changes` may change a form in the folder `library`.
///
/// # Errors
/// If one of the files is wrong in itself.
pub fn diff_beside(before: &Path, after: &Path, library: Option<&Path>, now: Moment) -> Result<Judgement, Trouble> {
    let no_city = OpenDays::default();
    let load = |file: &Path| load(file, changed_by(file, library)?.as_deref(), now, &no_city);
    let (before, after) = (load(before)?, load(after)?);
    let diff::Difference { mut lines, objection } = diff::between(&before, &after);
    if lines.is_empty() {
        lines.push("住民にとって変わるところはありません。".into());
    }
    let right = objection.is_none();
    lines.extend(objection);
    Ok(Judgement { words: lines.join("\n"), right })
}

/// The filled example of a form as flat JSON, control by control, as `slip seal` reads it.
///
/// # Errors
/// If the city has no form of this id.
pub fn sample(id: &str, library: &Library) -> Result<String, Trouble> {
    let form = named(id, library)?;
    serde_json::to_string_pretty(&form.sample).map_err(|why| Trouble::new(format!("記入例をJSONにできません（{why}）。")))
}

/// The form of an id.
///
/// # Errors
/// If the city has none, with the names of those that it has; if its file is refused, with its mistakes.
pub fn named<'l>(id: &str, library: &'l Library) -> Result<&'l Arc<Form>, Trouble> {
    library.form(id).ok_or_else(|| {
        if let Some(refused) = library.refused().iter().find(|refused| refused.id == id && !refused.older) {
            return Mistakes(refused.mistakes.clone()).into();
        }
        let ids: Vec<&str> = library.current().iter().map(|form| form.id.as_str()).collect();
        Trouble::new(format!("「{id}」という様式はありません。{} のどれかを指定してください。", ids.join("、")))
    })
}

fn written(form: &Form) -> Written<'_> {
    Written { what: "様式", folder: "forms", id: &form.id, texts: form.texts(), also: Vec::new() }
}

/// What a form that is right consists of, and the remarks on it, one a line.
fn report(form: &Form, now: Moment) -> String {
    let (asked, conditional) = (asked(form), asked(form).filter(|question| question.when.is_some()).count());
    let code = match size::of_sample(form, now) {
        None => "記入例のコードは、大きすぎてQRコードに入りません。質問か文字数を減らしてください。".to_owned(),
        Some(size) => code(size, size::of_fullest(form, now)),
    };
    let confirmed = match form.source.confirmed {
        true => "市が確認した様式です。",
        false => "市がまだ確認していません。確認したら、[source] の confirmed を true にしてください。",
    };
    let n = asked.count();
    let from = form.facts.effective.map_or(String::new(), |day| match day > now.date() {
        true => format!("（{day}から使う版）"),
        false => format!("（{day}から使っている版）"),
    });
    let mut lines = vec![format!(
        "「{}」第{}版{from}。質問は{n}個（うち条件つき{conditional}個）。記入例は検査に通りました。{code}{confirmed}",
        form.title, form.edition
    )];
    let sample = form.check(&form.sample, now.date()).unwrap_or_default();
    lines.extend(colleague::remarks(form, &sample, now).into_iter().map(remark));
    lines.join("\n")
}

/// How large the code of the example is, and the largest that is found.
fn code(size: size::Size, fullest: Option<size::Size>) -> String {
    let split = |size: &size::Size| match size.pictures {
        1 => format!("{}桁、QRコードの型番{}です。", size.digits, size.version),
        pictures => format!("{}桁で、型番{}のQRコード{pictures}枚に分かれます。", size.digits, size.version),
    };
    let advice = if size.pictures > 1 { "質問か文字数を減らすと、1枚で渡せます。" } else { "" };
    const FULL: &str = "いちばん多く聞かれる答え方で、人数や個数をいちばん多く、どれも違う内容で書くと";
    let full = match fullest {
        Some(fullest) if fullest == size => String::new(),
        Some(fullest) => format!("{FULL}{}", split(&fullest)),
        None => format!("{FULL}、QRコードに入りません。"),
    };
    format!("記入例のコードは{}{advice}{full}", split(&size))
}

fn remark(remark: String) -> String {
    format!("  気づいたこと: {remark}")
}

/// Every question that is asked, those of groups among them.
fn asked(form: &Form) -> impl Iterator<Item = &Question> {
    fn within(question: &Question) -> Vec<&Question> {
        match &question.kind {
            Kind::Group { questions, .. } => questions.iter().collect(),
            _ => Vec::new(),
        }
    }
    form.questions.iter().filter(|question| question.kind.is_asked()).flat_map(|question| [vec![question], within(question)].concat())
}

/// What was counted over all files.
fn count(forms: &[Form], n_files: usize) -> String {
    let wrong = match n_files - forms.len() {
        0 => "どれも使えます。".to_owned(),
        n => format!("{n}個は直してください。"),
    };
    let questions: usize = forms.iter().map(|form| asked(form).count()).sum();
    let of = |kind| forms.iter().filter(|form| form.source.kind == kind).count();
    let unconfirmed = forms.iter().filter(|form| !form.source.confirmed).count();
    format!(
        "{n_files}個の様式（質問{questions}個）を調べました。{wrong}出典は、公開された案内{}個、法令{}個、一般的な様式{}個です。\
         市がまだ確認していない様式は{unconfirmed}個です。",
        of(SourceKind::Facts),
        of(SourceKind::Law),
        of(SourceKind::LayoutAssumed)
    )
}
