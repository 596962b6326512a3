//! Who works here, and every question to the city hall that needs to know.

use std::future::Future;

use api::{Refused, StaffMember};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How far signing in is (サインインの段階).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not known yet: the session's cookie is not for scripts to read, so the city hall is asked.
    Asking,
    /// Nobody is signed in.
    Out,
    /// Somebody is.
    In(StaffMember),
}

/// The session (サインイン) of this screen.
#[derive(Clone, Copy)]
pub struct Session {
    stage: RwSignal<Stage>,
    /// Why nobody is signed in any more, for the sign-in page to say.
    farewell: RwSignal<Option<String>>,
}

impl Session {
    /// Asks the city hall whether somebody is signed in here.
    pub fn begin() -> Session {
        let session = Session { stage: RwSignal::new(Stage::Asking), farewell: RwSignal::new(None) };
        Effect::new(move || {
            spawn_local(async move {
                match api::signed_in().await {
                    Ok(Some(who)) => session.enter(who),
                    Ok(None) => session.stage.set(Stage::Out),
                    Err(refused) => session.leave(refused.sentence()),
                }
            });
        });
        session
    }

    /// How far signing in is.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Why somebody was signed out, if they did not do so themselves.
    pub fn farewell(self) -> Option<String> {
        self.farewell.get()
    }

    /// Somebody has signed in.
    pub fn enter(self, who: StaffMember) {
        self.farewell.set(None);
        self.stage.set(Stage::In(who));
    }

    /// Signs out; says why, if the person did not ask for it. The screen does not wait for the city hall to agree.
    pub fn sign_out(self, why: &str) {
        self.leave(why.to_owned());
        spawn_local(async {
            // Without a network the city hall ends the session by itself after a while.
            let _ = api::sign_out().await;
        });
    }

    /// Nobody is signed in any more. Everything that was on the screen goes away with them.
    fn leave(self, why: String) {
        self.farewell.set(Some(why).filter(|why| !why.is_empty()));
        self.stage.set(Stage::Out);
    }

    /// Asks the city hall something, and hands the answer on. A session that is over brings the sign-in page back.
    pub fn ask<T: 'static>(
        self,
        question: impl Future<Output = Result<T, Refused>> + 'static,
        then: impl FnOnce(Result<T, Refused>) + 'static,
    ) {
        spawn_local(async move {
            match question.await {
                Err(Refused::NotSignedIn) => self.leave(Refused::NotSignedIn.sentence()),
                answer => then(answer),
            }
        });
    }
}

/// The session of the screen that this component is part of.
pub fn session() -> Session {
    use_context().expect("the desk provides its session to everything on it")
}
