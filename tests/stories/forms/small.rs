//! Codes are small: the figures that the house promises, beside what others would make of the same answers.

use domain::draft::Draft;
use domain::form::{Entries, Form};
use domain::slip::Slip;
use qrcode::EcLevel;

use super::carried::{NOW, city, key};
use super::code_size::{Sizes, version};
use crate::demo::library;

/// Those of the study from which the figures are: 住民票, 印鑑証明, 転入届 for four, 国保, 児童手当, おくやみ, 税証明, 罹災証明.
pub const EIGHT: [&str; 8] = [
    "residence-certificate",
    "seal-certificate",
    "move-in",
    "national-health-insurance",
    "child-allowance",
    "bereavement",
    "tax-certificate",
    "disaster-certificate",
];

/// People of whom no character is among those that the tables list, or none of whose names is among those they were made from.
const UNUSUAL: [[&str; 4]; 6] = [
    ["鱻田", "梛", "センダ", "ナギ"],
    ["穐山", "龘一", "アキヤマ", "タツイチ"],
    ["小鳥遊", "月胡桃", "タカナシ", "ルクル"],
    ["一尺八寸", "煌凰", "カマツカ", "コウオウ"],
    ["Đặng", "Thị Ngọc", "ダン", "ティ　ゴック"],
    ["瓊浦", "韶", "タマウラ", "ショウ"],
];

fn filled(form: &Form, entries: Entries) -> Slip {
    let draft = Draft { form: form.id.clone(), edition: form.edition, entries };
    draft.finish(form, NOW).unwrap_or_else(|problems| panic!("{}: {problems:?}", form.id))
}

fn size(form: &Form, entries: Entries) -> Sizes {
    Sizes::of(&filled(form, entries), &[form], city().municipality(), &key().public())
}

/// The sample with every name another one: the same for the same person.
fn renamed(sample: &Entries) -> Entries {
    let mut people: Vec<String> = Vec::new();
    let mut entries = sample.clone();
    for stem in sample.0.keys().filter_map(|control| control.strip_suffix(".family")) {
        let parts = [".family", ".given", ".family-kana", ".given-kana"];
        let who = parts.map(|part| sample.get(&format!("{stem}{part}"))).join(" ");
        let place = people.iter().position(|person| *person == who).unwrap_or_else(|| {
            people.push(who);
            people.len() - 1
        });
        for (part, text) in parts.iter().zip(UNUSUAL[place % UNUSUAL.len()]) {
            entries.set(format!("{stem}{part}"), text);
        }
    }
    entries
}

#[test]
fn the_samples_are_a_quarter_of_what_others_make_of_them() {
    let library = library();
    let sum = |forms: &[&Form], entries: fn(&Form) -> Entries| {
        forms.iter().map(|form| size(form, entries(form))).fold(Sizes::default(), Sizes::and)
    };
    let every: Vec<&Form> = library.current().iter().map(|form| &**form).collect();
    let eight: Vec<&Form> = EIGHT.iter().map(|id| &**library.form(id).unwrap()).collect();
    for (what, forms, entries, most, most_of_json) in [
        ("like the eight", &eight, (|form| form.sample.clone()) as fn(&Form) -> Entries, 0.26, 0.08),
        ("every sample", &every, |form| form.sample.clone(), 0.28, 0.092),
        ("other names", &every, |form| renamed(&form.sample), 0.32, 0.11),
    ] {
        let sizes = sum(forms, entries);
        let (of_aadhaar, of_json) = sizes.shares();
        println!("{what}: {sizes:?}, {of_aadhaar:.3} of values with gzip, {of_json:.3} of JSON");
        assert!(of_aadhaar <= most, "{what}: {of_aadhaar:.3}, {sizes:?}");
        assert!(of_json <= most_of_json, "{what}: {of_json:.3}, {sizes:?}");
    }
}

#[test]
fn every_sample_is_a_code_for_a_quick_glance() {
    let (library, city) = (library(), city());
    let versions = |form: &Form| {
        let slip = filled(form, form.sample.clone());
        let plain = slip.digits([form], city.municipality()).unwrap().len();
        let sealed = slip.seal([form], city.municipality(), &key().public(), [7; 32]).unwrap().digits().len();
        [plain, sealed].map(|digits| version(digits, EcLevel::M).unwrap())
    };
    for form in library.current() {
        let [plain, sealed] = versions(form);
        println!("{}: version {plain} plain, {sealed} sealed", form.id);
        assert!(plain <= 9 && sealed <= 10, "{}: versions {plain} and {sealed}", form.id);
    }
    assert!(versions(library.form("move-in").unwrap())[1] <= 9, "a family of four");
}
