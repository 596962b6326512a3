//! Where the person stands in a form, and the address of it after `#`.

use domain::form::journey::Step;

/// A screen (画面) of a form's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// What the form is for and what it needs.
    Start,
    /// A question, or one person or thing of a group.
    Ask(Step),
    /// Check your answers.
    Review,
    /// The code, and how to hand it in.
    Carry,
    /// What became of it, where it was sent from here.
    Sent,
}

/// Where the keyboard goes when a screen appears (移動先).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// To the heading: the person came to look.
    Heading,
    /// To the first control: the person came to write.
    Control,
    /// To this control.
    At(String),
    /// To the list of what is wrong.
    Summary,
}

/// Ids of questions begin with a lower-case letter, so these are nobody's.
pub(super) const START: &str = "Start";
pub(super) const REVIEW: &str = "Review";
pub(super) const CARRY: &str = "Carry";
pub(super) const SENT: &str = "Sent";

impl Screen {
    /// What stands after `#` in its address.
    pub fn fragment(&self) -> String {
        match self {
            Screen::Start => String::new(),
            Screen::Ask(step) => step.path(),
            Screen::Review => REVIEW.into(),
            Screen::Carry => CARRY.into(),
            Screen::Sent => SENT.into(),
        }
    }

    /// The id of its element.
    pub fn id(&self) -> String {
        if *self == Screen::Start { START.into() } else { self.fragment() }
    }

    /// Reads what stands after `#`, or there after the draft to go on with and a `/`; the start if it is nothing of ours. Whether such a
    /// question exists is not looked at.
    pub fn parse(fragment: &str) -> Screen {
        let screen = fragment.rsplit('/').next().unwrap_or(fragment);
        match screen {
            REVIEW => Screen::Review,
            CARRY => Screen::Carry,
            SENT => Screen::Sent,
            _ => step(screen).map_or(Screen::Start, Screen::Ask),
        }
    }
}

fn step(path: &str) -> Option<Step> {
    let is_id = |id: &str| id.starts_with(|c: char| c.is_ascii_lowercase()) && id.bytes().all(|b| b == b'-' || b.is_ascii_alphanumeric());
    let (question, item) = match path.split_once('.') {
        Some((question, item)) => (question, Some(item.parse().ok()?)),
        None => (path, None),
    };
    is_id(question).then(|| Step { question: question.into(), item })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_screen() {
        let member = Step { question: "members".into(), item: Some(2) };
        for screen in [Screen::Start, Screen::Ask(member), Screen::Review, Screen::Carry, Screen::Sent] {
            assert_eq!(Screen::parse(&screen.fragment()), screen);
        }
    }

    #[test]
    fn an_address_of_something_else_leads_to_the_start() {
        for fragment in ["draft=0123", "new", "members.x", "1", "%E3"] {
            let screen = Screen::parse(fragment);
            assert!(screen == Screen::Start || fragment == "new", "{fragment}: {screen:?}");
        }
    }
}
