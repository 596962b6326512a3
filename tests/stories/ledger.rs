//! What the ledger must remember, told to every kind of ledger there is.

use std::path::Path;
use std::sync::Arc;

use api::DeviceRole;
use chrono::NaiveDate;
use domain::city::CounterNumber;
use domain::moment::Moment;
use domain::queue::{Event, TicketNumber};
use domain::submission::{Channel, ReferenceNumber, Status, SubmissionKey};
use server::ledger::log::LogLine;
use server::ledger::sqlite::Sqlite;
use server::ledger::submissions::{Answered, Look, NewSubmission, SealedCorrection};
use server::ledger::{Ledger, LedgerFault};

const NOON: Moment = Moment(1_795_316_520);

/// Tells a story to each kind of ledger: the story gets a way to open the same ledger again.
async fn tell<Story, Telling>(story: Story)
where
    Story: Fn(Opener) -> Telling,
    Telling: Future<Output = ()>,
{
    let folder = tempfile::tempdir().expect("a folder for a while");
    story(Opener(folder.path().join("ledger.sqlite").into())).await;
}

/// Opens the ledger of the demo city, again and again.
struct Opener(Arc<Path>);

impl Opener {
    async fn open(&self) -> Arc<dyn Ledger> {
        self.open_for("990001").await
    }

    async fn open_for(&self, city: &str) -> Arc<dyn Ledger> {
        Arc::new(Sqlite::open(&self.0, city).await.expect("the ledger opens"))
    }
}

fn slip(key: u8, digits: &str) -> NewSubmission {
    NewSubmission {
        key: SubmissionKey(format!("{key:032x}")),
        slip: digits.into(),
        digest: format!("digest of {digits}"),
        leaf: 1,
        channel: Channel::Online,
        status: Status::Received,
        received_at: NOON,
    }
}

#[tokio::test]
async fn a_slip_sent_twice_is_stored_once() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        let first = ledger.keep(slip(1, "2123")).await.expect("stored");
        let again = ledger.keep(NewSubmission { received_at: Moment(NOON.0 + 60), ..slip(1, "2123") }).await.expect("the same receipt");
        assert_eq!(first, again);
        assert_eq!(ledger.keep(slip(1, "2999")).await, Err(LedgerFault::KeyUsed));
        assert_eq!(ledger.submissions(10).await.expect("a list").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_restart() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        let receipt = ledger.keep(slip(1, "2123")).await.expect("stored");
        drop(ledger);
        let found = city_hall.open().await.submission(&receipt.reference).await.expect("readable").expect("there");
        assert_eq!((found.slip.as_str(), found.listing.received_at), ("2123", NOON));
    })
    .await;
}

#[tokio::test]
async fn each_form_of_a_slip_is_a_submission_of_its_own() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        for (key, leaf) in [(2, 2), (1, 1), (3, 2)] {
            ledger.keep(NewSubmission { leaf, ..slip(key, "5123") }).await.expect("stored");
        }
        let found = ledger.submissions_by_digest("digest of 5123").await.expect("readable");
        assert_eq!(found.iter().map(|one| one.leaf).collect::<Vec<_>>(), [1, 2], "in the slip's order, each once");
        assert_ne!(found[0].listing.reference, found[1].listing.reference);
        assert_eq!(ledger.submissions(10).await.expect("a list").len(), 3);
    })
    .await;
}

#[tokio::test]
async fn many_at_once_each_get_a_number_of_their_own() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        let all = (0..200).map(|n| {
            let ledger = ledger.clone();
            tokio::spawn(async move { ledger.keep(slip(n, &format!("2{n}"))).await.expect("stored").reference })
        });
        let mut numbers: Vec<ReferenceNumber> = Vec::new();
        for one in all.collect::<Vec<_>>() {
            numbers.push(one.await.expect("no panic"));
        }
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), 200);
    })
    .await;
}

