//! Trying out a code scanner: codes on the screen and on paper, and in words what the scanner does wrong with them.

mod alignment;
pub mod codes;
pub mod diagnosis;
pub mod heard;
mod words;

use leptos::prelude::*;

use self::codes::{ALL, TestCode};
use self::diagnosis::{Diagnosis, diagnose};
use crate::components::qr_code::QrPicture;
use crate::device::{keystrokes, printer};

/// The page for trying out a scanner (読取機のテスト).
#[component]
pub fn ScannerTest() -> impl IntoView {
    let diagnosis = RwSignal::new(None::<Diagnosis>);
    let arrived = keystrokes::listen(move |heard| diagnosis.set(Some(diagnose(&heard))));
    let progress = move || match arrived.get() {
        0 => "読み取りを待っています。".to_owned(),
        count => format!("届いています… {count}文字"),
    };
    view! {
        <main class="scanner desk" id="main">
            <div class="scanner-lead">
                <h1>"読取機のテスト"</h1>
                <p>
                    "キーボードとして動く読取機で、下のコードをひとつ読み取ってください。読取機が正しく送っているか、どの設定を直せばよいかをお知らせします。読み取ったものは、どこにも送らず、残しません。"
                </p>
                <label class="reading">
                    <span>"ここに届いた文字が入ります（どこを選んでいても読み取れます）"</span>
                    <textarea class="input scanner-field" id=keystrokes::FIELD rows="2" autocomplete="off" spellcheck="false"></textarea>
                </label>
                <p class="reading-progress" role="status">{progress}</p>
                <div class="scanner-result" role="status">{move || diagnosis.get().map(|diagnosis| view! { <Result diagnosis=diagnosis/> })}</div>
                <p class="scanner-acts">
                    <button type="button" class="button quiet" on:click=move |_| printer::print("読取機のテスト用コード")>"テスト用のコードを印刷"</button>
                </p>
            </div>
            <h2 class="scanner-codes-title">"テスト用のコード"</h2>
            <p class="scanner-paper-note">"窓口の画面「読取機のテスト」（/counter/scanner）を開き、ひとつずつ読み取ってください。個人の情報は入っていません。"</p>
            <div class="scanner-codes">{ALL.into_iter().map(|code| view! { <OneCode code=code/> }).collect_view()}</div>
        </main>
    }
}

#[component]
fn Result(diagnosis: Diagnosis) -> impl IntoView {
    let usable = diagnosis.is_usable();
    let findings = diagnosis.findings.iter().map(|finding| {
        let (what, remedy) = words::finding(finding);
        let harmful = finding.is_harmful();
        view! {
            <li class:harmful=harmful>
                <b>{if harmful { "直す：" } else { "支障なし：" }}</b>
                <span>{what}</span>
                <p>{remedy}</p>
            </li>
        }
    });
    view! {
        <p class="scanner-verdict" class:usable=usable>{words::verdict(&diagnosis)}</p>
        <ul class="scanner-findings">{findings.collect_view()}</ul>
    }
}

#[component]
fn OneCode(code: TestCode) -> impl IntoView {
    let modules = code.modules();
    let version = modules.as_ref().map_or(0, |modules| (modules.width() - 8 - 17) / 4);
    let size = if code.is_letters() { "英字と記号".to_owned() } else { format!("{}桁", code.length) };
    view! {
        <figure class="scanner-code" style:width=format!("{}mm", code.side)>
            {modules.map(|modules| view! { <QrPicture modules=modules label="テスト用のQRコード"/> })}
            <figcaption>
                <b>{format!("テスト{}", code.number)}</b>
                <span>{format!("{}　{size}・{version}型・{}mm角", code.what, code.side)}</span>
            </figcaption>
        </figure>
    }
}
