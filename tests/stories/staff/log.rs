//! The log: who did what, and whether anybody changed it since.

use api::DeviceRole;
use server::audit::chain::{Verdict, verify};

use super::city_hall::{CityHall, ELSEWHERE, OFFICE, PASSPHRASE, visitor};

#[tokio::test]
async fn the_log_tells_who_did_what_and_nothing_personal() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    hall.desk.invite(&tanaka.who).await.expect("invited");
    let (kiosk, _) = hall.device(&tanaka.who, "main", DeviceRole::Kiosk).await;
    hall.devices.revoke(&tanaka.who, kiosk.id).await.expect("revoked");
    hall.desk.sign_out(&tanaka.who, &tanaka.token).await.expect("signed out");
    drop(hall.sign_in(ELSEWHERE, "my secret, mistyped").await);
    drop(hall.desk.sign_in(visitor(ELSEWHERE), "a passphrase typed as a name".into(), "x".into()).await);
    hall.sign_in(OFFICE, PASSPHRASE).await.expect("signed in");
    hall.desk.dismiss("田中 花子").await.expect("dismissed");
    let expected = [
        "-: invite -",
        "staff 1: join -",
        "staff 1: invite -",
        "staff 1: confirm-device device 1 kiosk main",
        "staff 1: revoke-device device 1",
        "staff 1: sign-out -",
        "address 203.0.113.9: sign-in-refused staff 1",
        "address 203.0.113.9: sign-in-refused -",
        "staff 1: sign-in -",
        "-: dismiss staff 1",
    ];
    assert_eq!(hall.log().await, expected);
}

#[tokio::test]
async fn a_line_edited_behind_the_triggers_back_breaks_the_chain() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    for _ in 0..4 {
        hall.desk.invite(&tanaka.who).await.expect("invited");
    }
    let Ok(Verdict::Unbroken(head)) = verify(&*hall.ledger, None).await else { panic!("nobody has touched it") };
    assert_eq!((head.lines, head.seq), (6, 6));

    let edit = "UPDATE log SET who = 'staff 2' WHERE seq = 3";
    let refused = hall.plain_sql(edit).await.expect_err("the file itself refuses");
    assert!(refused.contains("append-only"), "{refused}");
    hall.plain_sql("DELETE FROM log WHERE seq = 5").await.expect_err("the file itself refuses");
    assert_eq!(verify(&*hall.ledger, None).await, Ok(Verdict::Unbroken(head.clone())));

    hall.plain_sql("DROP TRIGGER log_is_never_changed; DROP TRIGGER log_is_never_shortened").await.expect("whoever owns the file may");
    hall.plain_sql(edit).await.expect("whoever owns the file may");
    assert_eq!(verify(&*hall.ledger, None).await, Ok(Verdict::Broken { seq: 3 }));
    hall.plain_sql("UPDATE log SET who = 'staff 1' WHERE seq = 3; DELETE FROM log WHERE seq = 2").await.expect("may");
    assert_eq!(verify(&*hall.ledger, None).await, Ok(Verdict::Broken { seq: 3 }), "a line is gone");
}

#[tokio::test]
async fn a_log_cut_off_at_its_end_is_found_by_whoever_noted_the_end() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    hall.desk.invite(&tanaka.who).await.expect("invited");
    let Ok(Verdict::Unbroken(noted)) = verify(&*hall.ledger, None).await else { panic!("nobody has touched it") };
    hall.desk.invite(&tanaka.who).await.expect("invited");
    let noted = Some((noted.seq, noted.hash.as_str()));
    assert!(matches!(verify(&*hall.ledger, noted).await, Ok(Verdict::Unbroken(head)) if head.seq == 4), "it has only grown");
    hall.plain_sql("DROP TRIGGER log_is_never_shortened; DELETE FROM log WHERE seq >= 3").await.expect("whoever owns the file may");
    assert_eq!(verify(&*hall.ledger, noted).await, Ok(Verdict::Missing { seq: 3 }));
}

#[tokio::test]
async fn many_at_once_make_one_chain() {
    let hall = CityHall::open().await;
    let tanaka = hall.tanaka().await;
    let invitations = (0..100).map(|_| hall.desk.invite(&tanaka.who));
    for invitation in futures::future::join_all(invitations).await {
        invitation.expect("invited");
    }
    assert!(matches!(verify(&*hall.ledger, None).await, Ok(Verdict::Unbroken(head)) if head.lines == 102));
}