#[tokio::test]
async fn a_mistyped_number_finds_nothing() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        let receipt = ledger.keep(slip(1, "2123")).await.expect("stored");
        for wrong in ["", "26", "26-000001", "26-000001-99", "25-000001-1", "２６-000001-1", "26-999999-0", "-1-1-1"] {
            let wrong = ReferenceNumber(wrong.into());
            if wrong != receipt.reference {
                assert_eq!(ledger.submission(&wrong).await.expect("readable"), None, "{wrong:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_submission_is_opened_corrected_and_printed() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        let number = ledger.keep(slip(1, "2123")).await.expect("stored").reference;
        let form = Some(Answered { id: "water-start".into(), edition: 1, title: "水道使用開始届".into() });
        let look = Look { status: Status::Accepted, form, fault: None };
        ledger.mark(&number, look.clone()).await.expect("marked");
        let correction = SealedCorrection { sealed: "sealed".into(), by: "窓口 花子".into(), at: NOON };
        ledger.correct(&number, correction.clone()).await.expect("corrected");
        assert_eq!(ledger.printed(&number, NOON).await, Ok(None));
        assert_eq!(ledger.printed(&number, Moment(NOON.0 + 5)).await, Ok(Some(NOON)));
        let found = ledger.submissions_by_digest("digest of 2123").await.expect("readable").remove(0);
        assert_eq!(found.listing.title.as_deref(), Some("水道使用開始届"));
        assert_eq!((found.listing.status, found.corrections), (Status::Accepted, vec![correction]));
        let unknown = ReferenceNumber::new(2026, 77);
        assert_eq!(ledger.mark(&unknown, look).await, Err(LedgerFault::Missing));
    })
    .await;
}

#[tokio::test]
async fn a_lost_race_writes_nothing_and_a_new_day_starts_afresh() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        let ticket = TicketNumber { letter: 'A', number: 1 };
        let day = |n| Event::Opened { day: NaiveDate::from_ymd_opt(2026, 11, n).expect("a day") };
        let issued = Event::Issued { ticket, queue: "certificates".into() };
        let press = SubmissionKey("a".repeat(32));
        let line = |act: &str| LogLine { at: NOON, who: "窓口 花子".into(), act: act.into(), what: "main".into() };
        assert_eq!(ledger.append("main", 0, vec![day(22), issued.clone()], line("issue"), Some(press.clone())).await, Ok(2));
        let late = ledger.append("main", 1, vec![Event::Called { ticket, counter: CounterNumber(1) }], line("call"), None).await;
        assert_eq!(late, Err(LedgerFault::LostRace));
        assert_eq!(ledger.ticket_of("main", &press).await, Ok(Some((ticket, NOON))));
        assert_eq!(ledger.ticket_of("kita", &press).await, Ok(None));
        assert_eq!(ledger.events("main").await, Ok(vec![(1, day(22)), (2, issued)]));
        assert_eq!(ledger.append("main", 2, vec![day(23)], line("open-day"), None).await, Ok(3));
        assert_eq!(ledger.ticket_of("main", &press).await, Ok(None), "yesterday's ticket is void, and so is its key");
        assert_eq!(ledger.events("main").await, Ok(vec![(3, day(23))]));
        assert_eq!(ledger.events("kita").await, Ok(vec![]));
        let again = Event::Issued { ticket, queue: "certificates".into() };
        assert_eq!(ledger.append("main", 3, vec![again], line("issue"), Some(press.clone())).await, Ok(4));
        assert_eq!(ledger.ticket_of("main", &press).await, Ok(Some((ticket, NOON))));
        let log = ledger.log_after(0, 10).await.expect("a log");
        let acts: Vec<_> = log.iter().map(|stored| stored.line.act.as_str()).collect();
        assert_eq!(acts, ["issue", "open-day", "issue"], "what was not written is not in the log");
    })
    .await;
}

#[tokio::test]
async fn an_invitation_is_spent_once_and_only_by_a_new_name() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        ledger.invite("first", None, Moment(NOON.0 + 60)).await.expect("invited");
        ledger.invite("second", None, Moment(NOON.0 + 60)).await.expect("invited anew");
        assert_eq!(ledger.join("first", "窓口 花子", "hash", NOON).await, Err(LedgerFault::Missing), "the newer first code voids it");
        let hanako = ledger.join("second", "窓口 花子", "hash", NOON).await.expect("joined");
        assert_eq!(ledger.join("second", "受付 太郎", "hash", NOON).await, Err(LedgerFault::Missing), "spent");
        ledger.invite("third", Some(hanako.id), Moment(NOON.0 + 60)).await.expect("invited");
        assert_eq!(ledger.invited("third", NOON).await, Ok(true));
        assert_eq!(ledger.invited("third", Moment(NOON.0 + 60)).await, Ok(false), "it holds until then");
        assert_eq!(ledger.join("third", "窓口 花子", "hash", NOON).await, Err(LedgerFault::NameTaken));
        assert_eq!(ledger.join("third", "受付 太郎", "hash", Moment(NOON.0 + 61)).await, Err(LedgerFault::Missing), "too late");
        assert!(ledger.join("third", "受付 太郎", "hash", NOON).await.is_ok(), "a refused name does not spend the code");
        let staff = ledger.staff().await.expect("readable");
        assert_eq!((staff.len(), &staff[0]), (2, &hanako));
    })
    .await;
}

