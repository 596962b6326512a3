//! Kiosks and displays, from the six digits to the end.

use std::net::IpAddr;

use api::{DeviceRole, DeviceState, Envelope, Issuer, Refused};
use domain::moment::Moment;

use super::city_hall::{CityHall, ELSEWHERE, HOUR, MINUTE, MORNING, OFFICE, at};

#[tokio::test]
async fn a_kiosk_shows_a_code_until_staff_confirm_it() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    let new = hall.devices.introduce(at(OFFICE), None).await.expect("introduced");
    let DeviceState::Waiting { code } = &new.state else { panic!("a new device waits") };
    assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
    let again = hall.devices.introduce(at(OFFICE), new.token.clone()).await.expect("asked again");
    assert_eq!((&again.state, &again.token), (&new.state, &None), "asking again changes nothing");
    let full_width: String = code.chars().map(|c| char::from_u32(u32::from(c) - 0x30 + 0xFF10).expect("a digit")).collect();
    hall.devices.confirm(&tanaka.who, &full_width, "正面玄関", "main", DeviceRole::Kiosk).await.expect("confirmed");
    let known = hall.devices.introduce(at(OFFICE), new.token).await.expect("asked again");
    let DeviceState::Confirmed { name, office, role, prints, .. } = known.state else { panic!("it was confirmed") };
    assert_eq!((&*name, &*office, role, prints), ("正面玄関", "main", DeviceRole::Kiosk, false), "and prints nothing that people bring");
    let again = hall.devices.confirm(&tanaka.who, code, "裏口", "kita", DeviceRole::Kiosk).await;
    assert!(matches!(again, Err(Refused::BadValue { .. })), "a code confirms once: {again:?}");
}

#[tokio::test]
async fn a_code_that_nobody_confirmed_is_over_after_ten_minutes() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    let old = hall.devices.introduce(at(OFFICE), None).await.expect("introduced");
    let DeviceState::Waiting { code } = &old.state else { panic!("a new device waits") };
    hall.pass(10 * MINUTE);
    let late = hall.devices.confirm(&tanaka.who, code, "正面玄関", "main", DeviceRole::Kiosk).await;
    assert!(matches!(late, Err(Refused::BadValue { .. })), "{late:?}");
    assert_eq!(hall.devices.list().await.expect("a list"), []);
    let anew = hall.devices.introduce(at(OFFICE), old.token).await.expect("begins anew");
    assert!(anew.token.is_some());
    assert_eq!(hall.devices.list().await.expect("a list").len(), 1);
}

#[tokio::test]
async fn strangers_cannot_fill_the_list_of_devices() {
    let hall = CityHall::open().await;
    for _ in 0..20 {
        hall.devices.introduce(at(ELSEWHERE), None).await.expect("a hall full of them is welcome");
    }
    let one_more = hall.devices.introduce(at(ELSEWHERE), None).await.map(|known| known.state);
    assert_eq!(one_more, Err(Refused::TooOften { retry_after: 600 }));
    for n in 0..80_u8 {
        hall.devices.introduce(IpAddr::from([10, 0, 0, n]), None).await.expect("still room");
    }
    let full = hall.devices.introduce(at(OFFICE), None).await.map(|known| known.state);
    assert_eq!(full, Err(Refused::TooOften { retry_after: 600 }));
    hall.pass(10 * MINUTE);
    assert!(hall.devices.introduce(at(ELSEWHERE), None).await.is_ok());
    assert_eq!(hall.devices.list().await.expect("a list").len(), 1);
}

#[tokio::test]
async fn a_kiosk_issues_for_its_own_office_until_it_is_revoked() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    let (kiosk, token) = hall.device(&tanaka.who, "main", DeviceRole::Kiosk).await;
    let cookie = format!("__Host-madoguchi-device={token}");
    let envelope = hall.envelope(&cookie).await;
    assert_eq!(envelope.issuer("main"), Ok(Issuer::Kiosk(kiosk.id)));
    assert_eq!(envelope.issuer("kita"), Err(Refused::NotSignedIn));
    assert_eq!(envelope.staff(), Err(Refused::NotSignedIn), "a kiosk is not staff");
    hall.devices.revoke(&tanaka.who, kiosk.id).await.expect("revoked");
    assert_eq!(hall.envelope(&cookie).await.issuer("main"), Err(Refused::NotSignedIn));
    assert_eq!(hall.devices.list().await.expect("a list"), []);
    let again = hall.devices.revoke(&tanaka.who, kiosk.id).await;
    assert!(matches!(again, Err(Refused::NotFound { .. })), "{again:?}");
}

#[tokio::test]
async fn a_display_issues_nothing_and_staff_issue_anywhere() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    let (_, token) = hall.device(&tanaka.who, "main", DeviceRole::Display).await;
    let envelope = hall.envelope(&format!("__Host-madoguchi-device={token}")).await;
    assert_eq!(envelope.issuer("main"), Err(Refused::NotSignedIn));
    let envelope = hall.envelope(&format!("__Host-madoguchi={}", tanaka.token)).await;
    assert_eq!(envelope.issuer("kita"), Ok(Issuer::Staff(tanaka.who)));
    let swapped = hall.envelope(&format!("__Host-madoguchi={token}; __Host-madoguchi-device={}", "0".repeat(64))).await;
    assert_eq!((swapped.staff(), swapped.issuer("main")), (Err(Refused::NotSignedIn), Err(Refused::NotSignedIn)));
}

#[tokio::test]
async fn the_list_says_when_a_device_was_last_heard_of() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    let (_, token) = hall.device(&tanaka.who, "main", DeviceRole::Display).await;
    hall.pass(3 * HOUR);
    hall.devices.introduce(at(OFFICE), Some(token)).await.expect("known");
    hall.pass(HOUR);
    assert_eq!(hall.devices.list().await.expect("a list")[0].heard_at, Moment(MORNING + 3 * HOUR));
}
