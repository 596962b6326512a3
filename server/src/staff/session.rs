//! How long a session lasts.

use domain::moment::Moment;

use crate::ledger::staff::StoredSession;

/// A session ends after so many seconds without use.
const IDLE: i64 = 15 * 60;
/// A session ends after so many seconds, used or not.
const LONGEST: i64 = 8 * 60 * 60;
/// The use of a session is noted once in so many seconds.
const NOTED_EVERY: i64 = 60;
/// By how many seconds a clock may be set back without ending the sessions: what it corrects by itself.
const SET_BACK: i64 = 60;

/// Whether a session still holds. A clock that was set back far ends it, since its age is not known any more.
pub fn is_alive(session: &StoredSession, now: Moment) -> bool {
    let (idle, age) = (now.0 - session.used_at.0, now.0 - session.began_at.0);
    (-SET_BACK..IDLE).contains(&idle) && (-SET_BACK..LONGEST).contains(&age)
}

/// Sessions begun before this moment are over, used or not.
pub fn over_by(now: Moment) -> Moment {
    Moment(now.0 - LONGEST)
}

/// Whether the ledger should be told that it was used just now.
pub fn is_to_be_noted(session: &StoredSession, now: Moment) -> bool {
    now.0 - session.used_at.0 >= NOTED_EVERY
}

#[cfg(test)]
mod tests {
    use api::StaffMember;

    use super::*;

    fn session(began_at: i64, used_at: i64) -> StoredSession {
        let who = StaffMember { id: 1, name: "田中".into() };
        StoredSession { who, began_at: Moment(began_at), used_at: Moment(used_at) }
    }

    #[test]
    fn a_session_ends_when_left_alone_and_at_the_end_of_the_day() {
        let nine = 1_795_305_600;
        assert!(is_alive(&session(nine, nine), Moment(nine + IDLE - 1)));
        assert!(!is_alive(&session(nine, nine), Moment(nine + IDLE)));
        assert!(is_alive(&session(nine, nine + LONGEST - 60), Moment(nine + LONGEST - 1)));
        assert!(!is_alive(&session(nine, nine + LONGEST - 60), Moment(nine + LONGEST)));
    }

    #[test]
    fn a_clock_set_back_does_not_make_a_session_live_longer() {
        assert!(is_alive(&session(1_000_000, 1_000_000), Moment(1_000_000 - 30)), "a clock that corrects itself ends nothing");
        assert!(!is_alive(&session(1_000_000, 1_000_000), Moment(1_000_000 - 3_600)));
        assert!(!is_alive(&session(1_000_000, 1_020_000), Moment(1_018_000)));
    }

    #[test]
    fn the_use_is_noted_once_a_minute() {
        assert!(!is_to_be_noted(&session(0, 0), Moment(59)));
        assert!(is_to_be_noted(&session(0, 0), Moment(60)));
    }
}
