//! How large the code of a form gets: of its example, and where the form asks the most of as many different people and things as it takes.

mod invented;
mod most;

use app::components::qr_code::Modules;
use domain::draft::Draft;
use domain::form::{Entries, Form};
use domain::moment::Moment;
use domain::slip::PrivateKey;

/// The size of a code (コードの大きさ), sealed as a phone seals it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    /// How many digits it has.
    pub digits: usize,
    /// How many pictures show it: one, unless a camera would miss it there.
    pub pictures: usize,
    /// The version of the largest of them: 1 to 40.
    pub version: usize,
}

/// The most pictures that one code is cut into.
const MOST_PICTURES: usize = 9;

/// The code of the example; none if it fits in no pictures. Its size does not depend on the key, and with the town table of a city it is
/// smaller.
pub(super) fn of_sample(form: &Form, now: Moment) -> Option<Size> {
    of(form, form.sample.clone(), now)
}

/// The code where the form asks the most, of as many different people and things as it takes; the example's own, if that is larger still.
pub(super) fn of_fullest(form: &Form, now: Moment) -> Option<Size> {
    let (fullest, sample) = (most::written(form, now.date()), of_sample(form, now));
    match fullest.map(|fullest| of(form, fullest, now)) {
        Some(fullest) => [fullest?, sample?].into_iter().max_by_key(|size| size.digits),
        None => sample,
    }
}

fn of(form: &Form, entries: Entries, now: Moment) -> Option<Size> {
    let draft = Draft { form: form.id.clone(), edition: form.edition, entries };
    let slip = draft.finish(form, now).ok()?;
    let sealed = slip.seal([form], 0u16, &PrivateKey::derive(&[0; 32]).public(), [0; 32]).ok()?;
    let pictures = sealed.pictures();
    let widest = pictures.iter().map(|digits| Modules::of(digits).map(|modules| modules.width())).collect::<Option<Vec<_>>>()?;
    // Four squares of border on each side; version 1 has 21 squares, each further one 4 more.
    let version = (widest.into_iter().max()? - 8 - 17) / 4;
    (pictures.len() <= MOST_PICTURES).then_some(Size { digits: sealed.digits().len(), pictures: pictures.len(), version })
}
