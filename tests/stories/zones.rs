//! Two sides: what residents send waits on the internet side, and nobody can read it there, neither on its disk nor in its memory.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;

use serde_json::{Value, json};

use crate::city_hall::CityHall;
use crate::visit_free::key;

/// The form that goes online.
const FORM: &str = "water-start";
/// Who moves in: nobody of these is in any file of the city.
const PERSON: [(&str, &str); 5] = [
    ("user.family", "鷲巣院"),
    ("user.given", "薫子"),
    ("user.family-kana", "ワスノイン"),
    ("user.given-kana", "カヲルコ"),
    ("phone", "09071349526"),
];

/// What would tell who it was, in the ways in which programs keep text.
fn canaries() -> Vec<Vec<u8>> {
    let texts = PERSON.iter().map(|(_, text)| *text).filter(|text| *text != "薫子");
    texts.flat_map(|text| [text.as_bytes().to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()]).collect()
}

/// Whether one of these stands anywhere in the bytes.
fn holds(bytes: &[u8], wanted: &[Vec<u8>]) -> bool {
    let mut begins = [false; 256];
    wanted.iter().for_each(|one| begins[usize::from(one[0])] = true);
    let found = |(at, _): (usize, &u8)| wanted.iter().any(|one| bytes[at..].starts_with(one));
    bytes.iter().enumerate().filter(|(_, byte)| begins[usize::from(**byte)]).any(found)
}

/// Whether one of these stands in what the process has in its memory and may write to.
fn memory_holds(process: u32, wanted: &[Vec<u8>]) -> bool {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).expect("a process that runs has a memory");
    let memory = fs::File::open(format!("/proc/{process}/mem")).expect("a parent may look into its child");
    let mut n_bytes = 0;
    let is_found = maps.lines().filter(|line| line.contains(" rw")).any(|line| {
        let (from, rest) = line.split_once('-').expect("a line of maps");
        let to = rest.split(' ').next().expect("a line of maps");
        let [from, to] = [from, to].map(|address| u64::from_str_radix(address, 16).expect("an address"));
        let mut bytes = vec![0; (to - from) as usize];
        // What the kernel keeps for itself cannot be read.
        let n_read = memory.read_at(&mut bytes, from).unwrap_or(0);
        n_bytes += n_read;
        holds(&bytes[..n_read], wanted)
    });
    assert!(is_found || n_bytes > 1_000_000, "only {n_bytes} bytes could be read");
    is_found
}

/// Whether one of these stands in a file of the folder.
fn folder_holds(folder: &Path, wanted: &[Vec<u8>]) -> bool {
    fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .any(|path| if path.is_dir() { folder_holds(&path, wanted) } else { holds(&fs::read(&path).expect("a file"), wanted) })
}

#[test]
fn the_internet_side_holds_nothing_of_what_was_written() {
    let hall = CityHall::open(&["--zone", "hall"]);
    let folder = tempfile::tempdir().expect("a folder for a while");
    let data = folder.path().join("data");
    fs::create_dir_all(data.join("keys")).expect("a folder for the key");
    fs::copy(hall.data().join("keys/city-key.json"), data.join("keys/city-key.json")).expect("the public key, and nothing else");
    let public = CityHall::open_in(&data, &["--zone", "public"]);

    let mut answers: Value = serde_json::from_str(&hall.command(&["form", "sample", FORM], "")).expect("the sample");
    PERSON.iter().for_each(|(control, text)| answers[*control] = json!(text));
    let slips: Vec<String> = (0..20).map(|_| hall.command(&["slip", "seal", "--form", FORM], &answers.to_string())).collect();
    for (slip, resident) in slips.iter().zip(0..) {
        public.browser().submit(slip, &key(resident)).expect("an answer").ok();
    }
    // What is refused on its way leaves nothing either.
    let plain = hall.command(&["slip", "seal", "--plain", "--form", FORM], &answers.to_string());
    assert_eq!(public.browser().submit(&plain, &key(90)).expect("an answer").status, 422, "it is not sealed");
    assert!(public.browser().submit(&slips[0][..90], &key(91)).expect("an answer").status >= 400);

    let sealed: Vec<Vec<u8>> = vec![slips[7].as_bytes().to_vec()];
    assert!(folder_holds(&data, &sealed), "what was acknowledged is there, sealed");
    assert!(!folder_holds(&data, &canaries()) && !memory_holds(public.id(), &canaries()), "somebody's name is on the internet side");

    // Whoever looks so closely finds it where it was opened.
    let mut staff = hall.first_staff();
    staff.ask("open", &json!({ "slip": slips[0] })).ok();
    assert!(!folder_holds(hall.data(), &canaries()), "the hall keeps it sealed on its disk");
    assert!(memory_holds(hall.id(), &canaries()), "the search would have found it");
}
