//! Many sheets at once: each holds one person's words and nobody else's, whatever else is being printed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use domain::form::Entries;
use serde_json::{Value, json};

use super::*;
use crate::city_hall::CityHall;

/// How many print at the same time.
const AT_ONCE: usize = 8;

/// Words of one person alone, in kanji as names have them.
fn canary(nth: usize) -> String {
    let signs: Vec<char> = "春夏秋冬東西南北山川海空".chars().collect();
    let digits = [nth / 144 % 12, nth / 12 % 12, nth % 12];
    format!("鵺{}鵼", digits.map(|digit| signs[digit]).iter().collect::<String>())
}

#[test]
fn everybody_gets_their_own_sheet_and_nobody_elses() {
    let sheets: usize = std::env::var("MADOGUCHI_SHEETS").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let people = sheets.min(48);
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let forms = ["water-start", "residence-certificate", "bulky-waste"];
    let mut numbers = Vec::new();
    for nth in 0..people {
        let form = forms[nth % forms.len()];
        let sample: Entries = serde_json::from_str(&hall.command(&["form", "sample", form], "")).unwrap();
        let family = sample.0.keys().find(|control| control.ends_with(".family")).unwrap().clone();
        let mut entries = sample;
        entries.set(family, canary(nth));
        let slip = hall.command(&["slip", "seal", "--form", form], &serde_json::to_string(&entries).unwrap());
        let receipt: Value = staff.get("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() }));
        numbers.push(receipt[0]["reference"].as_str().unwrap().to_owned());
    }
    let next = AtomicUsize::new(0);
    let print = |mut staff: crate::browser::Browser| {
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            if nth >= sheets {
                return;
            }
            let mine = nth % people;
            let pdf = staff.ask("sheets", &json!({ "references": [numbers[mine]] })).ok().bytes;
            let text = bare(&pages(&pdf).concat());
            for (other, number) in numbers.iter().enumerate() {
                assert_eq!(text.contains(&canary(other)), other == mine, "{other} on the sheet of {mine}");
                assert_eq!(text.contains(number), other == mine, "{other} on the sheet of {mine}");
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            let staff = staff.clone();
            scope.spawn(|| print(staff));
        }
    });
    println!("{sheets} sheets of {people} people, {AT_ONCE} at a time: each with its own person's words and number, and no other's");
}
