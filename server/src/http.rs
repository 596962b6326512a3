//! The doors: one address, one layer around the server functions, one set of headers on everything.

pub mod answer;
pub mod caller;
pub mod door;
pub mod headers;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use api::{CityHall, Envelope, Refused};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use futures::FutureExt;
use http::header::{ACCEPT, ALLOW, REFERER, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use leptos::prelude::{expect_context, provide_context};
use leptos_axum::{ResponseOptions, handle_server_fns_with_context};

use crate::config::Serve;
use crate::envelope::RequestEnvelope;
use crate::hall::Hall;
use crate::health;
use crate::limits::{BODY_BYTES, Gate};
use crate::pages::Pages;
use caller::{Caller, Peer};
use door::Functions;

/// The porter (受付係): knows which functions there are, and who may come in.
struct Porter {
    hall: Arc<Hall>,
    settings: Serve,
    functions: Functions,
    gate: Gate,
}

/// Everything that is answered: the server functions, `/health`, and the pages for every other path.
pub fn router(settings: Serve, hall: Arc<Hall>, pages: Arc<Pages>) -> Router {
    let functions = Functions::of(settings.zone);
    let gate = Gate::new(settings.limits.clone(), &settings.folders.data);
    let screens = if settings.zone.has_staff() { Router::new() } else { no_screens(&pages) };
    let porter = Porter { hall, settings, functions, gate };
    Router::new()
        .route("/health", get(health).fallback(async || answer::refuse(&Refused::WrongMethod)))
        .route("/api", any(ask))
        .route("/api/", any(ask))
        .route("/api/{*function}", any(ask))
        .with_state(Arc::new(porter))
        .merge(screens)
        .fallback_service(pages.router())
        .layer(middleware::from_fn(survive))
        .layer(middleware::from_fn(headers::dress))
}

/// On the internet there are no screens of the hall.
fn no_screens(pages: &Arc<Pages>) -> Router {
    let nothing = get(async |State(pages): State<Arc<Pages>>, headers: HeaderMap| pages.answer("/not-found", &headers));
    ["/counter", "/kiosk/{office}", "/display/{office}"]
        .into_iter()
        .fold(Router::new(), |screens, path| screens.route(path, nothing.clone()))
        .with_state(Arc::clone(pages))
}

async fn health(State(porter): State<Arc<Porter>>) -> Response {
    health::answer(&porter.hall, &porter.gate).await
}

/// A fault of ours in one request is the end of that request only.
async fn survive(request: Request, next: Next) -> Response {
    AssertUnwindSafe(next.run(request)).catch_unwind().await.unwrap_or_else(|_| answer::refuse(&Refused::Broken))
}

/// Asks a server function.
async fn ask(State(porter): State<Arc<Porter>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    porter.admit(request).await.unwrap_or_else(|refused| {
        let mut answer = answer::refuse(&refused);
        if refused == Refused::WrongMethod
            && let Ok(method) = porter.functions.method(&path)
        {
            answer.headers_mut().insert(ALLOW, HeaderValue::from_str(method.as_str()).expect("a method is visible ASCII"));
        }
        answer
    })
}

impl Porter {
    async fn admit(&self, request: Request) -> Result<Response, Refused> {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path();
        if self.functions.method(path)? != parts.method {
            return Err(Refused::WrongMethod);
        }
        let peer = parts.extensions.get::<Peer>().copied().ok_or(Refused::Broken)?;
        let caller = Caller::of(peer, &parts.headers, &self.settings);
        door::same_origin(&parts.headers, &parts.uri, caller.secure)?;
        let post = parts.method == Method::POST;
        if post {
            door::is_json(&parts.headers)?;
        }
        let _inside = if path == "/api/submit" { Some(self.gate.enter(caller.address, Instant::now())?) } else { None };
        let body = if post { Body::from(door::read(&parts, body).await?) } else { Body::empty() };
        let credentials = self.hall.credentials(caller.address, &parts.method, &parts.headers).await;
        // Left in, they would turn the answer into a redirect to the page of a form.
        parts.headers.remove(ACCEPT);
        parts.headers.remove(REFERER);

        let hall = Arc::clone(&self.hall) as Arc<dyn CityHall>;
        let context = move || {
            provide_context(Arc::clone(&hall));
            let envelope = RequestEnvelope::new(credentials.clone(), expect_context::<ResponseOptions>());
            provide_context(Arc::new(envelope) as Arc<dyn Envelope>);
        };
        let answer = handle_server_fns_with_context(context, Request::from_parts(parts, body)).await.into_response();
        Ok(translate(answer).await)
    }
}

/// A server function answers every refusal with 500; it gets the status that the refusal names.
async fn translate(answer: Response) -> Response {
    if answer.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return answer;
    }
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, BODY_BYTES).await.unwrap_or_default();
    let refused = match serde_json::from_slice(&body) {
        Ok(Refused::Unreadable { reason }) => Refused::Unreadable { reason: answer::in_words(&reason) },
        Ok(refused) => refused,
        Err(_) => Refused::Broken,
    };
    let mut answer = answer::refuse(&refused);
    for cookie in parts.headers.get_all(SET_COOKIE) {
        answer.headers_mut().append(SET_COOKIE, cookie.clone());
    }
    answer
}
