//! `GET /health`: whether the city hall works, for those who watch over it.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;

use crate::hall::Hall;
use crate::limits::Gate;

/// How the city hall is (稼働状況).
#[derive(Serialize)]
struct Health {
    /// `ok`, or `trouble` if it cannot do its work.
    status: &'static str,
    /// The ledger: `ok`, `full` if it can be read but takes nothing from home any more, `trouble`.
    store: &'static str,
    /// The ids of the offices that are served.
    offices: Vec<String>,
    /// The ids of the forms that are left out because of a mistake in their files; `form check` tells the rest.
    forms_refused: Vec<String>,
    /// Which part of the city hall this is.
    zone: &'static str,
    /// Which version of the program.
    version: &'static str,
}

/// Answers 200 as long as residents are served, even if only with reading; else 503.
pub async fn answer(hall: &Hall, gate: &Gate) -> Response {
    let store = match (hall.ledger_answers().await, gate.room_on_disk()) {
        (Err(_), _) => "trouble",
        (Ok(()), Err(_)) => "full",
        (Ok(()), Ok(())) => "ok",
    };
    let (code, status) = if store == "trouble" { (StatusCode::SERVICE_UNAVAILABLE, "trouble") } else { (StatusCode::OK, "ok") };
    let offices = hall.city().offices.iter().map(|office| office.id.clone()).collect();
    let mut forms_refused: Vec<String> = hall.forms().refused().iter().map(|refused| refused.id.clone()).collect();
    forms_refused.dedup();
    let health = Health { status, store, offices, forms_refused, zone: hall.zone().name(), version: env!("CARGO_PKG_VERSION") };
    (code, Json(health)).into_response()
}
