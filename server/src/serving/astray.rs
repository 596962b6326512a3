//! Whoever asks in plain HTTP where HTTPS is spoken, as happens when an address is typed by hand, is shown the way.

use std::convert::Infallible;

use hyper::Request;
use hyper::Response;
use hyper::StatusCode;
use hyper::body::Incoming;
use hyper::header::{CACHE_CONTROL, CONNECTION, HOST, HeaderValue, LOCATION};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;

/// Answers with the same address by HTTPS, whatever is asked; nothing that was sent is read further than its head.
pub async fn show_the_way(how: &Builder<TokioExecutor>, connection: TcpStream) {
    let way = service_fn(async |request: Request<Incoming>| Ok::<_, Infallible>(way(&request)));
    // They may leave before they hear it.
    let _ = how.serve_connection(TokioIo::new(connection), way).await;
}

fn way<B>(request: &Request<B>) -> Response<String> {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let mut answer = Response::new(String::new());
    let location = host.and_then(|host| HeaderValue::try_from(format!("https://{host}{path}")).ok());
    *answer.status_mut() = if location.is_some() { StatusCode::TEMPORARY_REDIRECT } else { StatusCode::BAD_REQUEST };
    let headers = answer.headers_mut();
    headers.extend(location.map(|location| (LOCATION, location)));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_address_is_answered_with_the_same_one_by_https() {
        let typed = Request::builder().uri("/wait/main?a=1").header(HOST, "192.0.2.7:8443").body(()).unwrap();
        let answer = way(&typed);
        assert_eq!(answer.status(), 307);
        assert_eq!(answer.headers()[LOCATION], "https://192.0.2.7:8443/wait/main?a=1");
        assert_eq!(way(&Request::new(())).status(), 400);
    }
}
