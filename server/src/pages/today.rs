//! The pages of today: on the day on which another edition of a form begins to count they are made anew, and nobody starts the server for it.

use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use chrono::NaiveDate;
use tokio::sync::Mutex;

use super::Pages;
use crate::{Clock, Trouble};

/// Makes the pages of a day, and says on which later day others are needed.
pub type Make = Arc<dyn Fn(NaiveDate) -> Result<Shown, Trouble> + Send + Sync>;

/// The pages that are shown (今日の掲示).
pub struct Today {
    clock: Clock,
    make: Make,
    shown: RwLock<Shown>,
    /// Held by whoever makes new ones.
    turn: Mutex<()>,
}

/// Pages, and how long they hold (掲示の期限).
#[derive(Clone)]
pub struct Shown {
    /// The pages.
    pub pages: Arc<Pages>,
    /// The first day on which others are needed.
    pub until: Option<NaiveDate>,
}

impl Today {
    /// Shows these pages as long as they hold, and then those that `make` makes.
    pub fn new(clock: Clock, shown: Shown, make: Make) -> Today {
        Today { clock, make, shown: RwLock::new(shown), turn: Mutex::default() }
    }

    /// The pages of today. Who asks first on a new day waits until they are made; if they cannot be, yesterday's stay for another day.
    pub async fn pages(&self) -> Arc<Pages> {
        if let Some(pages) = self.still_right() {
            return pages;
        }
        let _turn = self.turn.lock().await;
        if let Some(pages) = self.still_right() {
            return pages;
        }
        let (make, today) = (Arc::clone(&self.make), self.clock.now().date());
        let made = tokio::task::spawn_blocking(move || make(today)).await;
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        match made {
            Ok(Ok(made)) => {
                tracing::info!(%today, "another edition of a form counts from today");
                *shown = made;
            }
            Ok(Err(why)) => {
                tracing::error!(%why, "the pages of today cannot be made; those of yesterday stay");
                shown.until = today.succ_opt();
            }
            Err(_) => shown.until = today.succ_opt(),
        }
        Arc::clone(&shown.pages)
    }

    fn still_right(&self) -> Option<Arc<Pages>> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        let is_over = shown.until.is_some_and(|day| self.clock.now().date() >= day);
        (!is_over).then(|| Arc::clone(&shown.pages))
    }

    /// A router that answers every path that no other route takes.
    pub fn router(self: Arc<Self>) -> axum::Router {
        axum::Router::new().fallback(any(serve)).with_state(self)
    }
}

async fn serve(State(today): State<Arc<Today>>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    today.pages().await.answer(request.uri().path(), request.headers()).await
}
