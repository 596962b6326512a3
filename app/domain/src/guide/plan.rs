//! From answers to a plan: what to do, in which order, by when, with what in hand.

use super::{Guide, Question, Thing};
use crate::form::Entries;
use crate::procedure::{Place, Procedure, Term};

/// What is to be done (手続の予定), given what was answered so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'g> {
    /// The procedures that apply, in the order to do them.
    pub steps: Vec<Step<'g>>,
    /// What to bring to all of them together, nothing twice.
    pub bring: Vec<&'g Thing>,
    /// What is asked and has no answer yet: the plan may still change.
    pub open: Vec<&'g Question>,
}

/// One procedure of a plan (予定の一つ).
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'g> {
    /// Which.
    pub procedure: &'g Procedure,
    /// Its days; absent if it has no deadline, or if the date that this is counted from is not known yet.
    pub term: Option<Term>,
    /// What to bring to it.
    pub bring: Vec<&'g Thing>,
}

impl Plan<'_> {
    /// The ids of the forms of ours that its procedures ask for, in their order.
    pub fn forms(&self) -> Vec<String> {
        let form = |step: &Step| match &step.procedure.place {
            Place::Form { id, .. } => Some(id.clone()),
            Place::Counter(_) | Place::Elsewhere(_) => None,
        };
        self.steps.iter().filter_map(form).collect()
    }
}

impl Guide {
    /// The plan for these answers, right or wrong, few or many.
    pub fn plan(&self, entries: &Entries) -> Plan<'_> {
        let applies = |procedure: &&Procedure| self.holds_all(&procedure.when, entries);
        let steps: Vec<Step> = self.procedures.iter().filter(applies).map(|procedure| self.step(procedure, entries)).collect();
        let needed = |thing: &&Thing| steps.iter().any(|step| step.bring.contains(thing));
        let bring = self.things.iter().filter(needed).collect();
        let open = self.questions.iter().filter(|question| self.asks(question, entries) && !self.is_answered(question, entries));
        Plan { bring, open: open.collect(), steps }
    }

    fn step<'g>(&'g self, procedure: &'g Procedure, entries: &Entries) -> Step<'g> {
        let term = procedure.deadline.as_ref().and_then(|deadline| deadline.term(self.date(&deadline.of, entries)?, &self.open_days));
        let needed = |thing: &&Thing| procedure.bring.contains(&thing.id) && self.holds_all(&thing.when, entries);
        Step { procedure, term, bring: self.things.iter().filter(needed).collect() }
    }
}
