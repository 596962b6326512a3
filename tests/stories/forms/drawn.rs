//! What the drawn page of a form tells before anybody writes: every question beforehand, and to the browser what it may offer.

use super::*;
use crate::city_hall::CityHall;

/// What stands between the first of these and the second after it.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("{from} is not there"));
    rest.split_once(to).unwrap_or_else(|| panic!("{to} does not follow")).0
}

/// The part of the page that is the control of this name.
fn control<'p>(page: &'p str, name: &str) -> &'p str {
    let at = page.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("{name} is not there"));
    let begin = page[..at].rfind('<').unwrap();
    &page[begin..=begin + page[begin..].find('>').unwrap()]
}

#[test]
fn the_page_of_a_form_says_what_it_asks_and_of_whom() {
    let hall = CityHall::open(&[]);
    let page = |form: &str| hall.browser().fetch(&format!("/forms/{form}")).ok().body;
    let library = library();

    let form = library.form("move-in").unwrap();
    let move_in = page("move-in");
    let list = between(&move_in, "<details class=\"all-questions\">", "</details>");
    let Kind::Group { questions, .. } = &form.question("members").unwrap().kind else { panic!("people move in") };
    let n_asked = form.questions.iter().filter(|question| question.kind.is_asked()).count() + questions.len();
    assert!(list.contains(&format!("（{n_asked}問）")), "as form check counts them: {list}");
    assert_eq!(list.matches("<li>").count(), n_asked);
    let within = between(list, "<li>引っ越してきた人", "</ol>");
    assert!(questions.iter().all(|question| within.contains(&question.label)), "under the line of the group: {within}");
    assert_eq!((list.matches("<ol>").count(), list.matches("</ol></li>").count()), (2, 1));

    let certificate = page("residence-certificate");
    for (end, token) in [("year", "bday-year"), ("month", "bday-month"), ("day", "bday-day")] {
        assert!(control(&certificate, &format!("applicant-born.{end}")).contains(&format!("autocomplete=\"{token}\"")), "{end}");
        assert!(control(&certificate, &format!("principal-born.{end}")).contains("autocomplete=\"off\""), "somebody else's: {end}");
    }
    assert!(control(&page("child-allowance"), "born.year").contains("bday-year"));
    assert!(!move_in.contains("bday-"), "the members may be anybody");
    let profile = hall.browser().fetch("/profile").ok().body;
    assert!(control(&profile, "people.1.born.year").contains("bday-year") && !control(&profile, "people.2.born.year").contains("bday"));

    let echo = |page: &str, path: &str| between(page, &format!("data-date=\"{path}\""), ">").contains("data-in-part");
    assert!(echo(&page("dog-registration"), "dog-born") && !echo(&certificate, "applicant-born"));
}
