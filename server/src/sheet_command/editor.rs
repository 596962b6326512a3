//! The page on which an officer puts the places where they belong. It is served to this machine alone and for as long as it is needed.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{Path as Asked, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use tokio::net::TcpListener;

use super::Desk;
use super::marks::{self, Mark, Moved};
use crate::Trouble;
use crate::city::Mistake;
use crate::durable;
use crate::http::door;
use crate::paper::own::{OwnPapers, read_pdf};

const PAGE: &str = include_str!("editor.html");
const STYLE: &str = include_str!("editor.css");
const SCRIPT: &str = include_str!("editor.js");

/// Nothing but this page's own parts.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'self'; frame-src 'self'; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// In which the paper is shown, in dots an inch.
const DOTS: &str = "130";

/// The longest list of moved places, in bytes.
const LONGEST: usize = 256 * 1024;

/// One point in millimetres.
const POINT: f32 = 25.4 / 72.0;

/// What the page works on (作業中の用紙).
struct Work {
    desk: Desk,
    pdf: std::path::PathBuf,
    pages: Vec<(f32, f32)>,
    /// One change is written at a time.
    writing: Mutex<()>,
    address: SocketAddr,
}

/// What the page is told (用紙と欄).
#[derive(Serialize)]
struct Told {
    title: String,
    file: String,
    /// The widths and heights of the pages, in millimetres.
    pages: Vec<(f32, f32)>,
    marks: Vec<Mark>,
    mistakes: Vec<String>,
}

/// Serves the page until the operator ends it.
///
/// # Errors
/// If there is no paper, or it or the file cannot be read or written.
pub(super) async fn serve(desk: Desk, port: u16) -> Result<(), Trouble> {
    let file = desk.file();
    let pdf = file.with_extension("pdf");
    let pdf = if file.exists() { named_pdf(&file).unwrap_or(pdf) } else { pdf };
    let (_, sizes) = read_pdf(&pdf).map_err(|why| Trouble::new(format!("{} は使えません（{why}）。", pdf.display())))?;
    if !file.exists() {
        std::fs::write(&file, marks::begun(&desk.form)).map_err(|why| Trouble::file(&file, why))?;
        println!("{} を作りました。", file.display());
    }
    marks::read(&read(&file)?)?;
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(listen).await.map_err(|why| Trouble::address(listen, &why))?;
    let address = listener.local_addr().map_err(|why| Trouble::address(listen, &why))?;
    println!("「{}」の用紙の欄  http://{address}/\n終わるには Ctrl+C を押してください。", desk.form.title);
    let pages = sizes.iter().map(|(width, height)| (width * POINT, height * POINT)).collect();
    let work = Arc::new(Work { desk, pdf, pages, writing: Mutex::new(()), address });
    axum::serve(listener, router(work)).await.map_err(|why| Trouble::new(format!("{address} で続けられません（{why}）。")))
}

fn router(work: Arc<Work>) -> Router {
    Router::new()
        .route("/", get(async || part(PAGE, "text/html; charset=utf-8")))
        .route("/editor.css", get(async || part(STYLE, "text/css; charset=utf-8")))
        .route("/editor.js", get(async || part(SCRIPT, "text/javascript; charset=utf-8")))
        .route("/slots", get(tell).post(take))
        .route("/paper.pdf", get(async |State(work): State<Arc<Work>>| pdf(std::fs::read(&work.pdf).ok())))
        .route("/page/{number}", get(picture))
        .route("/sample.pdf", get(sample))
        .layer(middleware::from_fn_with_state(Arc::clone(&work), ours_only))
        .with_state(work)
}

/// Lets in who asked for this very address from this very page: another page in the same browser must not write here.
async fn ours_only(State(work): State<Arc<Work>>, request: Request, next: Next) -> Response {
    let is_here = request.headers().get(HOST).is_some_and(|host| host.as_bytes() == work.address.to_string().as_bytes());
    let is_ours = door::same_origin(request.headers(), request.uri(), false).is_ok();
    let mut answer = if is_here && is_ours { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() };
    let headers = answer.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer
}

async fn tell(State(work): State<Arc<Work>>) -> Response {
    match work.told() {
        Ok(told) => Json(told).into_response(),
        Err(trouble) => refused(&trouble),
    }
}

/// Writes the moved places into the file.
async fn take(State(work): State<Arc<Work>>, request: Request) -> Response {
    if door::is_json(request.headers()).is_err() {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let body = to_bytes(request.into_body(), LONGEST).await.ok();
    let Some(moved) = body.and_then(|body| serde_json::from_slice::<Vec<Moved>>(&body).ok()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let written = work.keep(&moved).and_then(|()| work.told());
    match written {
        Ok(told) => Json(told).into_response(),
        Err(trouble) => refused(&trouble),
    }
}

/// A page of the paper as a picture; 404 where there is no program to draw it, and then the page shows the PDF itself.
async fn picture(State(work): State<Arc<Work>>, Asked(number): Asked<usize>) -> Response {
    let number = number.to_string();
    let mut draw = Command::new("pdftoppm");
    draw.args(["-r", DOTS, "-png", "-f", &number, "-l", &number]).arg(&work.pdf);
    match tokio::task::spawn_blocking(move || draw.output()).await {
        Ok(Ok(drawn)) if drawn.status.success() && !drawn.stdout.is_empty() => part(drawn.stdout, "image/png"),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The filled example on the paper as it is now.
async fn sample(State(work): State<Arc<Work>>) -> Response {
    let drawn = tokio::task::spawn_blocking(move || {
        let own = OwnPapers::load(&work.desk.city_folder, &work.desk.forms);
        work.desk.sample(own)
    });
    match drawn.await {
        Ok(Ok(drawn)) => pdf(Some(drawn)),
        Ok(Err(trouble)) => refused(&trouble),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl Work {
    fn told(&self) -> Result<Told, Trouble> {
        let file = self.desk.file();
        Ok(Told {
            title: self.desk.form.title.clone(),
            file: file.display().to_string(),
            pages: self.pages.clone(),
            marks: marks::read(&read(&file)?)?,
            mistakes: self.desk.mistakes().iter().map(Mistake::to_string).collect(),
        })
    }

    fn keep(&self, moved: &[Moved]) -> Result<(), Trouble> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let file = self.desk.file();
        let text = marks::write(&read(&file)?, moved)?;
        durable::write(&file, text.as_bytes(), 0o644).map_err(|why| Trouble::unwritten(&file, why))
    }
}

/// The PDF that a file names.
fn named_pdf(file: &Path) -> Option<std::path::PathBuf> {
    let text = std::fs::read_to_string(file).ok()?;
    let name = text.parse::<toml_edit::DocumentMut>().ok()?.get("pdf")?.as_str()?.to_owned();
    Some(file.with_file_name(name))
}

fn read(file: &Path) -> Result<String, Trouble> {
    std::fs::read_to_string(file).map_err(|why| Trouble::file(file, why))
}

fn part(body: impl Into<Body>, kind: &'static str) -> Response {
    ([(CONTENT_TYPE, kind)], body.into()).into_response()
}

fn pdf(bytes: Option<Vec<u8>>) -> Response {
    bytes.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |bytes| part(bytes, "application/pdf"))
}

/// A trouble in words.
fn refused(trouble: &Trouble) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, [(CONTENT_TYPE, "text/plain; charset=utf-8")], trouble.to_string()).into_response()
}
