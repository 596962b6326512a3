//! How a draft in hand stands: how far saving is, who may write it, which one was wished for.

use domain::moment::Moment;
use leptos::prelude::{GetUntracked, RwSignal, Set, window};

use super::{DraftId, Trouble};
use crate::device::terminal;

/// How far saving is (保存の状態).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was typed yet.
    Nothing,
    /// The newest change is on its way to the disk.
    Saving,
    /// Everything typed is on the disk, since then.
    At(Moment),
    /// Everything typed is in this page's memory and goes nowhere else: everybody uses this terminal.
    InMemory,
    /// The newest change is not on the disk; it is tried again.
    Failing(Trouble),
}

/// What is said instead of 保存済み on a terminal that everybody uses.
const IN_MEMORY: &str = "この端末には保存しません。終わったら、上の「終わる（すべて消す）」を押してください。";

impl Saved {
    /// Everything typed is where it belongs, since then.
    pub(crate) fn since(moment: Moment) -> Saved {
        if terminal::is_public() { Saved::InMemory } else { Saved::At(moment) }
    }

    /// Says so, unless it is said already: whoever types has the words drawn once, not with every key.
    pub(crate) fn say(self, beside: RwSignal<Saved>) {
        if beside.get_untracked() != self {
            beside.set(self);
        }
    }

    /// The words beside the form; empty while there is nothing to say.
    pub fn words(self) -> String {
        match self {
            Saved::Nothing => String::new(),
            Saved::Saving => "書いています".into(),
            Saved::At(moment) => format!("保存済み {}", moment.clock()),
            Saved::InMemory => IN_MEMORY.into(),
            Saved::Failing(_) => "保存できません".into(),
        }
    }
}

/// Who may write this draft (書く権利のある場所).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// It is not known yet.
    Asking,
    /// This tab.
    Here,
    /// Another tab: this one reads only, and may take over.
    Elsewhere,
    /// This tab, in a draft of its own: another tab has written too, and both are kept.
    Apart,
    /// Nobody: another tab has sent or deleted it.
    Gone,
}

impl Hold {
    /// The sentence above the form; `None` while there is nothing to say.
    pub fn sentence(self) -> Option<&'static str> {
        match self {
            Hold::Asking | Hold::Here => None,
            Hold::Elsewhere => Some("この申請書は、別のタブで記入中です。ここでは見るだけになります。"),
            Hold::Apart => {
                Some("別のタブでも同じ申請書に記入されたため、二つに分けて、どちらも保存しました。ここでは、このまま続けられます。")
            }
            Hold::Gone => Some("この申請書は、別のタブで送信されたか、消されました。ここでの変更は保存されません。"),
        }
    }
}

/// Which draft to go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The newest of this form, or a new one.
    Newest,
    /// This one.
    This(DraftId),
    /// A new one, whatever there is.
    Another,
}

/// What stands before the id of a draft in the address of a page.
const DRAFT: &str = "draft=";

/// Reads the wish out of the page's address: `#draft=ID`, before a screen or alone, or `#new`; the fragment never leaves the device.
pub fn wish() -> Wish {
    wished(&window().location().hash().unwrap_or_default())
}

fn wished(fragment: &str) -> Wish {
    let fragment = fragment.trim_start_matches('#');
    match fragment.strip_prefix(DRAFT) {
        Some(rest) => Wish::This(rest.split('/').next().unwrap_or(rest).to_owned()),
        None if fragment == "new" => Wish::Another,
        None => Wish::Newest,
    }
}

/// The address of a screen, given from its `#` on, with the wish to go on with this draft there.
pub fn wish_for(draft: &DraftId, fragment: &str) -> String {
    let fragment = fragment.trim_start_matches('#');
    let screen = match fragment.strip_prefix(DRAFT) {
        // The wish that was there before is over.
        Some(rest) => rest.split_once('/').map_or("", |(_, screen)| screen),
        None => fragment,
    };
    format!("#{DRAFT}{draft}/{screen}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_wished_for_with_its_screen_or_without() {
        let this = Wish::This("0f".into());
        assert_eq!(wished("#draft=0f"), this);
        let there = wish_for(&"0f".into(), "#members.2");
        assert_eq!((there.as_str(), wished(&there)), ("#draft=0f/members.2", this.clone()));
        assert_eq!(wish_for(&"0f".into(), "#draft=0a/user"), "#draft=0f/user");
        assert_eq!(wished(&wish_for(&"0f".into(), "#draft=0a")), this);
        assert_eq!((wished("#new"), wished("#user"), wished("")), (Wish::Another, Wish::Newest, Wish::Newest));
    }
}
