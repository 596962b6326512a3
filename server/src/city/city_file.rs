//! `city.toml`: the city, its offices, their queues and counters.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use domain::city::{City, Counter, CounterNumber, Instead, Office, QueuePlan};
use domain::looks::{Colour, Colours, LEAST_CONTRAST, Looks};

use super::file::File;
use super::question::accepts_id;
use super::section::Section;
use super::{Mistakes, closing};

/// Reads the file. The city is closed on these `holidays`, unless it says otherwise.
///
/// # Errors
/// Every mistake of the file at once.
pub(super) fn load(path: &Path, holidays: Vec<NaiveDate>) -> Result<City, Mistakes> {
    File::read(path)?.understand(|_, top| {
        let code = top.text("code").filter(|code| accepts_code(top, code));
        let number = top.number("number", 0..=2047);
        let (name, prefecture) = (top.text("name"), top.text("prefecture"));
        let sections = top.sections("office");
        if sections.is_empty() {
            top.object("office", "庁舎がありません。[[office]] を一つ以上書いてください。");
        }
        let offices: Option<Vec<Office>> = sections.iter().map(office).collect::<Vec<_>>().into_iter().collect();
        let (looks, without_forms) = (looks(top, path.parent().unwrap_or(Path::new("."))), without_forms(top));
        let open_days = closing::read(top, holidays);
        let offices = offices?;
        refuse_twins(&sections, "id", &offices, |office| office.id.clone());
        Some(City {
            code: code?,
            number: number?,
            name: name?,
            prefecture: prefecture?,
            offices,
            key: None,
            key_until: None,
            looks: looks?,
            without_forms,
            open_days: open_days?,
            towns: Vec::new(),
        })
    })
}

/// The forms of the library that the city leaves out. Whether there are such is seen where the library is read.
fn without_forms(top: &Section) -> BTreeMap<String, Instead> {
    let mut without: BTreeMap<String, Instead> = top.texts("without_forms").into_iter().map(|(form, _)| (form, Instead::Counter)).collect();
    for section in top.sections("own_sheet") {
        let (form, text) = (section.text("form"), section.text("text"));
        section.finish();
        without.extend(form.zip(text).map(|(form, text)| (form, Instead::OwnSheet(text))));
    }
    without
}

/// The city's colours and logo, if it has its own.
fn looks(top: &Section, folder: &Path) -> Option<Looks> {
    let Some(section) = top.section("looks") else { return if top.has("looks") { None } else { Some(Looks::default()) } };
    let colours = colours(&section);
    let logo = section.text_if("logo").map(|logo| {
        let (file, has_ending) = (folder.join(&logo), logo.ends_with(".svg") || logo.ends_with(".png"));
        if !has_ending || !file.is_file() {
            section.object(
                "logo",
                format!("「{logo}」という画像が市のフォルダーにありません。SVGかPNGのファイルを置き、その名前を書いてください。"),
            );
        }
        file
    });
    section.finish();
    Some(Looks { colours: colours.ok()?, logo })
}

/// # Errors
/// If there are colours that cannot be understood or read.
fn colours(section: &Section) -> Result<Option<Colours>, ()> {
    if !section.has("colour") && !section.has("colour_dark") {
        return Ok(None);
    }
    let colour = |key: &'static str| {
        let text = section.text(key)?;
        let colour = Colour::parse(&text);
        if colour.is_none() {
            section.object(key, format!("「{text}」は色ではありません。「#0b5c66」のように、#に続けて6桁で書いてください。"));
        }
        colour
    };
    let (light, dark) = (colour("colour"), colour("colour_dark"));
    let colours = Colours { light: light.ok_or(())?, dark: dark.ok_or(())? };
    let judge = |key, contrast: f64, ground: &str, remedy: &str| {
        if contrast < LEAST_CONTRAST {
            let reason = format!(
                "この色は、{ground}の上で読みにくい色です（明るさの比が{contrast:.1}対1。{LEAST_CONTRAST}対1より要ります）。もっと{remedy}色にしてください。"
            );
            section.object(key, reason);
        }
    };
    judge("colour", colours.light_contrast(), "白い地", "暗い");
    judge("colour_dark", colours.dark_contrast(), "暗い地", "明るい");
    Ok(Some(colours))
}

