//! The way through a form: on, back, and straight to what is wrong.

use domain::form::journey::Step;
use domain::form::{Kind, Question};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::filling::Filling;
use super::screen::{Focus, Screen};
use crate::device::{address, document, form_page, history};
use crate::follow::follow;
use crate::route::Route;
use crate::words;

/// The id of the list of what is wrong.
pub const SUMMARY: &str = "Summary";

impl Filling {
    /// Shows a screen; the browser's Back leads to the one before.
    pub fn go(self, screen: Screen, focus: Focus) {
        self.focus.set_value(focus);
        if self.here.get_untracked() == screen {
            self.put_focus();
        } else {
            history::go(&screen.fragment());
            self.here.set(screen);
            self.show();
        }
    }

    /// Shows the screen of the address, where there is one; stays otherwise, as after the link past the banner.
    pub fn arrive(self) {
        self.focus.set_value(Focus::Heading);
        let asked = Screen::parse(&address::fragment());
        let screen = match asked {
            // What was sent is not written on: Back leads to the same place.
            _ if untrack(|| self.sent.with(Option::is_some)) => Screen::Sent,
            Screen::Sent => return document::go_to(&Route::Outbox.path()),
            Screen::Ask(step) if !self.steps.with_untracked(|steps| steps.contains(&step)) => return,
            screen => screen,
        };
        self.here.set(screen);
        self.show();
    }

    /// After the browser has followed a link within the page: the address says where the person stands, and the keyboard is there.
    pub fn settle_in(self) {
        history::correct(&self.here.get_untracked().fragment());
        self.put_focus();
    }

    /// Done with this screen: to the next one, or to what is wrong here.
    pub fn next(self) {
        match self.here.get_untracked() {
            Screen::Start => self.go_to_step(self.steps.with_untracked(|steps| steps.first().cloned())),
            Screen::Ask(step) => self.next_after(&step),
            Screen::Review | Screen::Carry | Screen::Sent => {}
        }
    }

    /// To the screen before: by the browser's own way back where there is one.
    pub fn back(self) {
        if history::back() {
            return;
        }
        let before = match self.here.get_untracked() {
            Screen::Ask(step) => self.steps.with_untracked(|steps| steps.iter().take_while(|other| **other != step).last().cloned()),
            Screen::Review => self.steps.with_untracked(|steps| steps.last().cloned()),
            Screen::Start | Screen::Sent => None,
            Screen::Carry => return self.go(Screen::Review, Focus::Heading),
        };
        self.go(before.map_or(Screen::Start, Screen::Ask), Focus::Heading);
    }

    /// Straight to a control, from the list of what is wrong.
    pub fn go_to_control(self, control: &str) {
        if let Some(step) = self.step_of(control) {
            self.correcting.set(self.here.get_untracked() == Screen::Review || self.correcting.get_untracked());
            self.go(Screen::Ask(step), Focus::At(control.to_owned()));
        }
    }

    /// To the first screen where something is missing, or to the review.
    pub fn go_on(self) {
        self.go_to_step(self.first_unfinished());
    }

    /// Shows the screen where the person stands.
    fn show(self) {
        form_page::show(&self.here.get_untracked().id());
    }

    /// Puts the keyboard where it belongs, once the screen is there.
    pub fn put_focus(self) {
        spawn_local(async move {
            leptos::task::tick().await;
            let id = self.here.get_untracked().id();
            match self.focus.get_value() {
                Focus::Heading => form_page::focus_screen(&id, false),
                Focus::Control => form_page::focus_screen(&id, true),
                Focus::At(control) => form_page::focus(&control),
                Focus::Summary => form_page::focus(SUMMARY),
            }
        });
    }

    /// Follows the screens: the keyboard, and the title in the browser's tab and history.
    pub fn follow_screens(self) {
        let title = self.form.with_value(|form| form.title.clone());
        let mut before = None;
        follow(move || {
            let here = self.here.get();
            if before.replace(here.clone()).is_some_and(|before| before != here) {
                document::set_title(&match &here {
                    Screen::Ask(step) => format!("{} | {title}", self.label(step)),
                    Screen::Review => format!("{} | {title}", words::REVIEW),
                    Screen::Carry => format!("{} | {title}", words::CODE),
                    Screen::Sent => format!("{} | {title}", words::SENT_TITLE),
                    Screen::Start => title.clone(),
                });
                self.put_focus();
            }
        });
    }

    fn next_after(self, step: &Step) {
        if self.is_empty_addition(step) {
            return self.drop_addition(step);
        }
        self.finish(step);
        if !untrack(|| self.problems_on(step)).is_empty() {
            return self.go(Screen::Ask(step.clone()), Focus::Summary);
        }
        let following = match self.correcting.get_untracked() {
            true => self.first_unfinished(),
            false => self.steps.with_untracked(|steps| steps.iter().skip_while(|other| *other != step).nth(1).cloned()),
        };
        self.go_to_step(following);
    }

    /// To this screen, or to the review where there is none left.
    pub(super) fn go_to_step(self, step: Option<Step>) {
        match step {
            Some(step) => self.go(Screen::Ask(step), Focus::Control),
            None => {
                self.correcting.set(false);
                self.finish_all();
                self.go(Screen::Review, Focus::Heading);
            }
        }
    }

    fn first_unfinished(self) -> Option<Step> {
        let is_unfinished = |step: &&Step| !untrack(|| self.problems_on(step)).is_empty();
        self.steps.with_untracked(|steps| steps.iter().find(is_unfinished).cloned())
    }

    /// The heading of a screen in words.
    pub fn label(self, step: &Step) -> String {
        self.form.with_value(|form| match (form.question(&step.question), step.item) {
            (Some(Question { label, kind: Kind::Group { noun, .. }, .. }), Some(number)) => words::nth(label, noun, number),
            (Some(question), _) => question.label.clone(),
            (None, _) => String::new(),
        })
    }
}
