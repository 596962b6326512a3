//! How many of a hundred made-up photos are read, by pixels a square and by how bad the photos are: what the camera's reader does in
//! browsers, here without one.
//!
//! Usage: `reading [N]`

use std::time::Instant;

use reader::grey::Grey;
use reader::ladder::{Rung, climb, look};
use tests::photo::{Day, Dice, Symbol, take};

/// The versions of real forms, with the most digits of each at level M.
const VERSIONS: [(i16, usize); 3] = [(7, 293), (9, 432), (10, 513)];

/// Day, pixels a square, and how many of a hundred are to be read.
const CELLS: [(Day, f64, f64); 9] = [
    (Day::Mild, 1.5, 0.0),
    (Day::Mild, 2.0, 100.0),
    (Day::Typical, 1.75, 0.0),
    (Day::Typical, 2.0, 92.0),
    (Day::Typical, 2.25, 99.0),
    (Day::Typical, 2.5, 100.0),
    (Day::Harsh, 2.5, 0.0),
    (Day::Harsh, 3.0, 88.0),
    (Day::Harsh, 4.0, 99.0),
];

fn main() {
    let photos: u64 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100);
    println!(
        "{photos} photos a cell and version; read of a hundred, rung by rung (as it is / doubled / sharpened / blurred / both) and by the ladder"
    );
    println!("{:<9}{:>5}  {:>23} {:>23} {:>23}  {:>6}  {:>6}", "photos", "px", "v7", "v9", "v10", "all", "goal");
    let (mut missed, mut times) = (0, Vec::new());
    for (day, pitch, goal) in CELLS {
        let (mut line, mut all) = (String::new(), 0.0);
        for (version, length) in VERSIONS {
            let mut read = [0_u32; Rung::ALL.len() + 1];
            for nth in 0..photos {
                let seed = nth + 1_000 * u64::try_from(version).unwrap_or(0);
                let digits = Dice(seed).digits(length);
                let photo = take(&Symbol::of(&digits, version), pitch, day, seed);
                let picture = Grey::new(photo.side, photo.side, photo.shades).expect("a photo has a size");
                for (rung, read) in Rung::ALL.into_iter().zip(&mut read) {
                    *read += u32::from(climb(&picture, &[rung]).text.as_ref() == Some(&digits));
                }
                let begin = Instant::now();
                let sight = look(&picture);
                times.push(begin.elapsed());
                assert!(sight.text.as_ref().is_none_or(|text| *text == digits), "read wrongly: {day:?} {pitch} {seed}");
                read[Rung::ALL.len()] += u32::from(sight.text.is_some());
            }
            let [rungs @ .., ladder] = read.map(|count| f64::from(count) * 100.0 / photos as f64);
            let rungs = rungs.map(|share| format!("{share:.0}")).join("/");
            line += &format!(" {:>23}", format!("{rungs}  {ladder:.0}"));
            all += ladder / VERSIONS.len() as f64;
        }
        let verdict = if goal == 0.0 { String::new() } else { format!("≥ {goal:.0}") };
        missed += u32::from(all < goal);
        println!("{:<9}{pitch:>5} {line}  {all:>6.1}  {verdict:>6}", format!("{day:?}").to_lowercase());
    }
    times.sort();
    println!("one look: {:.1} ms (median), {:.1} ms (slowest of a hundred)", ms(times[times.len() / 2]), ms(times[times.len() * 99 / 100]));
    println!("{missed} goals missed");
}

fn ms(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
