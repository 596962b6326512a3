//! What another form begins with when it is made from this one: `[[begins]]`.

use domain::form::{Beginning, Form};

use super::section::Section;

/// Reads every `[[begins]]` of a form's file.
pub(super) fn read_all(top: &Section) -> Vec<Beginning> {
    top.sections("begins").iter().filter_map(read).collect()
}

fn read(section: &Section) -> Option<Beginning> {
    let form = section.text("form");
    let (carry, write) = (pairs(section, "carry"), pairs(section, "write"));
    if carry.is_empty() && write.is_empty() {
        section.object("carry", "引き継ぐものがありません。「carry」か「write」に書くか、この節を消してください。");
    }
    section.finish();
    Some(Beginning { form: form?, carry, write })
}

/// A table of names and texts; it may be left out.
fn pairs(section: &Section, key: &'static str) -> Vec<(String, String)> {
    let Some(table) = section.section(key) else { return Vec::new() };
    let pair = |(name, value): (&toml::Spanned<std::borrow::Cow<str>>, &toml::Spanned<toml::de::DeValue>)| match value.get_ref().as_str() {
        Some(text) => Some((name.get_ref().to_string(), text.to_owned())),
        None => {
            table.object_at(value.span(), format!("「{}」には、引用符で囲んだ言葉を書いてください。", name.get_ref()));
            None
        }
    };
    table.table().iter().filter_map(pair).collect()
}

/// What speaks against the beginnings of a form; `find` knows the current editions.
pub(super) fn objections<'f>(form: &Form, find: impl Fn(&str) -> Option<&'f Form>) -> Vec<String> {
    let mut reasons = Vec::new();
    for beginning in &form.begins {
        // A form that is left out takes what it would begin with along.
        let Some(other) = find(&beginning.form) else { continue };
        for (to, from) in &beginning.carry {
            match (other.question_at(to), form.question_at(from)) {
                (None, _) => reasons.push(format!("「begins」の「{to}」という質問は、様式「{}」にありません。", other.id)),
                (_, None) => reasons.push(format!("「begins」の「{from}」という質問は、この様式にありません。")),
                (Some(to), Some(from)) if std::mem::discriminant(&to.kind) != std::mem::discriminant(&from.kind) => {
                    reasons.push(format!("「begins」の「{}」と「{}」は、質問の種類が違うので引き継げません。", to.id, from.id));
                }
                _ => {}
            }
        }
        let unknown = beginning.write.iter().map(|(control, _)| control).filter(|control| !other.has_control(control));
        reasons.extend(unknown.map(|control| format!("「begins」の「{control}」という欄は、様式「{}」にありません。", other.id)));
    }
    reasons
}
