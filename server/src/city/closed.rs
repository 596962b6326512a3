//! Forms that are not to be had, because their files are refused or the city does not want them: whoever is led to one is sent to the counter.

use domain::city::Instead;
use domain::guide::Guide;
use domain::leaflet::{About, Chapter, Leaflet, Told};
use domain::procedure::{Place, Procedure};

use super::{Library, RefusedForm};

/// Where a procedure is done whose form is being mended. Like the next one it is on screens, so it has its words in every language.
const WHILE_MENDED: &str = "市の窓口（いまは、この画面で書けません）";
/// Where a procedure is done whose form the city does not want on screens.
const COUNTER: &str = "市の窓口";

/// A form (画面で書けない様式) that people know of and cannot fill in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whether it comes back, once its file is mended.
    pub comes_back: bool,
    /// Where to go instead, in words.
    pub place: String,
}

/// What a library has to leave out of what it offers.
pub(super) fn of(library: &Library) -> Vec<Closed> {
    let left_out = library.not_to_be_had();
    let closed = |form: &RefusedForm| Closed {
        id: form.id.clone(),
        name: form.name().to_owned(),
        comes_back: form.instead.is_none(),
        place: match &form.instead {
            None => WHILE_MENDED.to_owned(),
            Some(Instead::Counter) => COUNTER.to_owned(),
            Some(Instead::OwnSheet(words)) => words.clone(),
        },
    };
    left_out.map(closed).collect()
}

/// Where to go instead of this form, if it is closed.
fn instead(form: &str, closed: &[Closed]) -> Option<String> {
    closed.iter().find(|closed| closed.id == form).map(|closed| closed.place.clone())
}

/// The guide with the counter wherever it leads to such a form. A procedure that nothing else names is left out.
pub(super) fn without_forms(guide: Guide, closed: &[Closed]) -> Guide {
    let procedures = guide.procedures.into_iter().map(|procedure| {
        let Place::Form { id, .. } = &procedure.place else { return procedure };
        match instead(id, closed) {
            Some(place) => Procedure { place: Place::Counter(place), ..procedure },
            None => procedure,
        }
    });
    Guide { procedures: procedures.filter(|procedure| !procedure.name.is_empty()).collect(), ..guide }
}

/// The chapter with a few words of its own wherever such a form would say everything.
pub(super) fn of_chapter(chapter: Chapter, closed: &[Closed]) -> Chapter {
    let leaflets = chapter.leaflets.into_iter().map(|leaflet| {
        let about = match leaflet.about {
            About::Form(id) => match instead(&id, closed) {
                Some(place) => About::Told(Box::new(told(&leaflet.name, place))),
                None => About::Form(id),
            },
            About::Told(mut told) => {
                told.prepare.retain(|form| instead(form, closed).is_none());
                About::Told(told)
            }
        };
        Leaflet { about, ..leaflet }
    });
    Chapter { leaflets: leaflets.filter(|leaflet| !leaflet.name.is_empty()).collect(), ..chapter }
}

/// What is certain of a procedure whose form is not to be had.
fn told(name: &str, place: String) -> Told {
    Told {
        what: format!("{name}の手続です。"),
        place,
        who: None,
        bring: Vec::new(),
        how: None,
        fee: None,
        deadline: None,
        note: None,
        link: None,
        prepare: Vec::new(),
    }
}
