//! One letter to the city hall: a sealed slip is posted exactly as it lies in the outbox, and the answer is understood.

use std::time::Duration;

use api::Refused;
use domain::slip::SealedSlip;
use domain::submission::{Receipt, SubmissionKey};
use futures::future::{Either, select};
use reqwasm::http::{Request, Response};
use serde::Serialize;
use web_sys::{AbortController, RequestCredentials, RequestRedirect};

use super::clock;

/// An answer that takes longer is not waited for; the same slip is sent again later, and the city gives the same receipt.
const ANSWERS_WITHIN: Duration = Duration::from_secs(30);

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

/// Sends a slip under its key.
pub async fn post(slip: &SealedSlip, key: &SubmissionKey) -> Answer {
    let given_up = AbortController::new().ok();
    let signal = given_up.as_ref().map(AbortController::signal);
    let letter = Request::post("/api/submit")
        .credentials(RequestCredentials::SameOrigin)
        // A redirect is not ours: the wireless network of a station or hotel wants to be signed in to.
        .redirect(RequestRedirect::Error)
        .abort_signal(signal.as_ref())
        .json(&Letter { slip: slip.digits(), key });
    let Ok(letter) = letter else { return no_answer() };
    let answer = Box::pin(async move { read(letter.send().await.ok()?).await });
    match select(answer, Box::pin(clock::pause(ANSWERS_WITHIN))).await {
        Either::Left((Some((status, after, body)), _)) => understand(status, after, &body, &slip.digest()),
        Either::Left((None, _)) => no_answer(),
        Either::Right(_) => {
            if let Some(given_up) = given_up {
                given_up.abort();
            }
            no_answer()
        }
    }
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
    Answer::Later { why: Refused::Unreachable.sentence(), after: None }
}

/// Reads an answer. Only a receipt for these very digits counts as received; the city's own trouble is for later; the rest
/// is for the person.
fn understand(status: u16, after: Option<Duration>, body: &str, digest: &str) -> Answer {
    let refused = serde_json::from_str::<Refused>(body).ok();
    let sentence = |otherwise: &str| refused.as_ref().map_or_else(|| otherwise.to_owned(), Refused::sentence);
    match status {
        200..=299 => match serde_json::from_str::<Receipt>(body) {
            Ok(receipt) if receipt.digest == digest => Answer::Received(receipt),
            _ => Answer::Later {
                why: "市の受付からではない返事が来ました。Wi-Fiのサインインなどを確かめてください。".into(), after
            },
        },
        408 | 425 | 429 | 500..=599 => {
            let asked = match refused {
                Some(Refused::TooOften { retry_after }) => Some(Duration::from_secs(retry_after.into())),
                _ => None,
            };
            Answer::Later { why: sentence(&Refused::Broken.sentence()), after: after.max(asked) }
        }
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
        let full = serde_json::to_string(&Refused::DiskFull).expect("plain");
        assert_eq!(check(507, &full), Answer::Later { why: Refused::DiskFull.sentence(), after: None });
    }

    #[test]
    fn the_longer_of_two_requests_to_wait_is_heard() {
        let body = serde_json::to_string(&Refused::TooOften { retry_after: 40 }).expect("plain");
        for (header, longest) in [(Some(10), 40), (None, 40), (Some(90), 90)] {
            let Answer::Later { after, .. } = understand(429, header.map(Duration::from_secs), &body, DIGEST) else {
                panic!("a request to wait is no refusal")
            };
            assert_eq!(after, Some(Duration::from_secs(longest)));
        }
    }

    #[test]
    fn every_other_refusal_is_for_the_person_in_its_own_words() {
        let body = serde_json::to_string(&Refused::KeyUsed).expect("plain");
        assert_eq!(check(409, &body), Answer::Refused { sentence: Refused::KeyUsed.sentence() });
        let Answer::Refused { sentence } = check(403, "<html>") else { panic!("a refusal") };
        assert!(sentence.contains("403"));
    }
}
