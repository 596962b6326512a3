//! Two sides: what residents send waits on the internet side, and nobody can read it there, neither on its disk nor in its memory.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;

use serde_json::{Value, json};

use crate::city_hall::{CityHall, run};
use crate::visit_free::key;
use crate::write_free::entries;

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

/// A hall, and an internet side that has its public key and nothing else of it; the folder goes with the test.
fn two_sides() -> (CityHall, CityHall, tempfile::TempDir) {
    let hall = CityHall::open(&["--zone", "hall"]);
    let folder = tempfile::tempdir().expect("a folder for a while");
    let data = folder.path().join("data");
    fs::create_dir_all(data.join("keys")).expect("a folder for the key");
    fs::copy(hall.data().join("keys/city-key.json"), data.join("keys/city-key.json")).expect("the public key, and nothing else");
    (hall, CityHall::open_in(&data, &["--zone", "public"]), folder)
}

#[test]
fn the_internet_side_holds_nothing_of_what_was_written() {
    let (hall, public, _folder) = two_sides();
    let data = public.data();
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
    assert!(folder_holds(data, &sealed), "what was acknowledged is there, sealed");
    assert!(!folder_holds(data, &canaries()) && !memory_holds(public.id(), &canaries()), "somebody's name is on the internet side");

    // Whoever looks so closely finds it where it was opened.
    let mut staff = hall.first_staff();
    staff.ask("open", &json!({ "slip": slips[0] })).ok();
    assert!(!folder_holds(hall.data(), &canaries()), "the hall keeps it sealed on its disk");
    assert!(memory_holds(hall.id(), &canaries()), "the search would have found it");
}

#[test]
fn what_was_sent_to_the_internet_side_is_carried_to_the_hall_under_the_number_that_the_resident_knows() {
    let (hall, public, folder) = two_sides();
    let mut staff = hall.first_staff();
    // Somebody comes to the counter while others send from home: the two sides give no number twice.
    let at_the_counter: Vec<Value> = staff.get("receive", &json!({ "slip": hall.sealed_sample(FORM) }));
    let send = |slip: &str, resident: u32| public.browser().submit(slip, &key(resident)).expect("an answer");
    let slips: Vec<String> = (0..3).map(|_| hall.sealed_sample(FORM)).collect();
    let sent: Vec<Value> = slips.iter().zip(0..).map(|(slip, resident)| send(slip, resident).json()).collect();
    let number = |receipt: &Value| receipt["reference"].as_str().expect("a number").to_owned();
    assert!(sent.iter().all(|receipt| number(receipt) != number(&at_the_counter[0])), "{sent:?}");

    let [first, second, again] = ["first", "second", "again"].map(|name| folder.path().join(name).display().to_string());
    assert!(public.command(&["carry", "out", &first], "").starts_with("3件"));
    assert!(hall.command(&["carry", "in", &first], "").contains("3件を受け取りました。"));
    let mut waiting: Vec<Value> = staff.get("submissions", &json!({ "waiting": true }));
    waiting.reverse();
    assert_eq!(
        waiting.iter().map(number).collect::<Vec<_>>(),
        sent.iter().map(number).collect::<Vec<_>>(),
        "in the order in which they came"
    );
    assert_eq!(waiting[0]["received_at"], sent[0]["received_at"], "and with the time at which they came");

    // At the counter it is looked for by the number that the resident says, accepted, corrected, printed.
    let wanted = json!({ "reference": number(&sent[1]) });
    let opened: Value = staff.get("submission", &wanted);
    let mut corrected = entries(&opened);
    corrected.set("phone", "09011112222");
    let _: Value = staff.get("correct", &json!({ "reference": number(&sent[1]), "entries": corrected }));
    let _: Value = staff.get("accept", &wanted);
    let was_printed: bool = staff.get("printed", &wanted);
    assert!(!was_printed);
    let opened: Value = staff.get("submission", &wanted);
    assert_eq!(opened["corrections"].as_array().map(Vec::len), Some(1));
    let own: Value = staff.get("submission", &json!({ "reference": number(&at_the_counter[0]) }));
    assert_eq!(own["corrections"].as_array().map(Vec::len), Some(0), "the other one is as it was");
    let older: Vec<Value> = staff.get("submissions", &json!({ "before": number(&sent[1]) }));
    assert_eq!(older.iter().map(number).collect::<Vec<_>>(), [number(&sent[0]), number(&at_the_counter[0])]);

    // The next file holds only what is new; one that was lost is written again, and what is there already is taken in once.
    assert!(public.command(&["carry", "out", &second], "").contains("ありません"));
    assert!(!Path::new(&second).exists());
    let fourth: Value = send(&hall.sealed_sample(FORM), 3).json();
    assert!(public.command(&["carry", "out", &second], "").starts_with("1件"));
    assert!(public.command(&["carry", "out", &again, "--again-since", "2026-01-01"], "").starts_with("4件"));
    assert!(
        hall.command(&["carry", "in", &again, &second, &first], "").contains("1件を受け取りました（ほかの3件は、前に受け取っています）")
    );
    let all: Vec<Value> = staff.get("submissions", &json!({}));
    assert_eq!((all.len(), number(&all[0])), (5, number(&fourth)));
    assert!(staff.get::<Value>("submission", &json!({ "reference": number(&fourth) }))["form"].is_object());

    // What the hall has need not lie on the internet; a phone that has not heard yet still gets its receipt of then.
    assert!(public.command(&["carry", "forget", "--before", "2099-01-01"], "").starts_with("4件"));
    assert_eq!(send(&slips[0], 0).json::<Value>(), sent[0]);
    assert_eq!(send(&hall.sealed_sample(FORM), 0).status, 409, "the key is still taken");
    assert!(public.command(&["carry", "out", &folder.path().join("empty").display().to_string()], "").contains("ありません"));
    let log = hall.command(&["log", "show"], "");
    assert!(log.contains("carry-in  3 sha256") && log.contains("carry-in  1 sha256"), "{log}");
}

