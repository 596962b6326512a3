//! A refusal as an answer: its status, its tag, its sentence, and when to come back.

use api::Refused;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use serde::Serialize;

/// In how many seconds somebody who came at a bad moment may come again.
const IN_A_MOMENT: u32 = 2;

/// A refusal (拒否の返答) as JSON: the tagged refusal, with its sentence beside it.
#[derive(Serialize)]
struct Words<'a> {
    #[serde(flatten)]
    refused: &'a Refused,
    sentence: String,
}

/// Answers with a refusal.
pub fn refuse(refused: &Refused) -> Response {
    let status = StatusCode::from_u16(refused.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let words = Words { refused, sentence: refused.sentence() };
    let body = serde_json::to_vec(&words).expect("a refusal is made of plain words");
    let mut answer = (status, body).into_response();
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let again = match refused {
        Refused::TooOften { retry_after } => Some(*retry_after),
        Refused::Overloaded => Some(IN_A_MOMENT),
        _ => None,
    };
    if let Some(seconds) = again {
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

/// Answers whoever came by plain HTTP where only a proxy does.
pub fn by_https_only() -> Response {
    let words = "この入口は、HTTPSを受け持つ機器だけが使います。https:// で始まる、市の案内するアドレスを開いてください。";
    let plain = (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    (StatusCode::FORBIDDEN, [plain], words).into_response()
}

/// What a JSON decoder said in English, said to a person.
pub fn in_words(decoder: &str) -> String {
    let named = |before: &str| decoder.split_once(before).and_then(|(_, rest)| rest.split('`').next()).map(str::to_owned);
    if let Some(name) = named("missing field `") {
        format!("項目「{name}」がありません")
    } else if let Some(name) = named("duplicate field `") {
        format!("項目「{name}」が重複しています")
    } else if decoder.contains("unknown variant") {
        "決められた値ではないものがあります".into()
    } else if decoder.contains("invalid type") || decoder.contains("invalid value") || decoder.contains("invalid length") {
        "値の種類が違う項目があります".into()
    } else {
        "JSONの書き方が正しくありません".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_carries_its_status_and_when_to_come_back() {
        let answer = refuse(&Refused::TooOften { retry_after: 9 });
        assert_eq!(answer.status(), 429);
        assert_eq!(answer.headers()[RETRY_AFTER], "9");
        assert_eq!(refuse(&Refused::DiskFull).status(), 507);
        assert!(refuse(&Refused::Overloaded).headers().contains_key(RETRY_AFTER));
    }

    #[test]
    fn the_browser_reads_a_refusal_with_a_sentence_beside_it() {
        let words = Words { refused: &Refused::NotSignedIn, sentence: Refused::NotSignedIn.sentence() };
        let json = serde_json::to_string(&words).unwrap();
        assert!(json.starts_with(r#"{"refused":"not-signed-in","sentence":"#), "{json}");
        assert_eq!(serde_json::from_str::<Refused>(&json).unwrap(), Refused::NotSignedIn);
    }

    #[test]
    fn a_decoder_is_translated_without_repeating_what_was_sent() {
        let missing = serde_json::from_str::<Named>("{}").unwrap_err().to_string();
        assert_eq!(in_words(&missing), "項目「name」がありません");
        let wrong = serde_json::from_str::<Named>(r#"{"name":"山田"}"#).unwrap_err().to_string();
        assert_eq!(in_words(&wrong), "値の種類が違う項目があります");
        assert_eq!(in_words("expected value at line 1 column 1"), "JSONの書き方が正しくありません");
    }

    #[derive(Debug, serde::Deserialize)]
    struct Named {
        #[allow(dead_code, reason = "only its absence is read")]
        name: u8,
    }
}
