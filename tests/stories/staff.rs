//! Joining, signing in and out, and guessing in vain.

mod city_hall;
mod devices;
mod log;

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use api::{DeviceRole, Refused};
use domain::moment::Moment;
use http::{HeaderMap, Method};
use server::envelope::Credentials;
use server::ledger::LedgerFault;

use city_hall::{CityHall, ELSEWHERE, HOUR, MINUTE, MORNING, OFFICE, PASSPHRASE, at, visitor};

#[tokio::test]
async fn the_first_code_works_once() {
    let hall = CityHall::open().await;
    let code = hall.first_code().await;
    let session = hall.desk.join(visitor(OFFICE), code.clone(), "田中 花子".into(), PASSPHRASE.into()).await.expect("joined");
    assert!(hall.is_signed_in(&session).await, "joining signs in");
    let again = hall.desk.join(visitor(OFFICE), code, "鈴木".into(), PASSPHRASE.into()).await.map(|session| session.who);
    assert_eq!(again, Err(Refused::WrongInvitation));
    assert_eq!(hall.desk.first_invitation().await, Ok(None), "there is somebody to invite others now");
}

#[tokio::test]
async fn a_new_start_without_staff_makes_a_new_code_and_voids_the_old_one() {
    let hall = CityHall::open().await;
    let old = hall.first_code().await;
    let hall = hall.reopen().await;
    let new = hall.first_code().await;
    let join = |code| hall.desk.join(visitor(OFFICE), code, "田中 花子".into(), PASSPHRASE.into());
    assert_eq!(join(old).await.map(|session| session.who), Err(Refused::WrongInvitation));
    assert!(join(new).await.is_ok());
}

#[tokio::test]
async fn a_wrong_code_says_so_and_guessing_gets_slow() {
    let hall = CityHall::open().await;
    let code = hall.first_code().await;
    let join = |code: String| hall.desk.join(visitor(ELSEWHERE), code, "泥棒".into(), PASSPHRASE.into());
    for n in 0..10 {
        let guess = format!("0000-0000-0000-{n:04}");
        assert_eq!(join(guess).await.map(|session| session.who), Err(Refused::WrongInvitation));
    }
    assert_eq!(join(code.clone()).await.map(|session| session.who), Err(Refused::TooOften { retry_after: 1 }));
    assert!(hall.desk.join(visitor(OFFICE), code, "田中 花子".into(), PASSPHRASE.into()).await.is_ok(), "others do not wait");
}

#[tokio::test]
async fn a_code_is_not_lost_by_a_name_or_passphrase_that_will_not_do() {
    let hall = CityHall::open().await;
    let code = hall.first_code().await;
    let join = |name: &str, passphrase: &str| hall.desk.join(visitor(OFFICE), code.clone(), name.into(), passphrase.into());
    for (name, passphrase, mend) in [("田中", "short", "12文字以上"), ("", PASSPHRASE, "名前"), ("田\u{202E}中", PASSPHRASE, "名前")]
    {
        match join(name, passphrase).await {
            Err(Refused::BadValue { reason }) => assert!(reason.contains(mend), "{reason}"),
            other => panic!("{name:?}: {:?}", other.map(|session| session.who)),
        }
    }
    assert!(join("田中", PASSPHRASE).await.is_ok());
}

#[tokio::test]
async fn a_colleague_is_invited_for_a_day() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    let late = hall.desk.invite(&tanaka.who).await.expect("invited");
    assert_eq!(late.until, Moment(MORNING + 24 * HOUR));
    let in_time = hall.desk.invite(&tanaka.who).await.expect("invited");
    let join = |code: &str, name: &str| hall.desk.join(visitor(OFFICE), code.into(), name.into(), PASSPHRASE.into());
    hall.pass(24 * HOUR - 1);
    assert_eq!(join(&in_time.code, "田中 花子").await.map(|session| session.who), Err(Refused::NameTaken));
    assert_eq!(join(&in_time.code, "鈴木 一郎").await.expect("joined").who.name, "鈴木 一郎");
    hall.pass(1);
    assert_eq!(join(&late.code, "佐藤").await.map(|session| session.who), Err(Refused::WrongInvitation));
}

