//! Forms that are not to be had because their files are refused: whoever is led to one is told so, and sent to the counter.

use domain::guide::Guide;
use domain::leaflet::{About, Chapter, Leaflet, Told};
use domain::procedure::{Place, Procedure};

use super::Library;

/// Where a procedure is done whose form is not to be had. It is on screens, so it has its words in every language.
const COUNTER: &str = "市の窓口（いまは、この画面で書けません）";

/// A form (受付を休んでいる様式) that people know of and cannot fill in at present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// What a library has to leave out of what it offers.
pub(super) fn of(library: &Library) -> Vec<Closed> {
    let refused = library.refused().iter().filter(|refused| !refused.older);
    refused.map(|refused| Closed { id: refused.id.clone(), name: refused.name().to_owned() }).collect()
}

fn is_closed(form: &str, closed: &[Closed]) -> bool {
    closed.iter().any(|closed| closed.id == form)
}

/// The guide with the counter wherever it leads to such a form. A procedure that nothing else names is left out.
pub(super) fn without_forms(guide: Guide, closed: &[Closed]) -> Guide {
    let procedures = guide.procedures.into_iter().map(|procedure| match &procedure.place {
        Place::Form { id, .. } if is_closed(id, closed) => Procedure { place: Place::Counter(COUNTER.into()), ..procedure },
        _ => procedure,
    });
    Guide { procedures: procedures.filter(|procedure| !procedure.name.is_empty()).collect(), ..guide }
}

/// The chapter with a few words of its own wherever such a form would say everything.
pub(super) fn of_chapter(chapter: Chapter, closed: &[Closed]) -> Chapter {
    let leaflets = chapter.leaflets.into_iter().map(|leaflet| match &leaflet.about {
        About::Form(id) if is_closed(id, closed) => Leaflet { about: About::Told(Box::new(told(&leaflet.name))), ..leaflet },
        About::Told(told) => {
            let mut told = told.clone();
            told.prepare.retain(|form| !is_closed(form, closed));
            Leaflet { about: About::Told(told), ..leaflet }
        }
        About::Form(_) => leaflet,
    });
    Chapter { leaflets: leaflets.filter(|leaflet| !leaflet.name.is_empty()).collect(), ..chapter }
}

/// What is certain of a procedure whose form is not to be had.
fn told(name: &str) -> Told {
    Told {
        what: format!("{name}の手続です。"),
        place: COUNTER.into(),
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
