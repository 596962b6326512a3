//! Tells a scanner that types from a person who types.

use domain::slip::pages::MOST_IN_ONE;
use domain::slip::{CodeFault, Pages, SealedSlip};

/// At least so many keys in one burst are a scanner, even before the burst ends.
pub const CERTAIN: usize = 20;

/// At least so many keys in one burst, followed by silence, are a scanner too: of some other barcode that ends without Enter.
const ALMOST: usize = 8;

/// At least so many keys in one burst, ended by Enter, are a scanner too: of some other barcode, but still no person.
const LIKELY: usize = 6;

/// The longest gap between two keys of a burst, in milliseconds. The fastest typists need twice as long.
const GAP: f64 = 50.0;

/// So many milliseconds of silence end a code that is whole as far as its outside tells, when its scanner sends no Enter.
pub const WHOLE: u32 = 120;

/// So many milliseconds of silence end anything else.
pub const SILENCE: u32 = 300;

/// So many milliseconds more are waited for the rest of a code whose end is missing: over a remote desktop, or while a machine has other
/// work, a code comes in clumps.
pub const CLUMPS: u32 = 4_700;

/// A page of a code in several pictures does not say where it ends. As few pages are made as hold the code, so none is shorter than half of
/// what one can hold.
const SHORTEST_PAGE: usize = MOST_IN_ONE / 2;

/// Everything that is waited for.
const PATIENCE: f64 = (SILENCE + CLUMPS) as f64;

/// The rest of a code that was ended in its middle by a key follows at once.
const AT_ONCE: f64 = 1_000.0;

/// What a key was, by its place on the keyboard: layouts, Shift and input methods do not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A digit, of the upper row or of the number pad.
    Digit(char),
    /// Enter or Tab: what scanners end with.
    End,
    /// Another key that writes something.
    Other,
    /// A key that writes nothing but does something, or any key with Ctrl, Alt or the like.
    Control,
    /// A line end, written as a control character.
    ControlEnd,
    /// Shift, Ctrl and the like, alone.
    Held,
}

/// What is to be done with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be a person's: let it have its effect.
    Pass,
    /// It is the scanner's: nothing else may see it.
    Swallow,
    /// It proves the scanner: nothing else may see it, and what the burst wrote so far is to be taken back.
    Caught,
    /// It ends the code.
    Complete(Ended),
}

/// A burst that has ended (読み終わり).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// What was read.
    pub code: String,
    /// Whether it began with keys that were taken for a person's: what these wrote is to be taken back too.
    pub with_head: bool,
}

/// The keys of one burst (読取中の入力).
#[derive(Debug, Default)]
pub struct Burst {
    text: String,
    keys: usize,
    last: f64,
    /// Whether it is a scanner for certain.
    sure: bool,
    /// Where the scanner has paused: the code may have begun anew there.
    seams: Vec<usize>,
    /// Digits that came shortly before, too few to tell whose they were.
    head: String,
    /// Until then the rest of a code may come whose first part has ended.
    alert: f64,
    /// That first part, where it looked like a whole code: of all beginnings of a code, every eighth or so does.
    before: String,
}

impl Burst {
    /// Judges a key struck at this time, in milliseconds.
    pub fn strike(&mut self, stroke: Stroke, at: f64) -> Verdict {
        let gap = at - self.last;
        // After such a silence the caller has ended the burst; a later key begins another.
        let patience = if self.caught() { PATIENCE } else { GAP };
        if gap > patience {
            self.begin_anew(gap);
        } else if gap > GAP && !matches!(stroke, Stroke::Held) {
            self.seams.push(self.text.len());
        }
        if stroke == Stroke::Held {
            return if self.caught() { Verdict::Swallow } else { Verdict::Pass };
        }
        self.last = at;
        let alert = at < self.alert;
        match stroke {
            // Which letter it was depends on the layout; that it was no digit is all that matters.
            Stroke::Digit(digit) => self.count(digit, alert),
            Stroke::Other => self.count('?', alert),
            Stroke::End | Stroke::ControlEnd if self.keys >= if alert { 1 } else { LIKELY } => Verdict::Complete(self.take(AT_ONCE)),
            Stroke::Control if self.keys >= LIKELY => match self.count('?', alert) {
                Verdict::Pass => Verdict::Swallow,
                verdict => verdict,
            },
            _ => {
                *self = Burst { alert: self.alert, ..Burst::default() };
                Verdict::Pass
            }
        }
    }

