//! One table of a file, read key by key; what nobody asked for is a mistake.

use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::File;

/// A table (節) of a file.
pub(super) struct Section<'f> {
    file: &'f File,
    table: &'f DeTable<'f>,
    place: Range<usize>,
    name: &'static str,
    known: RefCell<Vec<&'static str>>,
}

/// One of a list in which texts and tables stand side by side.
pub(super) enum Entry<'f> {
    /// A text.
    Text(String),
    /// A table.
    Section(Section<'f>),
}

/// A text and where it stands.
pub(super) type Placed = (String, Range<usize>);

impl<'f> Section<'f> {
    /// The table called `name` that begins at `place`.
    pub(super) fn new(file: &'f File, table: &'f DeTable<'f>, place: Range<usize>, name: &'static str) -> Section<'f> {
        Section { file, table, place, name, known: RefCell::default() }
    }

    /// Notes a mistake at a key's value, or at the head of the table if the key is not there.
    pub(super) fn object(&self, key: &str, reason: impl Into<String>) {
        let place = self.table.get(key).map_or(self.place.clone(), Spanned::span);
        self.file.object(Some(place), reason.into());
    }

    /// Notes a mistake at a place that a reading gave.
    pub(super) fn object_at(&self, place: Range<usize>, reason: impl Into<String>) {
        self.file.object(Some(place), reason.into());
    }

    /// Whether the key is written.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text that must be there and not be blank.
    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        let text = self.needed(key).and_then(|_| self.text_if(key))?;
        if text.trim().is_empty() {
            self.object(key, format!("「{key}」が空です。言葉を書いてください。"));
            return None;
        }
        Some(text)
    }

    /// A text that may be left out.
    pub(super) fn text_if(&self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.object(key, format!("「{key}」には、引用符で囲んだ言葉を書いてください。"));
        }
        text
    }

    /// A whole number that must be there and lie in the range.
    pub(super) fn number<T>(&self, key: &'static str, range: RangeInclusive<T>) -> Option<T>
    where
        T: TryFrom<i64> + PartialOrd + std::fmt::Display,
    {
        let value = self.needed(key)?.get_ref();
        let number = value.as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok()).and_then(|n| T::try_from(n).ok());
        let number = number.filter(|n| range.contains(n));
        if number.is_none() {
            self.object(key, format!("「{key}」には、{}から{}までの整数を書いてください。", range.start(), range.end()));
        }
        number
    }

    /// A whole number that may be left out, and is `otherwise` then.
    pub(super) fn number_or<T>(&self, key: &'static str, range: RangeInclusive<T>, otherwise: T) -> Option<T>
    where
        T: TryFrom<i64> + PartialOrd + std::fmt::Display,
    {
        if self.value(key).is_none() { Some(otherwise) } else { self.number(key, range) }
    }

    /// A number, whole or with a decimal point, that must be there and lie in the range.
    pub(super) fn decimal(&self, key: &'static str, range: RangeInclusive<f32>) -> Option<f32> {
        let value = self.needed(key)?.get_ref();
        let number = match value {
            DeValue::Float(number) => number.as_str().replace('_', "").parse().ok(),
            DeValue::Integer(number) => number.as_str().replace('_', "").parse().ok(),
            _ => None,
        };
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            self.object(key, format!("「{key}」には、{}から{}までの数を書いてください。", range.start(), range.end()));
        }
        number
    }

    /// A number that may be left out, and is `otherwise` then.
    pub(super) fn decimal_or(&self, key: &'static str, range: RangeInclusive<f32>, otherwise: f32) -> Option<f32> {
        if self.value(key).is_none() { Some(otherwise) } else { self.decimal(key, range) }
    }

    /// `true` or `false`; left out, it is `false`.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        self.flag_or(key, false)
    }

    /// `true` or `false`, or `otherwise` if it is left out.
    pub(super) fn flag_or(&self, key: &'static str, otherwise: bool) -> bool {
        let Some(value) = self.value(key) else { return otherwise };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.object(key, format!("「{key}」には、true か false を書いてください。"));
            false
        })
    }

    /// A list of texts that may be left out.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Placed> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let list = value
            .get_ref()
            .as_array()
            .and_then(|list| list.iter().map(|text| Some((text.get_ref().as_str()?.to_owned(), text.span()))).collect::<Option<Vec<_>>>());
        list.unwrap_or_else(|| {
            self.object(key, format!("「{key}」には、[\"…\", \"…\"] のように言葉を並べてください。"));
            Vec::new()
        })
    }

    /// A list of texts and tables, mixed; it may be left out.
    pub(super) fn entries(&self, key: &'static str) -> Vec<Entry<'f>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let reason = format!("「{key}」には、言葉か、{{ text = \"…\" }} を並べてください。");
        let Some(list) = value.get_ref().as_array() else {
            self.object(key, reason);
            return Vec::new();
        };
        let entry = |one: &'f Spanned<DeValue<'f>>| match one.get_ref() {
            DeValue::String(text) => Some(Entry::Text(text.to_string())),
            DeValue::Table(table) => Some(Entry::Section(Section::new(self.file, table, one.span(), key))),
            _ => {
                self.object_at(one.span(), reason.clone());
                None
            }
        };
        list.iter().filter_map(entry).collect()
    }

    /// Whether the key holds a table.
    pub(super) fn is_table(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| value.get_ref().is_table())
    }

    /// A table that may be left out.
    pub(super) fn section(&self, key: &'static str) -> Option<Section<'f>> {
        let value = self.value(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.object(key, format!("「{key}」には、[{key}] のような節を書いてください。"));
            return None;
        };
        Some(Section::new(self.file, table, value.span(), key))
    }

    /// A list of tables that may be left out.
    pub(super) fn sections(&self, key: &'static str) -> Vec<Section<'f>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let list = value.get_ref().as_array().and_then(|list| {
            list.iter().map(|one| Some(Section::new(self.file, one.get_ref().as_table()?, one.span(), key))).collect::<Option<Vec<_>>>()
        });
        list.unwrap_or_else(|| {
            self.object(key, format!("「{key}」には、[[{key}]] のような節か、{{ … }} の並びを書いてください。"));
            Vec::new()
        })
    }

    /// The table itself, for what has no fixed keys.
    pub(super) fn table(&self) -> &'f DeTable<'f> {
        self.table
    }

    /// Where the table begins.
    pub(super) fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// Notes every key that nobody asked for.
    pub(super) fn finish(&self) {
        let known = self.known.borrow();
        for key in self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let typed = key.get_ref();
            let hint = match known.iter().find(|known| is_near(known, typed)) {
                Some(near) => format!("「{near}」の書き間違いではありませんか。"),
                None => format!("ここに書けるのは {} です。", known.join("、")),
            };
            self.file.object(Some(key.span()), format!("「{typed}」という項目はありません。{hint}"));
        }
    }

    fn needed(&self, key: &'static str) -> Option<&'f Spanned<DeValue<'f>>> {
        let value = self.value(key);
        if value.is_none() {
            self.object(key, format!("「{key}」がありません。{}に書き足してください。", self.name_in_words()));
        }
        value
    }

    fn name_in_words(&self) -> String {
        if self.name == "ファイル" { self.name.to_owned() } else { format!("この「{}」", self.name) }
    }

    fn value(&self, key: &'static str) -> Option<&'f Spanned<DeValue<'f>>> {
        let mut known = self.known.borrow_mut();
        if !known.contains(&key) {
            known.push(key);
        }
        self.table.get(key)
    }
}

/// Whether two keys or ids differ by one slip of the finger: a letter wrong, missing, too many, or two exchanged.
pub(super) fn is_near(known: &str, typed: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (known.chars().collect(), typed.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    matches!((a, b), ([_], [_]) | ([_], []) | ([], [_])) || matches!((a, b), ([p, q], [r, s]) if p == s && q == r)
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        for typed in ["lable", "labels", "labe", "lebel"] {
            assert!(is_near("label", typed), "{typed}");
        }
        for typed in ["help", "labelling", "l"] {
            assert!(!is_near("label", typed), "{typed}");
        }
    }
}
