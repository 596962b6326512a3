//! What speaks against a form beside the others, in this city.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::city::City;

use super::{Filed, Mistake, Mistakes, RefusedForm};
use crate::city::begins;

/// # Errors
/// If the city leaves a form out that is not there.
pub(super) fn refuse_unknown<'w>(
    without: impl Iterator<Item = &'w String>,
    files: &BTreeMap<OsString, PathBuf>,
    city_folder: &Path,
) -> Result<(), Mistakes> {
    let unknown = without.filter(|id| !files.contains_key(&OsString::from(format!("{id}.toml"))));
    let told = unknown.map(|id| Mistake {
        file: city_folder.join("city.toml"),
        line: Some(1),
        reason: format!(
            "使わない様式の「{id}」は、ライブラリーにありません。「without_forms」と「own_sheet」の綴りを確かめるか、消してください。"
        ),
    });
    let told: Vec<Mistake> = told.collect();
    if told.is_empty() { Ok(()) } else { Err(Mistakes(told)) }
}

/// Everything that speaks against one form.
pub(super) fn objections(
    one: &Filed,
    all: &[Filed],
    refused: &[RefusedForm],
    known: &[OsString],
    city: &City,
    today: NaiveDate,
) -> Vec<Mistake> {
    let mut reasons = Vec::new();
    let form = &one.form;
    let others = || all.iter().filter(|other| !std::ptr::eq(*other, one));
    // What comes with the program was there before what the city adds.
    let is_before = |other: &Filed| one.own || !other.own;
    if let Some(other) = others().find(|other| other.form.number == form.number && other.form.id != form.id && is_before(other)) {
        reasons.push(format!("番号{}は「{}」が使っています。ほかの番号を付けてください。", form.number, other.form.id));
    }
    reasons.extend(among_editions(one, &others().filter(|other| other.form.id == form.id).collect::<Vec<_>>(), refused, today));
    if let Some(queue) = form.queue.as_ref().filter(|queue| city.offices.iter().all(|office| office.queue(queue).is_none())) {
        reasons.push(format!("待ち行列「{queue}」は、どの庁舎にもありません。「queue」か city.toml を直してください。"));
    }
    if !one.named || form.facts.effective.is_some() {
        let current = |id: &str| all.iter().find(|other| !other.named && other.form.id == id).map(|other| &other.form);
        reasons.extend(begins::objections(form, current));
        let unknown = form.begins.iter().filter(|beginning| !known.contains(&OsString::from(format!("{}.toml", beginning.form))));
        reasons.extend(
            unknown
                .map(|beginning| format!("「begins」の「{}」という様式はありません。綴りを確かめるか、消してください。", beginning.form)),
        );
    }
    for led_to in form.bring.iter().filter_map(|thing| thing.form.as_ref()) {
        if !known.contains(&OsString::from(format!("{led_to}.toml"))) {
            reasons.push(format!("「bring」の「{led_to}」という様式はありません。「form」の綴りを確かめるか、消してください。"));
        }
    }
    reasons.into_iter().map(|reason| Mistake { file: one.file.clone(), line: Some(1), reason }).collect()
}

/// What speaks against an edition beside the other editions of its form.
fn among_editions(one: &Filed, others: &[&Filed], refused: &[RefusedForm], today: NaiveDate) -> Vec<String> {
    let form = &one.form;
    let mut reasons = Vec::new();
    match others.iter().find(|other| !other.named) {
        None if one.named && refused.iter().all(|other| other.older || other.id != form.id) => {
            reasons.push(format!("今の版のファイル「{}.toml」がありません。古い版だけを置くことはできません。", form.id));
        }
        Some(current) if one.named && (current.form.number != form.number || is_out_of_order(one, current)) => reasons.push(format!(
            "今の版は番号{}の第{}版です。古い版は同じ番号で、それより前の版にしてください。これから使う版なら、同じ番号で、それより後の版にし、\
             「effective」に使い始める日を書いてください。",
            current.form.number, current.form.edition
        )),
        _ => {}
    }
    let begins = form.facts.effective.unwrap_or(today);
    let is_late = |day: NaiveDate| if form.facts.effective.is_some() { day >= begins } else { day > begins };
    let earlier = others.iter().filter(|other| other.form.edition < form.edition);
    if let Some((edition, day)) =
        earlier.filter_map(|other| Some((other.form.edition, other.form.facts.effective?))).find(|(_, day)| is_late(*day))
    {
        reasons.push(format!(
            "第{edition}版は{day}から使うことになっていて、その後の第{}版のほうが先に始まります。後の版ほど、「effective」を後の日にしてください。",
            form.edition
        ));
    }
    reasons
}

/// A file with an edition in its name is an older one, or says from when it counts.
fn is_out_of_order(one: &Filed, current: &Filed) -> bool {
    let (form, current) = (&one.form, &current.form);
    form.edition == current.edition || (form.edition > current.edition && form.facts.effective.is_none())
}
