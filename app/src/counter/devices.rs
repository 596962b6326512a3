//! Kiosks and displays: letting them in, seeing whether they live, sending them away.

use std::sync::Arc;

use api::{Device, DeviceRole};
use domain::city::City;
use domain::moment::Moment;
use leptos::prelude::*;

use super::session::session;
use crate::device::line::Line;
use crate::device::reader::digits;
use crate::device::{address, clock};
use crate::display::TO_BE_KNOWN;
use crate::hall::Screen;

/// How often the list is asked for anew, in milliseconds.
const AGAIN: u32 = 5_000;

/// A device that was not heard of for so many seconds is said to be silent; it speaks once a minute.
const SILENT: i64 = 150;

/// The devices (端末) of the city.
#[component]
pub fn Devices(
    /// The city.
    city: Arc<City>,
) -> impl IntoView {
    let session = session();
    let (devices, trouble) = (RwSignal::new(None::<Vec<Device>>), RwSignal::new(None::<String>));
    let look = move || {
        session.ask(api::devices(), move |answer| match answer {
            Ok(known) => {
                trouble.set(None);
                devices.set(Some(known.into_iter().filter(|device| device.role.is_some()).collect()));
            }
            Err(refused) => trouble.set(Some(refused.sentence())),
        });
    };
    Effect::new(move || {
        look();
        clock::every(AGAIN, look);
    });
    let rows = {
        let city = city.clone();
        move || {
            let known = devices.get().unwrap_or_default().into_iter();
            known.map(|device| view! { <Row city=city.clone() device=device look=look/> }).collect_view()
        }
    };
    let none = move || devices.with(|devices| devices.as_ref().is_some_and(Vec::is_empty));
    view! {
        <section class="panel">
            <h1>"端末"</h1>
            <p class="fault" role="alert">{move || trouble.get()}</p>
            <Confirm city=city look=look/>
            <h2>"登録済みの端末"</h2>
            <p class="note" hidden=move || !none()>"登録済みの端末はありません。"</p>
            <table class="table" hidden=none>
                <thead>
                    <tr><th scope="col">"名前"</th><th scope="col">"役割"</th><th scope="col">"庁舎"</th><th scope="col">"申請書の確認と印刷"</th><th scope="col">"最後の通信"</th><th scope="col">"操作"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

/// One device that was let in.
#[component]
fn Row(city: Arc<City>, device: Device, look: impl Fn() + Copy + Send + 'static) -> impl IntoView {
    let session = session();
    let office = city.office(&device.office).map_or_else(|| device.office.clone(), |office| office.name.clone());
    let asking = RwSignal::new(false);
    let revoke = move |_| session.ask(api::revoke_device(device.id), move |_| look());
    let name = device.name.clone();
    let operation = move || {
        if asking.get() {
            view! {
                <span>"取り消しますか？"</span>
                <button type="button" class="button danger" on:click=revoke>"取り消す"</button>
                <button type="button" class="button quiet" on:click=move |_| asking.set(false)>"やめる"</button>
            }
            .into_any()
        } else {
            let label = format!("{name}の登録を取り消す");
            view! { <button type="button" class="button quiet" aria-label=label on:click=move |_| asking.set(true)>"登録を取り消す"</button> }
                .into_any()
        }
    };
    let permit = move |_| session.ask(api::permit_printing(device.id, !device.prints), move |_| look());
    let right = (device.role == Some(DeviceRole::Kiosk)).then(|| {
        let label = format!("{}で、持ってきた申請書の確認と印刷をできるように{}", device.name, if device.prints { "しない" } else { "する" });
        view! {
            {if device.prints { "できる " } else { "できない " }}
            <button type="button" class="button plain" aria-label=label on:click=permit>{if device.prints { "やめる" } else { "許可する" }}</button>
        }
    });
    let (heard, silent) = heard(device.heard_at, clock::now());
    view! {
        <tr>
            <th scope="row">{device.name.clone()}</th>
            <td>{device.role.map(role_name)}</td>
            <td>{office}</td>
            <td>{right}</td>
            <td class:silent=silent>{heard}</td>
            <td>{operation}</td>
        </tr>
    }
}

/// Letting in the device that shows a code.
#[component]
fn Confirm(city: Arc<City>, look: impl Fn() + Copy + Send + 'static) -> impl IntoView {
    let session = session();
    let (code, name) = (Line::new(), Line::new());
    let office = RwSignal::new(city.offices.first().map(|office| office.id.clone()).unwrap_or_default());
    let role = RwSignal::new(DeviceRole::Kiosk);
    let said = RwSignal::new(Ok::<_, String>(String::new()));
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (digits, called) = (digits(&code.text()), name.text());
        session.ask(api::confirm_device(digits, called, office.get_untracked(), role.get_untracked()), move |answer| match answer {
            Ok(device) => {
                code.clear();
                name.clear();
                said.set(Ok(format!("「{}」を登録しました。", device.name)));
                look();
            }
            Err(refused) => said.set(Err(refused.sentence())),
        });
    };
    let offices = city.offices.iter().map(|office| view! { <option value=office.id.clone()>{office.name.clone()}</option> });
    let roles = [DeviceRole::Kiosk, DeviceRole::Display].map(|one| {
        view! {
            <label class="inline-choice">
                <input type="radio" name="role" checked=one == DeviceRole::Kiosk on:change=move |_| role.set(one)/>
                {role_name(one)}
            </label>
        }
    });
    view! {
        <h2>"新しい端末を登録"</h2>
        <Addresses city=city.clone()/>
        <p>"画面に表示された6けたの番号を入力してください。呼出表示では、画面のいちばん下に表示されます。"</p>
        <form class="confirm-device" on:submit=confirm>
            <label class="field">
                <span class="field-label">"端末の番号"</span>
                <input class="input" type="text" inputmode="numeric" autocomplete="off" size="8" required node_ref=code.node()/>
            </label>
            <label class="field">
                <span class="field-label">"端末の名前"</span>
                <input class="input" type="text" autocomplete="off" placeholder="正面玄関" required node_ref=name.node()/>
            </label>
            <label class="field">
                <span class="field-label">"庁舎"</span>
                <select class="input" on:change:target=move |event| office.set(event.target().value())>{offices.collect_view()}</select>
            </label>
            <fieldset class="field"><legend class="field-label">"役割"</legend>{roles.collect_view()}</fieldset>
            <button type="submit" class="button">"登録する"</button>
        </form>
        <p class="said" role="status">{move || said.get().ok()}</p>
        <p class="fault" role="alert">{move || said.get().err()}</p>
    }
}

/// What is opened on the device itself, for each office: a display is in use at once, and known only at the second of its addresses.
#[component]
fn Addresses(city: Arc<City>) -> impl IntoView {
    let link = |screen: Screen, mark: &str| {
        let address = format!("{}{}{mark}", address::origin(), screen.path());
        view! { <a href=address.clone() target="_blank" rel="noopener">{address.clone()}</a> }
    };
    let rows = city.offices.iter().map(|office| {
        view! {
            <tr>
                <th scope="row">{office.name.clone()}</th>
                <td>{link(Screen::Kiosk(office.id.clone()), "")}</td>
                <td>{link(Screen::Display(office.id.clone()), TO_BE_KNOWN)}</td>
            </tr>
        }
    });
    view! {
        <p>
            "端末のブラウザーで、次のアドレスを開いてください。"
            "呼出表示は登録しなくても使えます。登録すると、名前が付き、通信が途切れたときにこの画面で分かります。表示する庁舎も、ここで選べます。"
        </p>
        <table class="table">
            <thead><tr><th scope="col">"庁舎"</th><th scope="col">"発券機"</th><th scope="col">"呼出表示"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

fn role_name(role: DeviceRole) -> &'static str {
    match role {
        DeviceRole::Kiosk => "発券機",
        DeviceRole::Display => "呼出表示",
    }
}

/// When it was last heard of, in words, and whether that is too long ago.
fn heard(at: Moment, now: Moment) -> (String, bool) {
    let seconds = (now.0 - at.0).max(0);
    let words = match seconds {
        0..SILENT => "通信しています".to_owned(),
        _ if at.date() == now.date() => format!("{}から通信がありません", at.clock()),
        _ => format!("{}から通信がありません", at.words()),
    };
    (words, seconds >= SILENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_device_is_seen() {
        let now = Moment(1_795_311_720);
        assert_eq!(heard(Moment(now.0 - 60), now), ("通信しています".into(), false));
        assert_eq!(heard(Moment(now.0 - 600), now), ("10:32から通信がありません".into(), true));
        assert_eq!(heard(Moment(now.0 - 86_400), now), ("2026年11月21日 10:42から通信がありません".into(), true));
        assert!(!heard(Moment(now.0 + 60), now).1);
    }
}
