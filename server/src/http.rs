//! The doors: one address, one porter before the server functions, one set of headers on everything.

pub mod answer;
pub mod caller;
pub mod door;
pub mod headers;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use api::{CityHall, Envelope, Refused};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{any, get};
use axum::{BoxError, Router};
use bytes::Bytes;
use futures::FutureExt;
use http::header::{ACCEPT, ALLOW, REFERER, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;
use server_fn::axum::get_server_fn_service;
use tower::Service;

use crate::config::Serve;
use crate::envelope::RequestEnvelope;
use crate::hall::Hall;
use crate::health;
use crate::limits::{BODY_BYTES, Gate};
use crate::pages::today::Today;
use caller::{Caller, Peer};
use door::Functions;

/// The doors of the house (入口): whatever is asked, an answer comes out, dressed in the headers of the house.
#[derive(Clone)]
pub struct Doors {
    routes: Router,
    /// Who may talk plain HTTP; everybody, where nothing is said.
    settings: Option<Arc<Serve>>,
}

impl Doors {
    /// Doors that lead to these routes.
    pub fn new(routes: Router) -> Doors {
        Doors { routes, settings: None }
    }

    /// The same, closed to those who come by plain HTTP and are neither this machine nor a proxy that these settings name.
    pub fn for_proxies(self, settings: Serve) -> Doors {
        Doors { settings: Some(Arc::new(settings)), ..self }
    }

    /// Answers one request of `peer`. A fault of ours in it is the end of this request only.
    pub fn answer<B>(&self, mut request: http::Request<B>, peer: Peer) -> impl Future<Output = Response> + Send + use<B>
    where
        B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        let is_open = peer.secure || self.settings.as_ref().is_none_or(|settings| settings.may_talk_plainly(peer.address.ip()));
        request.extensions_mut().insert(peer);
        let answer = is_open.then(|| AssertUnwindSafe(self.routes.clone().call(request)).catch_unwind());
        async move {
            let mut answer = match answer {
                Some(answer) => answer.await.map_or_else(|_| answer::refuse(&Refused::Broken), |Ok(answer)| answer),
                None => answer::by_https_only(),
            };
            headers::put_on(answer.headers_mut(), peer.secure);
            answer
        }
    }
}

/// The porter (受付係): knows which functions there are, and who may come in.
struct Porter {
    hall: Arc<Hall>,
    settings: Serve,
    functions: Functions,
    gate: Gate,
}

/// The routes to everything that is answered: the server functions, `/health`, and the pages for every other path.
pub fn router(settings: Serve, hall: Arc<Hall>, pages: Arc<Today>) -> Router {
    let functions = Functions::of(settings.zone);
    let gate = Gate::new(settings.limits.clone(), &settings.folders.data);
    let screens = if settings.zone.has_staff() { Router::new() } else { no_screens(&pages) };
    // Each function has a route of its own; the last one is for what there is not.
    let to_functions = functions.iter().fold(Router::new(), |routes, (path, _)| routes.route(path, any(ask)));
    let porter = Porter { hall, settings, functions, gate };
    to_functions
        .route("/health", get(health).fallback(async || answer::refuse(&Refused::WrongMethod)))
        .route("/api", any(ask))
        .route("/api/", any(ask))
        .route("/api/{*function}", any(ask))
        .with_state(Arc::new(porter))
        .merge(screens)
        .fallback_service(pages.router())
}

/// On the internet there are no screens of the hall.
fn no_screens(pages: &Arc<Today>) -> Router {
    let nothing = get(async |State(today): State<Arc<Today>>, headers: HeaderMap| today.pages().await.answer("/not-found", &headers).await);
    ["/counter", "/kiosk/{office}", "/display/{office}"]
        .into_iter()
        .fold(Router::new(), |screens, path| screens.route(path, nothing.clone()))
        .with_state(Arc::clone(pages))
}

async fn health(State(porter): State<Arc<Porter>>) -> Response {
    health::answer(&porter.hall, &porter.gate).await
}

/// Asks a server function.
async fn ask(State(porter): State<Arc<Porter>>, request: Request) -> Response {
    match porter.functions.method(request.uri().path()) {
        Ok(method) if method == request.method() => porter.admit(request).await.unwrap_or_else(|refused| answer::refuse(&refused)),
        Ok(method) => {
            let mut answer = answer::refuse(&Refused::WrongMethod);
            answer.headers_mut().insert(ALLOW, HeaderValue::from_str(method.as_str()).expect("a method is visible ASCII"));
            answer
        }
        Err(refused) => answer::refuse(&refused),
    }
}

impl Porter {
    async fn admit(&self, request: Request) -> Result<Response, Refused> {
        let (mut parts, body) = request.into_parts();
        let peer = parts.extensions.get::<Peer>().copied().ok_or(Refused::Broken)?;
        let caller = Caller::of(peer, &parts.headers, &self.settings);
        door::same_origin(&parts.headers, &parts.uri, caller.secure)?;
        let post = parts.method == Method::POST;
        if post {
            door::is_json(&parts.headers)?;
        }
        let _inside = if parts.uri.path() == "/api/submit" { Some(self.gate.enter(caller.address, Instant::now())?) } else { None };
        // Who may not ask is told so whatever they sent: nothing of it is read.
        let credentials = self.hall.credentials(caller.address, &parts.method, &parts.headers).await;
        credentials.open(door::for_whom(parts.uri.path()))?;
        let body = if post { Body::from(door::read(&parts, body).await?) } else { Body::empty() };
        // Left in, they would turn the answer into a redirect to the page of a form.
        parts.headers.remove(ACCEPT);
        parts.headers.remove(REFERER);

        let asked = get_server_fn_service(parts.uri.path(), parts.method.clone());
        let mut function = asked.ok_or_else(|| Refused::NotFound { what: "この操作".into() })?;
        let hall = Arc::clone(&self.hall) as Arc<dyn CityHall>;
        let envelope = Arc::new(RequestEnvelope::new(credentials));
        let owner = Owner::new();
        let answer = owner.with(|| {
            provide_context(hall);
            provide_context(Arc::clone(&envelope) as Arc<dyn Envelope>);
            ScopedFuture::new(async move { function.run(Request::from_parts(parts, body)).await })
        });
        let mut answer = answer.await;
        envelope.put_on(answer.headers_mut());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_this_machine_and_the_proxies_talk_plain_http() {
        let settings = Serve::parse_words(["--listen", "0.0.0.0:80", "--behind-proxy", "10.1.0.0/16"]).expect("good settings");
        let doors = Doors::new(Router::new().route("/", get(async || "hello"))).for_proxies(settings);
        for (neighbour, secure, status) in
            [("10.1.2.3", false, 200), ("127.0.0.1", false, 200), ("::1", false, 200), ("192.0.2.2", false, 403), ("192.0.2.2", true, 200)]
        {
            let peer = Peer { address: std::net::SocketAddr::new(neighbour.parse().unwrap(), 1), secure };
            let answer = doors.answer(http::Request::new(Body::empty()), peer).await;
            assert_eq!(answer.status().as_u16(), status, "{neighbour}");
        }
    }
}
