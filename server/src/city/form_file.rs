//! A form's file: `public/forms/ID.toml`, or `ID@EDITION.toml` for an edition that is not issued any more, or not yet.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::form::{Channel, Form, Source, SourceKind};
use domain::open_days::OpenDays;

use super::file::File;
use super::section::Section;
use super::{Mistake, Mistakes, begins, facts, question, reach, rule, sample};

/// Reads a form's file, for a city hall with these open days. `today` is the day that `today+7` in its sample counts from.
///
/// # Errors
/// Every mistake of the file at once.
pub fn load_form(path: &Path, today: NaiveDate, open_days: &OpenDays) -> Result<Form, Mistakes> {
    understood(File::read(path)?, today, open_days)
}

/// Reads what a city's file changes of the form in another, and that other.
///
/// # Errors
/// Every mistake of both files at once, where it is written.
pub fn load_changed_form(of: &Path, path: &Path, today: NaiveDate, open_days: &OpenDays) -> Result<Form, Mistakes> {
    understood(File::read_change(of, path)?, today, open_days)
}

/// The form of the library that a file changes, if it lies in a folder `changes`: in `library` the edition of the same name, or else the one
/// that is issued now.
///
/// # Errors
/// If there is no such form.
pub fn changed_by(path: &Path, library: Option<&Path>) -> Result<Option<PathBuf>, Mistakes> {
    if path.parent().is_none_or(|folder| !folder.ends_with("changes")) {
        return Ok(None);
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let id = name.trim_end_matches(".toml").split('@').next().unwrap_or_default();
    let names = [name.clone(), format!("{id}.toml")];
    let found = library.and_then(|library| names.iter().map(|name| library.join(name)).find(|file| file.is_file()));
    let none = || Mistake {
        file: path.to_owned(),
        line: Some(1),
        reason: format!("「{id}」という様式は、ライブラリーにありません。ファイルの名前を、変える様式のidにしてください。"),
    };
    found.map(Some).ok_or_else(|| none().into())
}

fn understood(file: File, today: NaiveDate, open_days: &OpenDays) -> Result<Form, Mistakes> {
    file.understand(|file, top| {
        let (id, edition_in_name) = id(file);
        // Each part is read before any is missed, so that all mistakes are named in one go.
        let number = top.number("number", 0..=u8::MAX);
        let edition = top.number("edition", 1..=63);
        let (title, summary) = (top.text("title"), top.text("summary"));
        let (channels, not_online) = channels(top);
        let (fee, queue) = (top.text_if("fee"), top.text_if("queue"));
        let minutes = top.number("minutes", 1..=120);
        let valid_days = top.number("valid_days", 1..=365);
        let source = source(top);
        let sections = top.sections("question");
        let questions = question::read_all(&sections, &[]);
        if questions.is_empty() {
            top.object("question", "質問がありません。[[question]] を一つ以上書いてください。");
        }
        let (signature, facts) = (facts::signature(top), facts::facts(top, channels.as_deref().unwrap_or_default(), &questions));
        let begins = begins::read_all(top);
        let (bring, deadline) = (facts::bring(top, &questions, facts.identity_papers), facts::deadline(top, &questions));
        let rules = rule::read_all(top, &questions);
        let begins_today = questions.iter().filter(|seen| seen.begins_today).map(|seen| seen.id.clone()).collect();
        let questions: Option<Vec<_>> = questions.into_iter().map(|seen| seen.question).collect();
        let sample = sample::read(top, today, open_days);
        let mut form = Form {
            id: id?,
            number: number?,
            edition: edition?,
            title: title?,
            summary: summary?,
            channels: channels?,
            not_online,
            fee,
            deadline,
            bring,
            signature,
            facts,
            minutes: minutes?,
            valid_days: valid_days?,
            queue,
            source: source?,
            questions: questions?,
            rules: rules?,
            begins,
            begins_today,
            sample: sample.as_ref()?.entries.clone(),
            open_days: OpenDays::default(),
        };
        if form.minds_open_days() {
            form.open_days = open_days.clone();
        }
        if let Some(edition) = edition_in_name.filter(|edition| *edition != form.edition.to_string()) {
            top.object(
                "edition",
                format!("ファイル名は第{edition}版ですが、「edition」は{}です。どちらかに合わせてください。", form.edition),
            );
        }
        if file.is_right() {
            reach::judge(&form.questions, &form.rules, &sections);
        }
        // Only a form that is right itself can judge its example.
        if file.is_right() {
            sample?.judge(&form, top, today);
        }
        Some(form)
    })
}

/// The id and the edition that the file's name says.
fn id(file: &File) -> (Option<String>, Option<String>) {
    let stem = file.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let (id, edition) = match stem.split_once('@') {
        Some((id, edition)) => (id, Some(edition.to_owned())),
        None => (stem, None),
    };
    if !question::is_id(id) {
        let reason =
            format!("ファイル名「{stem}」は様式の名前になりません。「move-in.toml」のように、英小文字の単語を「-」でつないでください。");
        file.object(None, reason);
        return (None, edition);
    }
    (Some(id.to_owned()), edition)
}

fn channels(top: &Section) -> (Option<Vec<Channel>>, Option<String>) {
    let mut channels = Vec::new();
    for (name, place) in top.texts("channels") {
        match name.as_str() {
            "qr" => channels.push(Channel::Qr),
            "online" => channels.push(Channel::Online),
            _ => top.object_at(place, format!("「{name}」という提出方法はありません。\"qr\" か \"online\" を書いてください。")),
        }
    }
    let not_online = top.text_if("not_online");
    if !channels.contains(&Channel::Qr) {
        top.object("channels", "「channels」に \"qr\" がありません。窓口で見せる方法は、どの様式でも使えるようにしてください。");
        return (None, not_online);
    }
    match (channels.contains(&Channel::Online), &not_online) {
        (true, Some(_)) => top.object("not_online", "「online」で送れる様式に「not_online」があります。どちらかを消してください。"),
        (false, None) => {
            top.object("channels", "「online」で送れない理由と、代わりにどうすればよいかを「not_online」に書いてください。");
        }
        _ => {}
    }
    (Some(channels), not_online)
}

/// Where what a file says comes from.
pub(super) fn source(top: &Section) -> Option<Source> {
    let Some(section) = top.section("source") else {
        top.object("source", "「[source]」がありません。質問の出典を kind、text、confirmed で書いてください。");
        return None;
    };
    let kind = section.text("kind").and_then(|kind| match kind.as_str() {
        "facts" => Some(SourceKind::Facts),
        "law" => Some(SourceKind::Law),
        "layout-assumed" => Some(SourceKind::LayoutAssumed),
        _ => {
            section.object("kind", format!("「{kind}」という出典はありません。facts、law、layout-assumed のどれかを書いてください。"));
            None
        }
    });
    let text = section.text("text");
    let confirmed = section.flag("confirmed");
    section.finish();
    Some(Source { kind: kind?, text: text?, confirmed })
}
