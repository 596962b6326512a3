//! The editions of forms beside each other: which is to come, and where there is a gap between them.

use chrono::NaiveDate;
use domain::form::Form;

use super::Filed;

/// Takes out what was read twice: a form of the library that a city changes stands beside its change only where that is another edition.
pub(super) fn keep_one_of_each(filed: &mut Vec<Filed>) {
    let mut kept: Vec<Filed> = Vec::new();
    filed.sort_by_key(|one| !one.own);
    for one in filed.drain(..) {
        let is_this = |other: &Filed| other.form.id == one.form.id && other.form.edition == one.form.edition;
        // Two files of one folder that say the same edition are told so.
        let is_base = |other: &Filed| other.own && !one.own && one.named;
        if !kept.iter().any(|other| is_this(other) && is_base(other)) {
            kept.push(one);
        }
    }
    kept.sort_by(|one, other| (&one.form.id, one.named, one.form.edition).cmp(&(&other.form.id, other.named, other.form.edition)));
    *filed = kept;
}

/// What is missing between the editions of forms: one between two others, or one that counts today.
pub(crate) fn gaps<'f>(forms: impl Iterator<Item = &'f Form>, today: NaiveDate) -> Vec<String> {
    let mut forms: Vec<&Form> = forms.collect();
    forms.sort_by_key(|form| (&form.id, form.edition));
    let mut gaps = Vec::new();
    for editions in forms.chunk_by(|one, other| one.id == other.id) {
        let id = &editions[0].id;
        for pair in editions.windows(2) {
            for missing in pair[0].edition + 1..pair[1].edition {
                gaps.push(format!(
                    "{id}：第{missing}版のファイルがありません。その版で作られたQRコードは読み取れません。まだ期限が来ていなければ、\
                     「{id}@{missing}.toml」として置いてください。"
                ));
            }
        }
        let first = editions.iter().filter_map(|form| form.facts.effective).min();
        let all_wait = editions.iter().all(|form| form.facts.effective.is_some_and(|day| day > today));
        if let Some(first) = first.filter(|_| all_wait) {
            gaps.push(format!("{id}：{first}より前に使う版がありません。その日まで、この様式は出ません。"));
        }
    }
    gaps
}
