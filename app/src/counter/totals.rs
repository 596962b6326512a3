//! The day's totals, to be compared with the money in the till.

use domain::form::show::grouped;
use domain::kana;
use domain::office_use::till::{Counted, DayTotals, Taken};
use leptos::prelude::*;

use super::session::session;
use crate::device::line::Line;
use crate::device::{clock, file, printer};

/// The totals of a day (収納集計).
#[component]
pub fn Totals() -> impl IntoView {
    let session = session();
    let (totals, trouble) = (RwSignal::new(None::<DayTotals>), RwSignal::new(None::<String>));
    let today = clock::now().date();
    let day = RwSignal::new(today);
    let look = move || {
        let wanted = day.get();
        session.ask(api::totals(wanted), move |answer| match answer {
            // Another day was chosen meanwhile.
            _ if day.try_get_untracked() != Some(wanted) => {}
            Ok(found) => {
                trouble.set(None);
                totals.set(Some(found));
            }
            Err(refused) => {
                totals.set(None);
                trouble.set(Some(refused.sentence()));
            }
        });
    };
    Effect::new(look);
    let choose = move |text: String| match text.parse() {
        Ok(chosen) => day.set(chosen),
        Err(_) => trouble.set(Some("日付を選んでください。".into())),
    };
    let shown = move || totals.get().map(|found| view! { <Day totals=found shown=totals/> });
    view! {
        <section class="panel totals">
            <h1>"収納集計"</h1>
            <div class="totals-choose">
                <label class="field">
                    <span class="field-label">"日付"</span>
                    <input class="input" type="date" autocomplete="off" value=today.to_string() on:change:target=move |event| choose(event.target().value())/>
                </label>
                <button type="button" class="button quiet" on:click=move |_| look()>"もう一度集計"</button>
            </div>
            <p class="fault" role="alert">{move || trouble.get()}</p>
            <p class="note" role="status" hidden=move || totals.with(Option::is_some) || trouble.with(Option::is_some)>"集計しています…"</p>
            {shown}
        </section>
    }
}

/// A day that was added up.
#[component]
fn Day(totals: DayTotals, shown: RwSignal<Option<DayTotals>>) -> impl IntoView {
    let heading = domain::era::show(totals.day);
    if totals.rows.is_empty() {
        return view! {
            <h2>{heading}</h2>
            <p class="note" role="status">"この日に受理した申請はありません。"</p>
            <Till totals=totals shown=shown/>
        }
        .into_any();
    }
    let (all, csv) = (totals.all(), totals.csv());
    let name = format!("収納集計-{}", totals.day);
    let save = {
        let name = format!("{name}.csv");
        move |_| file::save_csv(&csv, &name)
    };
    let print = move |_| printer::print(&name);
    let words = format!("{}件、{}を収納しました。", all.count, yen(all.charged));
    view! {
        <h2>{heading}</h2>
        <p class="totals-sum" role="status">{words}</p>
        <div class="totals-acts">
            <button type="button" class="button quiet" on:click=print>"印刷"</button>
            <button type="button" class="button quiet" on:click=save>"CSVで保存"</button>
        </div>
        <Table title="様式ごと" head="様式" rows=totals.by_form() all=all.clone()/>
        <Table title="担当ごと" head="担当" rows=totals.by_staff() all=all/>
        <Till totals=totals shown=shown/>
    }
    .into_any()
}

/// Rows with their sum.
#[component]
fn Table(title: &'static str, head: &'static str, rows: Vec<Taken>, all: Taken) -> impl IntoView {
    let cells = |taken: &Taken| {
        let open = (taken.open > 0).then(|| view! { <span class="note">{format!("（{}件は額の記入なし）", taken.open)}</span> });
        view! {
            <td>{taken.count}</td>
            <td>{taken.copies}</td>
            <td>{yen(taken.charged)} {open}</td>
            <td>{yen(taken.waived)}</td>
        }
    };
    let rows = rows.iter().map(|taken| {
        let name = format!("{}{}", taken.form, taken.by);
        view! { <tr><th scope="row">{name}</th>{cells(taken)}</tr> }
    });
    view! {
        <h3>{title}</h3>
        <table class="table totals-table" aria-label=title>
            <thead>
                <tr>
                    <th scope="col">{head}</th><th scope="col">"件数"</th><th scope="col">"通数"</th><th scope="col">"収納額"</th><th scope="col">"減免額"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
            <tfoot><tr><th scope="row">"合計"</th>{cells(&all)}</tr></tfoot>
        </table>
    }
}

/// What lies in the till, and how it differs.
#[component]
fn Till(totals: DayTotals, shown: RwSignal<Option<DayTotals>>) -> impl IntoView {
    let session = session();
    let typed = Line::new();
    let wrong = RwSignal::new(None::<String>);
    let day = totals.day;
    let count = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = typed.text().replace([',', '，'], "");
        let Some(counted) = kana::digits(&text).ok().and_then(|digits| digits.parse().ok()) else {
            return wrong.set(Some("現金は、0円からの数字で入力してください。".into()));
        };
        session.ask(api::count_till(day, counted), move |answer| match answer {
            Ok(found) => shown.set(Some(found)),
            Err(refused) => wrong.set(Some(refused.sentence())),
        });
    };
    let difference = totals.difference().map(|difference| {
        let words = match difference {
            0 => "差額はありません。".to_owned(),
            more if more > 0 => format!("集計より{}多いです。", yen(more)),
            less => format!("集計より{}少ないです。", yen(-less)),
        };
        view! { <p class="totals-difference" class:differs=difference != 0 role="status">{words}</p> }
    });
    let former = totals.counted.iter().rev().map(|Counted { yen: counted, by, at }| {
        view! { <li>{format!("{}　{by}　{}", at.words(), yen(i64::from(*counted)))}</li> }
    });
    let former =
        (!totals.counted.is_empty()).then(|| view! { <ul class="totals-counted" aria-label="数えた記録">{former.collect_view()}</ul> });
    view! {
        <h3>"レジの現金と比べる"</h3>
        {difference}
        <form class="totals-count" on:submit=count>
            <label class="field">
                <span class="field-label">"数えた現金（円）"</span>
                <input class="input" type="text" inputmode="numeric" autocomplete="off" size="10" aria-describedby="till-why" node_ref=typed.node()/>
            </label>
            <button type="submit" class="button">"比べる"</button>
        </form>
        <p class="fault" id="till-why" role="alert">{move || wrong.get()}</p>
        {former}
    }
}

/// An amount with its sign: `1,200円`, `−300円`.
fn yen(amount: i64) -> String {
    let digits = grouped(u32::try_from(amount.unsigned_abs()).unwrap_or(u32::MAX));
    if amount < 0 { format!("−{digits}円") } else { format!("{digits}円") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_back_has_its_sign() {
        assert_eq!([yen(1200), yen(0), yen(-300)].join(" "), "1,200円 0円 −300円");
    }
}
