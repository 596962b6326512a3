//! `form check` without a file: everything that a city offers, the forms, the guides and the catalogue, each beside the others.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use chrono::Datelike;
use domain::form::{Form, Source, SourceKind};
use domain::leaflet::About;
use domain::moment::Moment;

use super::{Judgement, asked, remark, report, written};
use crate::Trouble;
use crate::city::{Catalogue, Library, Mistake, Mistakes, Used, gaps, holidays, load_city};
use crate::config::Folders;
use crate::paper::own::OwnPapers;
use crate::tally::{self, Tally, Written};

/// Looks at everything of a city like a careful colleague, and counts it.
///
/// # Errors
/// If the folders are not to be found.
pub fn check_city(folders: &Folders, now: Moment) -> Result<Judgement, Trouble> {
    let (forms, public, city) = (folders.forms_folder()?, folders.public_folder()?, folders.city_folder()?);
    let read = || -> Result<(Library, Catalogue), Mistakes> {
        let mut library = Library::load(&forms, &city, &load_city(&public, &city)?, now.date())?;
        Used::read(&folders.data)?.judge(&mut library);
        let catalogue = Catalogue::load(&public, &city, &library)?;
        Ok((library, catalogue))
    };
    let (library, catalogue) = match read() {
        Ok(read) => read,
        Err(mistakes) => {
            return Ok(Judgement { words: format!("{mistakes}\n{}か所を直してください。", mistakes.0.len()), right: false });
        }
    };
    let own = OwnPapers::load(&city, &library);
    let mistakes: Vec<Mistake> = library.mistakes().chain(&catalogue.mistakes).chain(&own.mistakes).cloned().collect();
    if !mistakes.is_empty() {
        let count = mistakes.len();
        let words = format!("{}\n{count}か所を直してください。ほかのファイルは、このまま使えます。", Mistakes(mistakes));
        return Ok(Judgement { words, right: false });
    }
    let mut lines: Vec<String> = library.every().map(|form| format!("{}: {}", form.id, report(form, now))).collect();
    lines.push(format!("{} と {} を読みました。", public.display(), city.display()));
    let (tallies, remarks) = words(&library, &catalogue);
    let among_editions = gaps(library.every().map(|form| &**form), now.date());
    let lost = Used::read(&folders.data).map(|used| used.missing(&library)).unwrap_or_default();
    let own = closed_days(&library, &public, now).into_iter().chain(among_editions).chain(lost).chain(without_change(&library));
    lines.extend(own.chain(remarks).map(remark));
    lines.push(count(&library, &catalogue) + &tally::count(&tallies));
    Ok(Judgement { words: lines.join("\n"), right: true })
}

/// What is not known of the days on which the city hall is closed.
fn closed_days(library: &Library, public: &Path, now: Moment) -> Vec<String> {
    let mut remarks = Vec::new();
    if !library.open_days().knows_year_end() {
        remarks.push(
            "city.toml に、年末年始の休み（[closed] の「year_end」）が書かれていません。休むなら、期限の計算のために書いてください。"
                .into(),
        );
    }
    let (known, next_year) = (holidays::load(public).unwrap_or_default(), now.date().year() + 1);
    if known.last().is_none_or(|last| last.year() < next_year) {
        remarks.push(format!("{next_year}年の祝日が分かりません。「cargo xtask data」で、public/data/holidays.txt を作り直してください。"));
    }
    remarks
}

/// Editions to come in which nothing of what the city changes today is changed.
fn without_change(library: &Library) -> Vec<String> {
    let today = library.changed().iter().filter(|form| library.form(&form.id).is_some_and(|current| current.edition == form.edition));
    let later = today.flat_map(|form| library.coming().filter(move |coming| coming.id == form.id && !library.is_own(coming)));
    let told = later.map(|form| {
        let Form { id, edition, .. } = &**form;
        format!("{id}：市の変更は、これから使う第{edition}版にはありません。変わらないなら、同じ変更を changes/{id}@{edition}.toml に書いてください。")
    });
    told.collect()
}

/// What the words of everything are like in other languages, and the remarks on them, each with the file that it is about.
fn words(library: &Library, catalogue: &Catalogue) -> (Vec<Tally>, Vec<String>) {
    let (mut tallies, mut remarks) = (Vec::new(), Vec::new());
    for translation in &catalogue.translations {
        let mut judge = |written: Written, words| {
            let (tally, more) = tally::judge(&written, translation, words);
            tallies.push(tally);
            remarks.extend(more.into_iter().map(|remark| format!("{}/{}：{remark}", written.folder, written.id)));
        };
        for form in library.current() {
            let editions = || library.every().filter(|other| other.id == form.id).map(|other| &**other);
            let coming = library.coming().filter(|other| other.id == form.id).flat_map(|other| other.texts());
            let mut texts = form.texts();
            coming.for_each(|text| {
                if !texts.contains(&text) {
                    texts.push(text)
                }
            });
            let before = library.changed().iter().filter(|other| other.id == form.id);
            let also = editions().chain(before).flat_map(Form::texts).collect();
            judge(Written { texts, also, ..written(form) }, translation.forms.get(&form.id));
        }
        for guide in &catalogue.guides {
            let texts = guide.texts();
            let texts = texts.iter().map(Cow::as_ref).collect();
            judge(Written { what: "案内", folder: "guides", id: &guide.id, texts, also: Vec::new() }, translation.guides.get(&guide.id));
        }
        for chapter in &catalogue.chapters {
            // The title of a form has its words among the form's own.
            let is_own = |text: &&str| library.current().iter().all(|form| form.title != *text);
            let texts = chapter.texts().into_iter().filter(is_own).collect();
            let written = Written { what: "分野", folder: "procedures", id: &chapter.id, texts, also: Vec::new() };
            judge(written, translation.procedures.get(&chapter.id));
        }
    }
    (tallies, remarks)
}

/// What there is in all, and how much of it the city has not confirmed.
fn count(library: &Library, catalogue: &Catalogue) -> String {
    let (forms, guides, chapters) = (library.current(), &catalogue.guides, &catalogue.chapters);
    let leaflets = || chapters.iter().flat_map(|chapter| &chapter.leaflets);
    let with_form = leaflets().filter(|leaflet| matches!(leaflet.about, About::Form(_))).count();
    let questions: usize = forms.iter().map(|form: &Arc<Form>| asked(form).count()).sum();
    let sources = || {
        let of_forms = forms.iter().map(|form| &form.source);
        of_forms.chain(guides.iter().map(|guide| &guide.source)).chain(chapters.iter().map(|chapter| &chapter.source))
    };
    let assumed = sources().filter(|source: &&Source| source.kind == SourceKind::LayoutAssumed).count();
    let unconfirmed = sources().filter(|source| !source.confirmed).count();
    format!(
        "手続{}件（うち様式で書けるもの{with_form}件）、様式{}個（ほかに古い版{}個）、質問{questions}個、案内{}個、分野{}個を調べました。\
         どれも使えます。出典{}件のうち、一般的な様式だけのものは{assumed}件、市がまだ確認していないものは{unconfirmed}件です。",
        leaflets().count(),
        forms.len(),
        library.every().count() - forms.len(),
        guides.len(),
        chapters.len(),
        sources().count()
    )
}
