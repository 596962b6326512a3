//! The clock on the wall: the city hall's time, not that of a screen whose clock nobody sets.

use chrono::{Datelike, Weekday};
use domain::moment::Moment;
use leptos::prelude::*;

use crate::device::{clock, live::Live};

/// The clock (時計).
#[component]
pub fn ClockFace(
    /// The lobby, which knows what o'clock it is.
    live: Live,
) -> impl IntoView {
    let (now, set_now) = signal(None::<Moment>);
    Effect::new(move || {
        // Until the first word from the city hall no time is shown rather than a wrong one.
        let look = move || set_now.set(live.as_of.get_untracked().map(|_| Moment(live.now().0 / 60 * 60)));
        look();
        clock::every(500, look);
    });
    let minute = Memo::new(move |_| now.get());
    view! {
        <p class="clock">
            <span class="clock-day">{move || minute.get().map(day)}</span>
            <time class="clock-time">{move || minute.get().map(Moment::clock)}</time>
        </p>
    }
}

/// Such as `11月22日（日）`.
fn day(now: Moment) -> String {
    let date = now.date();
    let weekday = match date.weekday() {
        Weekday::Mon => '月',
        Weekday::Tue => '火',
        Weekday::Wed => '水',
        Weekday::Thu => '木',
        Weekday::Fri => '金',
        Weekday::Sat => '土',
        Weekday::Sun => '日',
    };
    format!("{}月{}日（{weekday}）", date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_with_its_weekday() {
        assert_eq!(day(Moment(1_795_311_720)), "11月22日（日）");
    }
}
