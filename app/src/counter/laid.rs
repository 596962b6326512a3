//! What was taken out of one code: its forms, and which of them is being looked over.

use std::sync::Arc;

use api::{Listing, Opened};
use domain::submission::{ReferenceNumber, Status};

/// The forms of one code, or the one that was taken from the list (机の上の申請書).
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    forms: Vec<Arc<Opened>>,
    shown: usize,
    /// The digits they were read from; nothing if they come from the list.
    pub slip: Option<String>,
}

impl Laid {
    /// Forms just opened. The first one that waits to be accepted is shown; the first one, if none does.
    pub fn new(forms: Vec<Opened>, slip: Option<String>) -> Laid {
        let forms: Vec<Arc<Opened>> = forms.into_iter().map(Arc::new).collect();
        let shown = forms.iter().position(|form| waits(form)).unwrap_or_default();
        Laid { forms, shown, slip }
    }

    /// All of them, in the order of the code.
    pub fn forms(&self) -> &[Arc<Opened>] {
        &self.forms
    }

    /// Whether there are several.
    pub fn is_bundle(&self) -> bool {
        self.forms.len() > 1
    }

    /// The place of the one that is looked over, from 0.
    pub fn place(&self) -> usize {
        self.shown
    }

    /// The one that is looked over; none where nothing was in the code, which no city hall answers.
    pub fn shown(&self) -> Option<&Arc<Opened>> {
        self.forms.get(self.shown)
    }

    /// Looks over the one of this place, if there is one.
    pub fn show(&mut self, place: usize) {
        if place < self.forms.len() {
            self.shown = place;
        }
    }

    /// How many wait to be accepted.
    pub fn waiting(&self) -> usize {
        self.forms.iter().filter(|form| waits(form)).count()
    }

    /// The numbers of those that are stored.
    pub fn references(&self) -> Vec<ReferenceNumber> {
        self.forms.iter().filter_map(|form| reference(form).cloned()).collect()
    }

    /// Puts a form that was accepted into its place, and goes on to the next one that waits.
    pub fn accepted(&mut self, place: usize, opened: Opened) {
        if let Some(form) = self.forms.get_mut(place) {
            *form = Arc::new(opened);
        }
        let after = (self.shown..self.forms.len()).chain(0..self.shown);
        self.shown = after.into_iter().find(|place| waits(&self.forms[*place])).unwrap_or(self.shown);
    }

    /// Puts a form that was corrected into the place of what stood there; `false` if it does not lie here any more.
    pub fn corrected(&mut self, opened: Opened) -> bool {
        let same = |form: &&mut Arc<Opened>| reference(form).is_some() && reference(form) == reference(&opened);
        let Some(form) = self.forms.iter_mut().find(same) else { return false };
        *form = Arc::new(opened);
        true
    }
}

/// Whether a form waits to be accepted.
pub fn waits(form: &Opened) -> bool {
    form.stored.as_ref().is_none_or(|stored| stored.status == Status::Received)
}

fn reference(form: &Opened) -> Option<&ReferenceNumber> {
    form.stored.as_ref().map(|Listing { reference, .. }| reference)
}

#[cfg(test)]
mod tests {
    use domain::form::{Entries, Form};
    use domain::moment::Moment;
    use domain::profile::Profile;
    use domain::submission::Channel;

    use super::*;

    fn form(number: Option<u64>) -> Opened {
        let stored = number.map(|number| Listing {
            reference: ReferenceNumber::new(2026, number),
            channel: Channel::Counter,
            status: Status::Accepted,
            received_at: Moment(0),
            title: None,
            fault: None,
        });
        let form: Form = Profile::form();
        Opened {
            form: Arc::new(form),
            created: Moment(0),
            entries: Entries::default(),
            corrections: Vec::new(),
            stored,
            printed_at: None,
            read_at: None,
            asks: Default::default(),
            noted: Vec::new(),
        }
    }

    #[test]
    fn staff_go_from_one_form_that_waits_to_the_next() {
        let mut laid = Laid::new(vec![form(Some(1)), form(None), form(None), form(None)], Some("5".into()));
        assert_eq!((laid.place(), laid.waiting()), (1, 3), "what another window has taken is not shown first");
        laid.show(2);
        laid.accepted(2, form(Some(2)));
        assert_eq!((laid.place(), laid.waiting()), (3, 2));
        laid.accepted(3, form(Some(3)));
        assert_eq!((laid.place(), laid.waiting()), (1, 1), "the one that was passed over comes last");
        laid.accepted(1, form(Some(4)));
        assert_eq!((laid.place(), laid.waiting(), laid.references().len()), (1, 0, 4));
        laid.show(9);
        assert_eq!(laid.place(), 1);
    }

    #[test]
    fn a_correction_goes_to_the_form_of_its_number() {
        let mut laid = Laid::new(vec![form(Some(1)), form(Some(2)), form(None)], None);
        let entries: Entries = [("phone".to_owned(), "1".to_owned())].into_iter().collect();
        assert!(laid.corrected(Opened { entries: entries.clone(), ..form(Some(2)) }));
        assert_eq!(laid.forms().iter().map(|form| form.entries == entries).collect::<Vec<_>>(), [false, true, false]);
        assert!(!laid.corrected(form(Some(3))));
        assert!(!laid.corrected(form(None)), "what is not stored cannot be corrected");
    }
}
