//! What several screens say of the lobby.

use domain::city::{Office, QueuePlan};
use domain::kana::half_width;
use domain::queue::{Board, TicketNumber};
use leptos::prelude::*;

use crate::device::live::Live;

/// Whether what is shown is true now (通信の状態); if not, of when it is. It takes no room while all is well.
#[component]
pub fn Connection(
    /// The lobby as this screen hears it.
    live: Live,
) -> impl IntoView {
    let words = move || match (live.live.get(), live.as_of.get()) {
        (true, _) => String::new(),
        (false, Some(as_of)) => format!("{} 現在（通信が切れています。自動でつなぎ直します）", as_of.clock()),
        (false, None) if live.lost.get() => "市のサーバーにつながりません。自動でつなぎ直しています。".to_owned(),
        (false, None) => "つないでいます…".to_owned(),
    };
    view! {
        <p class="connection" role="status" class:lost=move || !live.live.get()>{words}</p>
    }
}

/// How many wait in a queue (待ち人数); a dash before the first board.
pub fn n_waiting(live: Live, queue: String) -> impl Fn() -> String + Clone + Send + 'static {
    let count = Memo::new(move |_| {
        let lane = |board: &Board| board.queues.iter().find(|lane| lane.queue == queue).map_or(0, |lane| lane.waiting.len());
        live.board.with(|board| board.as_ref().map(lane))
    });
    move || count.get().map_or_else(|| "–".into(), |count| count.to_string())
}

/// People, as a picture; the number beside it says the same.
#[component]
pub fn People() -> impl IntoView {
    view! {
        <svg class="people-icon" viewBox="0 0 32 24" aria-hidden="true" focusable="false">
            <circle cx="11" cy="6" r="5"/>
            <path d="M1 24c0-8 4-11 10-11s10 3 10 11z"/>
            <circle cx="23" cy="8" r="4"/>
            <path d="M23.500 24c0-5-1-8-3-10.200 6-1.800 11 1.200 11 10.200z"/>
        </svg>
    }
}

/// The ticket a person means by what they typed: `A012`, but also `a12`, `Ａ０１２` or `A-12`.
pub fn ticket_meant(text: &str) -> Option<TicketNumber> {
    let kept: String = text.chars().map(half_width).filter(char::is_ascii_alphanumeric).collect();
    let letter = kept.chars().next().filter(char::is_ascii_alphabetic)?.to_ascii_uppercase();
    let number: u16 = kept.get(1..).filter(|rest| rest.len() <= 3)?.parse().ok()?;
    format!("{letter}{number:03}").parse().ok()
}

/// The name of a queue of this office; its id if the plan does not name it any more.
pub fn queue_name(office: &Office, id: &str) -> String {
    office.queue(id).map_or_else(|| id.to_owned(), |plan| plan.name.clone())
}

/// The queue a ticket was issued for: its letter tells.
pub fn queue_of(office: &Office, ticket: TicketNumber) -> Option<&QueuePlan> {
    office.queues.iter().find(|plan| plan.letter == ticket.letter)
}

#[cfg(test)]
mod tests {
    use super::ticket_meant;

    #[test]
    fn a_ticket_is_understood_however_it_is_typed() {
        for text in ["A012", "a12", "Ａ０１２", " A-12 ", "A 012番"] {
            assert_eq!(ticket_meant(text).map(|ticket| ticket.to_string()).as_deref(), Some("A012"), "{text}");
        }
        for text in ["", "12", "A", "A0", "A1234", "AB12", "あ12"] {
            assert_eq!(ticket_meant(text), None, "{text}");
        }
    }
}
