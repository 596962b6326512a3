//! How large the code of a form gets: of its example, and of the example with as many people and things as the form takes.

use app::components::qr_code::Modules;
use domain::draft::Draft;
use domain::form::{Entries, Form, Kind, Question};
use domain::moment::Moment;
use domain::slip::PrivateKey;

/// The size of a code (コードの大きさ), sealed as a phone seals it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    /// How many digits it has.
    pub digits: usize,
    /// The version of its picture: 1 to 40.
    pub version: usize,
}

/// From this version on, cameras at arm's length begin to miss a code of the usual size on a screen.
pub(super) const LARGE: usize = 16;

/// The code of the example; none if it fits in no picture. Its size does not depend on the key, and with the town table of a city it is
/// smaller.
pub(super) fn of_sample(form: &Form, now: Moment) -> Option<Size> {
    of(form, form.sample.clone(), now)
}

/// The code of the example with every group as long as it may be; the example's own, if the form takes no more than it.
pub(super) fn of_fullest(form: &Form, now: Moment) -> Option<Size> {
    let fullest = fullest(form);
    // A cap, such as on a total, may keep all groups from being full at once.
    if form.check(&fullest, now.date()).is_ok() { of(form, fullest, now) } else { of_sample(form, now) }
}

fn of(form: &Form, entries: Entries, now: Moment) -> Option<Size> {
    let draft = Draft { form: form.id.clone(), edition: form.edition, entries };
    let slip = draft.finish(form, now).ok()?;
    let sealed = slip.seal([form], 0u16, &PrivateKey::derive(&[0; 32]).public(), [0; 32]).ok()?;
    let modules = Modules::of(sealed.digits())?;
    // Four squares of border on each side; version 1 has 21 squares, each further one 4 more.
    Some(Size { digits: sealed.digits().len(), version: (modules.width() - 8 - 17) / 4 })
}

/// The example with its people and things written again and again until each group is full.
fn fullest(form: &Form) -> Entries {
    let mut entries = form.sample.clone();
    for group in &form.questions {
        let Kind::Group { max, .. } = group.kind else { continue };
        let written = group.items(&form.sample);
        for (number, like) in (1..=max).zip(written.iter().cycle()).skip(written.len()) {
            entries.0.extend(item(group, &form.sample, *like, number));
        }
    }
    entries
}

/// An item of a group, as if it had another number.
fn item(group: &Question, entries: &Entries, from: u8, to: u8) -> Vec<(String, String)> {
    let (from, to) = (format!("{}.{from}.", group.id), format!("{}.{to}.", group.id));
    let within = entries.0.iter().filter_map(|(control, text)| Some((control.strip_prefix(&from)?, text)));
    within.map(|(end, text)| (format!("{to}{end}"), text.clone())).collect()
}
