//! Whoever writes by hand: the blank form lies beside the page of every form, and says the same as what `form blank` writes.

use crate::browser::Browser;
use crate::city_hall::CityHall;
use crate::demo::library;

#[test]
fn every_form_has_a_blank_one_to_print_and_says_who_may_apply() {
    let hall = CityHall::open(&[]);
    let mut browser = Browser::at(hall.address);
    for form in library().current() {
        let page = browser.fetch(&format!("/forms/{}", form.id)).body;
        let who = form.facts.who.as_ref().unwrap_or_else(|| panic!("{} does not say who may apply", form.id));
        assert!(page.contains(&format!("<dt>申請できる人</dt><dd>{who}</dd>")), "{}", form.id);
        assert!(page.contains(&format!("href=\"/forms/{}/blank\"", form.id)), "{}", form.id);

        let blank = browser.fetch(&format!("/forms/{}/blank", form.id));
        assert_eq!(blank.status, 200, "{}", form.id);
        assert!(blank.body.contains(&form.title) && blank.body.contains("@page{size:A4 portrait"), "{}", form.id);
        assert!(!blank.body.contains(" style=\""), "{}: the policy would take it away", form.id);
        let policy = blank.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    }
    assert_eq!(browser.fetch("/forms/passport/blank").status, 404);
    assert_eq!(browser.fetch("/en/forms/move-in/blank").status, 404, "what is printed is the official form, in Japanese");
}
