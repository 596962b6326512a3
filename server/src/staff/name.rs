//! What the name of a member of staff, or of a device, may look like.

use api::Refused;
use domain::form::check::objection;

/// The longest name, in characters as people see them.
const LONGEST: u16 = 40;

/// Whether a name will do; it is kept as it was typed.
///
/// # Errors
/// [`Refused::BadValue`] with what to do about it.
pub fn check(name: &str) -> Result<(), Refused> {
    let reason = if name.trim().is_empty() {
        "名前を入力してください。".into()
    } else if name.trim() != name {
        "名前の前後の空白を消してください。".into()
    } else if let Some(fault) = objection(name, LONGEST, false) {
        fault.sentence("名前")
    } else {
        return Ok(());
    };
    Err(Refused::BadValue { reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_people_are_called() {
        for name in ["田中 花子", "髙﨑", "市民課1", "O’Brien", "Nguyễn Thị Lan"] {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn a_name_that_could_deceive_is_refused_with_what_to_do() {
        for name in ["", " ", " 田中", "田中\u{3000}", "田\n中", "田中\u{202E}", "田\u{200B}中", &"長".repeat(41)] {
            let Err(Refused::BadValue { reason }) = check(name) else { panic!("{name:?} was taken") };
            assert!(reason.ends_with("ください。"), "{reason}");
        }
    }
}
