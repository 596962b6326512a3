//! How a name is read, heard from how it was typed: an input method holds kana before it makes kanji of them.

use super::katakana;

/// The reading (読み) of what is typed into one field, as far as it was heard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What the field held after the last conversion that was heard.
    text: String,
    /// How that is read, in katakana.
    kana: String,
    /// The conversion in hand, when it last was kana and nothing else.
    composed: String,
    /// What was offered last.
    offered: String,
}

impl Reading {
    /// The conversion in hand stands so now. While a kana is half typed or kanji are chosen it tells nothing new.
    pub fn compose(&mut self, composing: &str) {
        if let Ok(kana) = katakana(composing) {
            self.composed = kana;
        }
    }

    /// The conversion is done: it became `converted`, and the field holds `text`.
    ///
    /// What was written in another way, pasted or changed in the middle, has no reading that was heard; then nothing is known until the
    /// field is written anew.
    pub fn convert(&mut self, converted: &str, text: &str) {
        let heard = std::mem::take(&mut self.composed);
        if converted.is_empty() {
            return;
        }
        if text == converted {
            self.kana.clear();
        } else if text.strip_prefix(&self.text) != Some(converted) {
            *self = Reading { offered: std::mem::take(&mut self.offered), ..Reading::default() };
            return;
        }
        self.kana += &heard;
        text.clone_into(&mut self.text);
    }

    /// What to write into the field for the kana, which holds `holds`: nothing where the person has written there, or nothing is new.
    pub fn offer(&mut self, holds: &str) -> Option<String> {
        let is_ours = holds.is_empty() || holds == self.offered;
        if self.kana.is_empty() || !is_ours || self.kana == holds {
            return None;
        }
        self.kana.clone_into(&mut self.offered);
        Some(self.kana.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each word: what is composed on the way, separated by `>`, the last of them what it becomes.
    fn check(typed: &[&str], kana: Option<&str>) {
        let mut reading = Reading::default();
        let mut field = String::new();
        for word in typed {
            let (way, converted) = word.rsplit_once('>').unwrap_or(("", word));
            way.split('>').chain([converted]).for_each(|composing| reading.compose(composing));
            field += converted;
            reading.convert(converted, &field);
        }
        assert_eq!(reading.offer("").as_deref(), kana, "{typed:?}");
    }

    #[test]
    fn a_name_is_read_as_it_was_typed() {
        check(&["ｔ>た>たｋ>たか>たかさ>たかさき>髙﨑"], Some("タカサキ"));
        check(&["さ>さくら"], Some("サクラ"));
        check(&["しょうこ>祥子"], Some("ショウコ"));
    }

    #[test]
    fn what_is_converted_bit_by_bit_is_read_together() {
        check(&["たか>高", "はし>橋"], Some("タカハシ"));
    }

    #[test]
    fn letters_are_not_read() {
        check(&["s>sm>smith"], None);
    }

    #[test]
    fn what_was_given_up_is_not_read() {
        check(&["たか>高", "はし>", "はし>橋"], Some("タカハシ"));
    }

    #[test]
    fn a_field_that_was_changed_in_the_middle_is_not_guessed_at() {
        let mut reading = Reading::default();
        reading.compose("たかはし");
        reading.convert("高橋", "高橋");
        reading.compose("やま");
        // 橋 was deleted before.
        reading.convert("山", "高山");
        assert_eq!(reading.offer(""), None);
        reading.compose("さとう");
        reading.convert("佐藤", "佐藤");
        assert_eq!(reading.offer("").as_deref(), Some("サトウ"));
    }

    #[test]
    fn what_the_person_wrote_is_never_written_over() {
        let mut reading = Reading::default();
        reading.compose("こうの");
        reading.convert("河野", "河野");
        assert_eq!(reading.offer("").as_deref(), Some("コウノ"));
        assert_eq!(reading.offer("カワノ"), None);
        reading.compose("かわの");
        reading.convert("河野", "河野");
        assert_eq!(reading.offer("コウノ").as_deref(), Some("カワノ"));
    }
}