    /// Nothing came for [`SILENCE`] or longer: the code, if there was one.
    pub fn end(&mut self) -> Option<Ended> {
        let alert = self.last < self.alert;
        let was_scanner = self.caught() || self.keys >= ALMOST || alert && self.keys > 1;
        if !was_scanner {
            return None;
        }
        let last = self.last;
        let ended = self.take(PATIENCE);
        if whole(&ended.code) {
            (self.alert, self.before) = (last + PATIENCE, ended.code.clone());
        }
        Some(ended)
    }

    /// Whether this is a scanner for certain.
    pub fn caught(&self) -> bool {
        self.sure
    }

    /// Whether this is so likely a scanner that its end is waited for.
    pub fn awaited(&self) -> bool {
        self.keys >= ALMOST || self.keys > 1 && self.last < self.alert
    }

    /// What has arrived.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many digits have arrived.
    pub fn arrived(&self) -> usize {
        self.text.len()
    }

    /// A silence lies behind: what came before it is kept, as it may be the beginning of a code whose scanner has paused.
    fn begin_anew(&mut self, gap: f64) {
        let is_head = !self.caught() && gap < PATIENCE && !self.text.contains('?');
        let head = if is_head { std::mem::take(&mut self.text) } else { String::new() };
        let before = if self.last + gap < self.alert { std::mem::take(&mut self.before) } else { String::new() };
        *self = Burst { head, before, alert: self.alert, ..Burst::default() };
    }

    /// What was read: everything, or what follows a pause, whichever is a code. If neither is, everything: the city hall says why not.
    /// Of what was no whole code the rest may follow for so long.
    fn take(&mut self, rest: f64) -> Ended {
        let Burst { text, seams, head, last, before, .. } = std::mem::take(self);
        if !whole(&text) {
            self.alert = last + rest;
        }
        let is_code = |text: &str| match SealedSlip::parse(text) {
            Err(CodeFault::PagesMissing { .. }) => text.len() >= SHORTEST_PAGE,
            parsed => parsed.is_ok(),
        };
        let joined = format!("{before}{text}");
        // A plain code's outside tells nothing: every rest that begins with its digit looks like one.
        let is_own = is_code(&text) && (whole(&text) || Pages::is_page(&text));
        if !before.is_empty() && !is_own && is_code(&joined) {
            return Ended { code: joined, with_head: false };
        }
        let code = format!("{head}{text}");
        // Without its first digit a sealed code may look like a plain one.
        let is_rest = !is_code(&text) || !whole(&text) && whole(&code);
        // Keys so fast and so many were no person's.
        if !head.is_empty() && is_rest && (is_code(&code) || head.len() > 2) {
            return Ended { code, with_head: true };
        }
        let code = if is_code(&text) { None } else { seams.iter().map(|seam| &text[*seam..]).find(|rest| is_code(rest)) };
        Ended { code: code.unwrap_or(&text).to_owned(), with_head: false }
    }

    fn count(&mut self, written: char, alert: bool) -> Verdict {
        self.text.push(written);
        self.keys += 1;
        // What follows a broken code that fast is its rest.
        if self.sure {
            return Verdict::Swallow;
        }
        self.sure = self.keys >= if alert { 2 } else { CERTAIN };
        if self.sure { Verdict::Caught } else { Verdict::Pass }
    }
}

/// Whether this is the beginning of a code, as far as its outside tells.
pub fn cut_short(text: &str) -> bool {
    SealedSlip::parse(text) == Err(CodeFault::Truncated) || Pages::is_page(text) && text.len() < SHORTEST_PAGE
}

/// Whether this is a whole code, as far as its outside tells. Of plain codes the outside tells nothing.
pub fn whole(text: &str) -> bool {
    SealedSlip::parse(text).is_ok_and(|slip| slip.key_id().is_some())
}

#[cfg(test)]
mod tests;