#[tokio::test]
async fn whoever_left_is_named_in_the_log_and_nowhere_else() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        let until = Moment(NOON.0 + 60);
        ledger.invite("first", None, until).await.expect("invited");
        let hanako = ledger.join("first", "窓口 花子", "hash", NOON).await.expect("joined");
        ledger.begin_session("token", hanako.id, NOON, Moment(0)).await.expect("begun");
        ledger.invite("hers", Some(hanako.id), until).await.expect("invited");
        ledger.invite("another", None, until).await.expect("invited");
        ledger.leave(hanako.id, NOON).await.expect("left");
        assert_eq!(ledger.leave(hanako.id, NOON).await, Err(LedgerFault::Missing));
        assert_eq!(ledger.staff_named("窓口 花子").await, Ok(None));
        assert_eq!(ledger.session("token").await, Ok(None));
        assert_eq!(ledger.invited("hers", NOON).await, Ok(false), "nobody comes in on the word of who left");
        let anew = ledger.join("another", "窓口 花子", "hash", NOON).await.expect("the name is free");
        assert_eq!(ledger.staff().await, Ok(vec![anew.clone()]));
        assert_eq!(ledger.staff_ever().await, Ok(vec![hanako, anew]));
    })
    .await;
}

#[tokio::test]
async fn a_session_is_found_used_and_ended() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        ledger.invite("code", None, Moment(NOON.0 + 60)).await.expect("invited");
        let hanako = ledger.join("code", "窓口 花子", "hash", NOON).await.expect("joined");
        ledger.begin_session("token", hanako.id, NOON, Moment(0)).await.expect("begun");
        ledger.use_session("token", Moment(NOON.0 + 60)).await.expect("used");
        let session = ledger.session("token").await.expect("readable").expect("there");
        assert_eq!((session.who, session.began_at, session.used_at), (hanako.clone(), NOON, Moment(NOON.0 + 60)));
        ledger.end_session("token").await.expect("ended");
        assert_eq!(ledger.session("token").await, Ok(None));
        ledger.begin_session("old", hanako.id, NOON, Moment(0)).await.expect("begun");
        ledger.begin_session("new", hanako.id, Moment(NOON.0 + 60), Moment(NOON.0 + 1)).await.expect("begun");
        assert_eq!(ledger.session("old").await, Ok(None), "old ones are forgotten");
    })
    .await;
}

#[tokio::test]
async fn a_device_is_confirmed_by_its_code_and_revoked_for_ever() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        let id = ledger.introduce("token", "123456", NOON).await.expect("introduced");
        assert_eq!(ledger.introduce("other token", "123456", NOON).await, Err(LedgerFault::NameTaken), "no two show the same code");
        let early = Moment(NOON.0 + 1);
        let confirm = |not_before| ledger.confirm_device("123456", not_before, "正面玄関", "main", DeviceRole::Kiosk);
        assert_eq!(confirm(early).await, Err(LedgerFault::Missing), "waited too long");
        let kiosk = confirm(NOON).await.expect("confirmed");
        assert_eq!((kiosk.id, kiosk.role, kiosk.code), (id, Some(DeviceRole::Kiosk), None));
        assert_eq!(confirm(NOON).await, Err(LedgerFault::Missing), "a code confirms once");
        ledger.revoke_device(id).await.expect("revoked");
        assert_eq!(ledger.device("token").await, Ok(None));
        assert_eq!(ledger.revoke_device(id).await, Err(LedgerFault::Missing));
    })
    .await;
}

#[tokio::test]
async fn each_line_of_the_log_is_chained_to_the_one_before() {
    tell(async |city_hall| {
        let ledger = city_hall.open().await;
        for act in ["open", "print"] {
            let line = LogLine { at: NOON, who: "窓口 花子".into(), act: act.into(), what: "26-000001-1".into() };
            ledger.append_log(line).await.expect("written");
        }
        let lines = ledger.log_after(0, 10).await.expect("readable");
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].hash, lines[0].line.chained_to(""));
        assert_eq!(lines[1].hash, lines[1].line.chained_to(&lines[0].hash));
    })
    .await;
}

#[tokio::test]
async fn a_city_never_sees_the_rows_of_another() {
    tell(async |city_hall| {
        let ours = city_hall.open().await;
        let number = ours.keep(slip(1, "2123")).await.expect("stored").reference;
        drop(ours);
        let theirs = city_hall.open_for("990002").await;
        assert_eq!(theirs.submission(&number).await, Ok(None));
        assert_eq!(theirs.submissions(10).await, Ok(vec![]));
        assert!(theirs.keep(slip(1, "2999")).await.is_ok(), "a key belongs to a city");
    })
    .await;
}