#[tokio::test]
async fn whoever_is_dismissed_is_out_at_once_and_may_join_again() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    let given = hall.desk.invite(&tanaka.who).await.expect("invited");
    hall.desk.dismiss("田中 花子").await.expect("dismissed");
    assert_eq!(hall.desk.dismiss("田中 花子").await, Err(LedgerFault::Missing));
    assert!(!hall.is_signed_in(&tanaka).await);
    assert_eq!(hall.sign_in(OFFICE, PASSPHRASE).await.map(|s| s.who), Err(Refused::WrongPassphrase));
    let join = |code: String| hall.desk.join(visitor(OFFICE), code, "田中 花子".into(), "忘れないように長く書いた".into());
    assert_eq!(join(given.code).await.map(|s| s.who), Err(Refused::WrongInvitation), "codes of who left are void");
    let anew = join(hall.first_code().await).await.expect("joined again");
    assert_ne!(anew.who.id, tanaka.who.id, "the log tells them apart");
}

#[tokio::test]
async fn a_session_left_alone_ends_after_a_quarter_of_an_hour() {
    let hall = CityHall::open().await;
    let session = hall.tanaka().await;
    hall.pass(14 * MINUTE);
    assert!(hall.is_signed_in(&session).await);
    hall.pass(14 * MINUTE);
    assert!(hall.is_signed_in(&session).await, "using it keeps it alive");
    hall.pass(15 * MINUTE);
    assert!(!hall.is_signed_in(&session).await);
    hall.time.store(MORNING + 29 * MINUTE, Ordering::Relaxed);
    assert!(!hall.is_signed_in(&session).await, "once over, it stays over, whatever the clock says later");
}

#[tokio::test]
async fn a_session_in_use_ends_after_eight_hours() {
    let hall = CityHall::open().await;
    let session = hall.tanaka().await;
    for _ in 0..47 {
        hall.pass(10 * MINUTE);
        assert!(hall.is_signed_in(&session).await);
    }
    hall.pass(10 * MINUTE - 1);
    assert!(hall.is_signed_in(&session).await, "a second before eight hours");
    hall.pass(1);
    assert!(!hall.is_signed_in(&session).await);
}

#[tokio::test]
async fn a_signed_out_token_is_dead_and_only_that_one() {
    let hall = CityHall::open().await;
    let at_the_counter = hall.tanaka().await;
    let at_the_desk = hall.sign_in(OFFICE, PASSPHRASE).await.expect("signed in");
    assert_ne!(at_the_counter.token, at_the_desk.token, "each sign-in has a token of its own");
    hall.desk.sign_out(&at_the_desk.who, &at_the_desk.token).await.expect("signed out");
    assert!(!hall.is_signed_in(&at_the_desk).await);
    assert!(hall.is_signed_in(&at_the_counter).await);
    let hall = hall.reopen().await;
    assert!(!hall.is_signed_in(&at_the_desk).await, "a restart does not bring it back");
    assert!(hall.is_signed_in(&at_the_counter).await, "a restart signs nobody out");
}

#[tokio::test]
async fn an_open_screen_that_only_listens_does_not_keep_the_session_alive() {
    let hall = CityHall::open().await;
    let session = hall.tanaka().await;
    let mut headers = HeaderMap::new();
    headers.insert("cookie", format!("__Host-madoguchi={}", session.token).parse().expect("a header"));
    for _ in 0..15 {
        hall.pass(MINUTE);
        Credentials::read(at(OFFICE), &Method::GET, &headers, &hall.desk, &hall.devices).await;
    }
    assert!(!hall.is_signed_in(&session).await);
}