#[test]
fn a_file_that_is_not_as_it_was_written_is_refused_whole_with_what_to_do() {
    let (hall, public, folder) = two_sides();
    for resident in 0..3 {
        public.browser().submit(&hall.sealed_sample(FORM), &key(resident)).expect("an answer").ok();
    }
    let file = folder.path().join("carried");
    let name = file.display().to_string();
    public.command(&["carry", "out", &name], "");
    let taken_in = |text: &str| {
        fs::write(&file, text).expect("a file");
        let output = run(hall.app(), &["carry", "in", &name, "--data", &hall.data().display().to_string()], "");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let whole = fs::read_to_string(&file).expect("the file");
    let refused = |text: &str, why: &str| {
        let (is_in, told) = taken_in(text);
        assert!(!is_in && told.contains(why), "{told}");
    };
    refused("", "carry out のファイルではありません");
    refused(&whole[..whole.len() - 40], "途中で切れたか");
    refused(&whole.replacen("\"key\":\"", "\"key\":\"f", 1), "途中で切れたか");
    refused(&whole.replacen("carried-1", "carried-9", 1), "同じ版にしてください");
    refused(&whole.replacen("\"city\":\"", "\"city\":\"9", 1), "別の市区町村");
    let mut staff = hall.first_staff();
    assert!(staff.get::<Vec<Value>>("submissions", &json!({})).is_empty(), "nothing of it was taken in");
    // An internet side that begins anew would tell the numbers of the old one to other people.
    assert!(taken_in(&whole).0);
    drop(public);
    let anew = tempfile::tempdir().expect("a folder for a while");
    fs::create_dir_all(anew.path().join("keys")).expect("a folder for the key");
    fs::copy(hall.data().join("keys/city-key.json"), anew.path().join("keys/city-key.json")).expect("the public key");
    let public = CityHall::open_in(anew.path(), &["--zone", "public"]);
    public.browser().submit(&hall.sealed_sample(FORM), &key(7)).expect("an answer").ok();
    fs::remove_file(&file).expect("the file");
    public.command(&["carry", "out", &name], "");
    let other = fs::read_to_string(&file).expect("the file");
    refused(&other, "別の申請をもう受け取っています");
    assert_eq!(staff.get::<Vec<Value>>("submissions", &json!({})).len(), 3);
}