fn office(section: &Section) -> Option<Office> {
    let id = section.text("id").filter(|id| accepts_id(section, id));
    let (name, hours) = (section.text("name"), section.text_if("hours"));
    let queue_sections = section.sections("queue");
    let queues: Vec<Option<QueuePlan>> = queue_sections.iter().map(queue).collect();
    let counter_sections = section.sections("counter");
    let counters: Vec<Option<Counter>> = counter_sections.iter().map(|counter| self::counter(counter)).collect();
    section.finish();
    for (key, list) in [("queue", &queue_sections), ("counter", &counter_sections)] {
        if list.is_empty() {
            section.object(key, format!("[[office.{key}]] がありません。一つ以上書いてください。"));
        }
    }
    let queues = queues.into_iter().collect::<Option<Vec<_>>>()?;
    let counters = counters.into_iter().collect::<Option<Vec<_>>>()?;
    refuse_twins(&queue_sections, "id", &queues, |queue| queue.id.clone());
    refuse_twins(&queue_sections, "letter", &queues, |queue| queue.letter.to_string());
    refuse_twins(&counter_sections, "number", &counters, |counter| counter.number.0.to_string());
    judge_service(&queue_sections, &queues, &counter_sections, &counters);
    Some(Office { id: id?, name: name?, hours, queues, counters })
}

fn queue(section: &Section) -> Option<QueuePlan> {
    let id = section.text("id").filter(|id| accepts_id(section, id));
    let (name, hint, letter) = (section.text("name"), section.text("hint"), section.text("letter"));
    section.finish();
    let letter = letter?;
    let mut letters = letter.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'A'..='Z'), None) => Some(QueuePlan { id: id?, name: name?, hint: hint?, letter }),
        _ => {
            section.object("letter", format!("「{letter}」は番号の前に付けられません。AからZまでの1文字を書いてください。"));
            None
        }
    }
}

fn counter(section: &Section) -> Option<Counter> {
    let number = section.number("number", 1..=99);
    let queues: Vec<String> = section.texts("queues").into_iter().map(|(queue, _)| queue).collect();
    section.finish();
    if queues.is_empty() {
        section.object("queues", "「queues」に、この窓口で受ける待ち行列を一つ以上並べてください。");
    }
    Some(Counter { number: CounterNumber(number?), queues })
}

/// Counters serve queues that exist, and every queue is served somewhere.
fn judge_service(queue_sections: &[Section], queues: &[QueuePlan], counter_sections: &[Section], counters: &[Counter]) {
    for (section, counter) in counter_sections.iter().zip(counters) {
        for (queue, place) in section.texts("queues").into_iter().filter(|(id, _)| queues.iter().all(|queue| queue.id != *id)) {
            let ids: Vec<&str> = queues.iter().map(|queue| queue.id.as_str()).collect();
            let reason = format!("この庁舎に「{queue}」という待ち行列はありません。{} のどれかを書いてください。", ids.join("、"));
            section.object_at(place, reason);
        }
        if let Some(twice) = counter.queues.iter().enumerate().find(|(nth, id)| counter.queues[..*nth].contains(id)) {
            section.object("queues", format!("「{}」が二度書かれています。一つ消してください。", twice.1));
        }
    }
    for (section, queue) in queue_sections.iter().zip(queues) {
        if counters.iter().all(|counter| !counter.queues.contains(&queue.id)) {
            section.object(
                "id",
                format!("「{}」を受ける窓口がありません。どれかの [[office.counter]] の「queues」に加えてください。", queue.id),
            );
        }
    }
}

/// Notes each one whose key another before it has too.
fn refuse_twins<T>(sections: &[Section], key: &'static str, all: &[T], name: impl Fn(&T) -> String) {
    let names: Vec<String> = all.iter().map(name).collect();
    for (nth, (section, name)) in sections.iter().zip(&names).enumerate() {
        if names[..nth].contains(name) {
            section.object(key, format!("「{name}」がもうあります。別のものにしてください。"));
        }
    }
}

/// Six digits of which the last is the check digit of JIS X 0402: weights 6 to 2, modulus 11.
fn accepts_code(top: &Section, code: &str) -> bool {
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    let right = code.len() == 6 && digits.len() == 6 && {
        let sum: u32 = digits.iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
        digits[5] == (11 - sum % 11) % 10
    };
    if !right {
        top.object(
            "code",
            format!("「{code}」は全国地方公共団体コードではありません。最後が検査数字の、6桁の数字を引用符で囲んで書いてください。"),
        );
    }
    right
}
