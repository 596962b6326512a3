//! How large the code of a form's example is.

use app::components::qr_code::Modules;
use domain::draft::Draft;
use domain::form::Form;
use domain::moment::Moment;
use domain::slip::PrivateKey;

/// The size of a code (コードの大きさ), sealed as a phone seals it.
pub(super) struct Size {
    /// How many digits it has.
    pub digits: usize,
    /// The version of its picture: 1 to 40.
    pub version: usize,
}

/// From this version on, cameras at arm's length begin to miss a code of the usual size on a screen.
pub(super) const LARGE: usize = 16;

/// The code of the example; none if it fits in no picture. Its size does not depend on the key or the city.
pub(super) fn of_sample(form: &Form, now: Moment) -> Option<Size> {
    let draft = Draft { form: form.id.clone(), edition: form.edition, entries: form.sample.clone() };
    let slip = draft.finish(form, now).ok()?;
    let sealed = slip.seal(form, 0, &PrivateKey::derive(&[0; 32]).public(), [0; 32]).ok()?;
    let modules = Modules::of(sealed.digits())?;
    // Four squares of border on each side; version 1 has 21 squares, each further one 4 more.
    Some(Size { digits: sealed.digits().len(), version: (modules.width() - 8 - 17) / 4 })
}