#[tokio::test]
async fn the_ledger_holds_no_secret_that_opens_anything() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    let invitation = hall.desk.invite(&tanaka.who).await.expect("invited");
    let (_, device) = hall.device(&tanaka.who, "main", DeviceRole::Kiosk).await;
    let digits: String = invitation.code.chars().filter(char::is_ascii_digit).collect();
    let files = ["ledger.sqlite", "ledger.sqlite-wal"].map(|name| std::fs::read(hall.folder.path().join(name)).expect("a file"));
    let holds = |secret: &str| files.iter().any(|bytes| bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
    assert!(holds(&tanaka.who.name), "what the ledger does hold is found this way");
    for secret in [&tanaka.token, &device, &invitation.code, &digits, PASSPHRASE] {
        assert!(!holds(secret), "a secret lies in the ledger's files");
    }
}

#[tokio::test]
async fn guessing_gets_slow_while_the_real_one_signs_in_from_elsewhere() {
    let hall = CityHall::open().await;
    hall.tanaka().await;
    for _ in 0..3 {
        assert_eq!(hall.sign_in(ELSEWHERE, "password1234").await.map(|s| s.who), Err(Refused::WrongPassphrase));
    }
    let mut waits = vec![];
    for _ in 0..5 {
        let Err(Refused::TooOften { retry_after }) = hall.sign_in(ELSEWHERE, "password1234").await.map(|s| s.who) else {
            panic!("too quick");
        };
        waits.push(retry_after);
        hall.pass(i64::from(retry_after));
        assert_eq!(hall.sign_in(ELSEWHERE, "password1234").await.map(|s| s.who), Err(Refused::WrongPassphrase));
    }
    assert_eq!(waits, [1, 2, 4, 8, 16]);
    assert!(matches!(hall.sign_in(ELSEWHERE, PASSPHRASE).await.map(|s| s.who), Err(Refused::TooOften { .. })), "even when it is right");
    assert!(hall.sign_in(OFFICE, PASSPHRASE).await.is_ok());
}

#[tokio::test]
async fn a_crowd_of_addresses_guesses_in_vain_and_the_real_one_gets_in() {
    let hall = Arc::new(CityHall::open().await);
    hall.tanaka().await;
    let crowd: Vec<_> = (0..40_u8)
        .map(|n| {
            let hall = Arc::clone(&hall);
            tokio::spawn(async move {
                let mut inside = 0;
                for _ in 0..50 {
                    let from = visitor(&format!("198.51.100.{n}"));
                    inside += u32::from(hall.desk.sign_in(from, "田中 花子".into(), "password1234".into()).await.is_ok());
                }
                inside
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(10)).await;
    assert!(hall.sign_in(OFFICE, PASSPHRASE).await.is_ok());
    assert!(crowd.iter().any(|guesses| !guesses.is_finished()), "the real one did not wait for the whole crowd");
    for guesses in crowd {
        assert_eq!(guesses.await.expect("no panic"), 0);
    }
}

#[tokio::test]
async fn an_unknown_name_takes_as_long_as_a_known_one() {
    let hall = CityHall::open().await;
    hall.tanaka().await;
    let mut known = vec![];
    let mut unknown = vec![];
    for n in 0..10 {
        for (name, times) in [("田中 花子", &mut known), ("山田 太郎", &mut unknown)] {
            let began = Instant::now();
            let refused = hall.desk.sign_in(visitor(&format!("10.0.0.{n}")), name.into(), "password1234".into()).await.map(|s| s.who);
            times.push(began.elapsed());
            assert_eq!(refused, Err(Refused::WrongPassphrase));
        }
    }
    known.sort();
    unknown.sort();
    let ratio = unknown[5].as_secs_f64() / known[5].as_secs_f64();
    assert!((0.4..2.5).contains(&ratio), "an unknown name takes {ratio:.2} times as long");
}
