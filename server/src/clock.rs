//! What time it is. Handed in, so that a story can move it.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use domain::moment::Moment;

/// The clock on the wall (時計).
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Moment + Send + Sync>);

impl Clock {
    /// The machine's own clock.
    pub fn of_the_machine() -> Clock {
        Clock::by(|| {
            let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Moment(i64::try_from(since_1970.as_secs()).unwrap_or(i64::MAX))
        })
    }

    /// A clock that somebody else moves.
    pub fn by(read: impl Fn() -> Moment + Send + Sync + 'static) -> Clock {
        Clock(Arc::new(read))
    }

    /// What it shows.
    pub fn now(&self) -> Moment {
        (self.0)()
    }
}
