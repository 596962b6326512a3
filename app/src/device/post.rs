//! One letter to the city hall: a sealed slip is posted exactly as it lies in the outbox, and the answer is understood.

use std::time::Duration;

use api::Refused;
use domain::slip::SealedSlip;
use domain::submission::{Receipt, SubmissionKey};
use reqwasm::http::{Request, RequestBuilder, Response};
use serde::{Deserialize, Serialize};
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestRedirect};

use super::clock;

/// Where the city hall says how it is.
const DOOR: &str = "/health";

/// An answer that takes longer is not waited for; the same slip is sent again later, and the city gives the same receipt.
const ANSWERS_WITHIN: Duration = Duration::from_secs(30);

/// An answer came that is not the city hall's.
const NOT_OURS: &str = "市の受付からではない返事が来ました。Wi-Fiのサインインなどを確かめてください。";

/// What came of sending (送信の結果).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It lies on the city's disk.
    Received(Receipt),
    /// Not now: it is sent again.
    Later {
        /// Why, for the person.
        why: String,
        /// How long the city asks to be left alone.
        after: Option<Duration>,
    },
    /// The city will not have it, however often it is sent.
    Refused {
        /// Why and what to do, for the person.
        sentence: String,
    },
}

/// The body of the letter: the arguments of `api::submit`.
#[derive(Serialize)]
struct Letter<'a> {
    slip: &'a str,
    key: &'a SubmissionKey,
}

/// What a phone reads of a refusal: the sentence for the person. The status says the rest.
#[derive(Deserialize)]
struct Said {
    sentence: String,
}

/// Knocks at the city hall's door without handing anything over; `None` if somebody is at home.
pub async fn knock() -> Option<Answer> {
    match answer_to(Request::get(DOOR).cache(RequestCache::NoStore), None).await {
        // What else says something in between, such as the page to sign in at a hotel's network, says it in HTML.
        Some((200, _, body)) if body.starts_with('{') => None,
        Some((status @ 400.., after, body)) => match understand(status, after, &body, "") {
            later @ Answer::Later { .. } => Some(later),
            _ => Some(no_answer()),
        },
        Some(_) => Some(Answer::Later { why: NOT_OURS.into(), after: None }),
        None => Some(no_answer()),
    }
}

/// Sends a slip under its key.
pub async fn post(slip: &SealedSlip, key: &SubmissionKey) -> Answer {
    match answer_to(Request::post("/api/submit"), Some(Letter { slip: slip.digits(), key })).await {
        Some((status, after, body)) => understand(status, after, &body, &slip.digest()),
        None => no_answer(),
    }
}

/// The status of the answer, for how long it asks to be left alone, and its text; `None` if none came in time.
async fn answer_to(request: RequestBuilder, letter: Option<Letter<'_>>) -> Option<(u16, Option<Duration>, String)> {
    let given_up = AbortController::new().ok();
    let signal = given_up.as_ref().map(AbortController::signal);
    let request = request
        .credentials(RequestCredentials::SameOrigin)
        // A redirect is not ours: the wireless network of a station or hotel wants to be signed in to.
        .redirect(RequestRedirect::Error)
        .abort_signal(signal.as_ref());
    let request = match letter {
        Some(letter) => request.json(&letter),
        None => request.build(),
    };
    let request = request.ok()?;
    let answer = clock::within(ANSWERS_WITHIN, async move { read(request.send().await.ok()?).await }).await;
    if let (None, Some(given_up)) = (&answer, given_up) {
        given_up.abort();
    }
    answer.flatten()
}

async fn read(answer: Response) -> Option<(u16, Option<Duration>, String)> {
    let after = answer.headers().get("retry-after").and_then(|when| wait_until(&when));
    Some((answer.status(), after, answer.text().await.ok()?))
}

/// `Retry-After` is a number of seconds, or (from a proxy) a date.
fn wait_until(when: &str) -> Option<Duration> {
    let seconds = when.trim().parse().unwrap_or_else(|_| (js_sys::Date::parse(when) - js_sys::Date::now()) / 1000.0);
    Duration::try_from_secs_f64(seconds).ok()
}

fn no_answer() -> Answer {
    Answer::Later { why: Refused::UNREACHABLE.into(), after: None }
}

/// Reads an answer. Only a receipt for these very digits counts as received; the city's own trouble is for later; the rest
/// is for the person.
fn understand(status: u16, after: Option<Duration>, body: &str, digest: &str) -> Answer {
    let sentence = |otherwise: &str| serde_json::from_str::<Said>(body).map_or_else(|_| otherwise.to_owned(), |said| said.sentence);
    match status {
        200..=299 => match serde_json::from_str::<Receipt>(body) {
            Ok(receipt) if receipt.digest == digest => Answer::Received(receipt),
            _ => Answer::Later { why: NOT_OURS.into(), after },
        },
        408 | 425 | 429 | 500..=599 => Answer::Later { why: sentence(Refused::BROKEN), after },
        _ => Answer::Refused {
            sentence: sentence(&format!("途中の機器が送信を断りました（{status}）。別の回線で、もう一度お試しください。")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moment::Moment;
    use domain::submission::ReferenceNumber;

    const DIGEST: &str = "f00d";

    fn receipt(digest: &str) -> Receipt {
        Receipt { reference: ReferenceNumber::new(2026, 123), received_at: Moment(1_795_312_920), digest: digest.into() }
    }

    /// A refusal as the city sends it.
    fn said(sentence: &str) -> String {
        serde_json::json!({ "refused": "a-reason", "sentence": sentence }).to_string()
    }

    fn check(status: u16, body: &str) -> Answer {
        understand(status, None, body, DIGEST)
    }

    fn is_later(answer: &Answer) -> bool {
        matches!(answer, Answer::Later { .. })
    }

    #[test]
    fn only_a_receipt_for_these_very_digits_is_received() {
        let body = |digest| serde_json::to_string(&receipt(digest)).expect("texts and numbers");
        assert_eq!(check(200, &body(DIGEST)), Answer::Received(receipt(DIGEST)));
        assert!(is_later(&check(200, &body("beef"))));
    }

    #[test]
    fn the_sign_in_page_of_a_hotel_is_no_receipt() {
        assert!(is_later(&check(200, "<!doctype html><title>Welcome</title>")));
    }

    #[test]
    fn the_citys_own_trouble_is_for_later() {
        for status in [408, 425, 429, 500, 502, 503, 504, 507] {
            assert!(is_later(&check(status, "")), "{status}");
        }
        let why = Refused::DiskFull.sentence();
        assert_eq!(check(507, &said(&why)), Answer::Later { why, after: None });
    }

    #[test]
    fn a_request_to_wait_is_heard() {
        let Answer::Later { after, .. } = understand(429, Some(Duration::from_secs(40)), "", DIGEST) else {
            panic!("a request to wait is no refusal")
        };
        assert_eq!(after, Some(Duration::from_secs(40)));
    }

    #[test]
    fn every_other_refusal_is_for_the_person_in_its_own_words() {
        let sentence = Refused::KeyUsed.sentence();
        assert_eq!(check(409, &said(&sentence)), Answer::Refused { sentence });
        let Answer::Refused { sentence } = check(403, "<html>") else { panic!("a refusal") };
        assert!(sentence.contains("403"));
    }
}
