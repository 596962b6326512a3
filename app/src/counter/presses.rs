//! What becomes of the presses on a button or key while an answer is awaited.

/// The presses that are not answered yet (操作の順番): one is under way, and one more is kept for afterwards.
///
/// Hands are quicker than the network. A press that is repeated is impatience, and calls nobody twice; another one is
/// the next step of the day's work, and is not lost.
#[derive(Clone, Debug)]
pub struct Presses<W> {
    asked: Option<W>,
    next: Option<W>,
    left: Option<W>,
}

impl<W> Default for Presses<W> {
    fn default() -> Self {
        Presses { asked: None, next: None, left: None }
    }
}

impl<W: Clone + PartialEq> Presses<W> {
    /// A press. Returns the wish if it is to be asked for now.
    pub fn press(&mut self, wish: W) -> Option<W> {
        if self.asked.is_none() {
            (self.asked, self.left) = (Some(wish.clone()), None);
            return Some(wish);
        }
        if self.asked.as_ref() != Some(&wish) && self.next.as_ref() != Some(&wish) {
            *(if self.next.is_none() { &mut self.next } else { &mut self.left }) = Some(wish);
        }
        None
    }

    /// The answer has come. Returns the wish that is to be asked for now: what was kept, unless the answer was a no.
    /// Whoever pressed it expected a yes.
    pub fn answered(&mut self, well: bool) -> Option<W> {
        self.asked = self.next.take();
        if !well && self.asked.is_some() {
            self.left = self.asked.take();
        }
        self.asked.clone()
    }

    /// What is being asked for.
    pub fn asked(&self) -> Option<&W> {
        self.asked.as_ref()
    }

    /// What is kept for afterwards.
    pub fn next(&self) -> Option<&W> {
        self.next.as_ref()
    }

    /// What was pressed last and is not done: the one before was refused, or too much was pressed at once.
    pub fn left(&self) -> Option<&W> {
        self.left.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counter::wish::Step::{self, *};

    /// What is asked for when this happens: a press of a step, or the answer yes or no.
    fn check(happens: &[Result<Step, bool>], asked: &[Step], left: Option<Step>) {
        let mut presses = Presses::default();
        let wishes = happens.iter().filter_map(|one| match *one {
            Ok(step) => presses.press(step),
            Err(well) => presses.answered(well),
        });
        assert_eq!(wishes.collect::<Vec<_>>(), asked);
        assert_eq!(presses.left, left);
    }

    const YES: Result<Step, bool> = Err(true);
    const NO: Result<Step, bool> = Err(false);

    #[test]
    fn an_impatient_double_press_is_one_wish() {
        check(&[Ok(Next), Ok(Next), Ok(Next), YES], &[Next], None);
        check(&[Ok(Finished), Ok(Next), Ok(Next), Ok(Finished), YES, Ok(Next), YES], &[Finished, Next], None);
    }

    #[test]
    fn another_step_is_done_after_the_answer() {
        check(&[Ok(Finished), Ok(Next)], &[Finished], None);
        check(&[Ok(Finished), Ok(Next), YES, YES, Ok(Came)], &[Finished, Next, Came], None);
    }

    #[test]
    fn a_step_after_one_that_was_refused_is_not_done() {
        check(&[Ok(Next), Ok(Came), NO], &[Next], Some(Came));
        check(&[Ok(Next), Ok(Came), NO, Ok(Finished)], &[Next, Finished], None);
    }

    #[test]
    fn a_third_step_is_not_kept_and_the_person_is_told() {
        check(&[Ok(Came), Ok(Finished), Ok(Next), YES, YES], &[Came, Finished], Some(Next));
    }
}
