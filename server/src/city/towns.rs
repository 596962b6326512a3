//! Every town table that this city has given to phones: a code that was made with one is read as long as it is kept.
//!
//! They lie in `towns/` of the data folder, each under the hash by which codes name it.

use std::path::Path;

use domain::city::City;
use domain::slip::Towns;

use crate::{Trouble, durable};

/// The towns of the city itself, as `data/postal.txt` of the folder `public` and the `postal.txt` of the city's folder have them; none if
/// there are none. What is wrong with these files is told by [`super::Postal`].
pub(super) fn of(city: &City, public: &Path, city_folder: &Path) -> Option<Towns> {
    let head = format!(" {} {}", city.prefecture, city.name);
    let mut text = format!("{} {}\n", city.prefecture, city.name);
    for file in [public.join("data/postal.txt"), city_folder.join("postal.txt")] {
        let (mut shard, mut is_ours) = ("", false);
        for line in std::fs::read_to_string(file).unwrap_or_default().lines() {
            match line.as_bytes() {
                [b' ', ..] => is_ours = line == head,
                [_, _, _] => shard = line,
                _ if is_ours => text += &format!("{shard}{line}\n"),
                _ => {}
            }
        }
    }
    Towns::parse(&text)
}

/// Adds the tables that the city had before and that lie in the data folder, so that codes made with them are read.
///
/// # Errors
/// If the folder or a file of it cannot be read, or is no table.
pub fn recall(city: &mut City, data: &Path) -> Result<(), Trouble> {
    let folder = data.join("towns");
    let mut kept = Vec::new();
    if folder.exists() {
        let files = std::fs::read_dir(&folder).map_err(|why| Trouble::folder(&folder, &why))?;
        for file in files {
            let file = file.map_err(|why| Trouble::folder(&folder, &why))?.path();
            let text = std::fs::read_to_string(&file).map_err(|why| Trouble::file(&file, why))?;
            let no_table = || Trouble::new(format!("{} は町域の表ではありません。バックアップから戻してください。", file.display()));
            kept.push(Towns::parse(&text).ok_or_else(no_table)?);
        }
    }
    // A table whose hash another one had before could be taken for that: with one in thousands, phones spell addresses out.
    city.towns.retain(|towns| kept.iter().all(|other| other.hash() != towns.hash() || other == towns));
    kept.retain(|other| !city.towns.contains(other));
    kept.sort_by_key(Towns::hash);
    city.towns.append(&mut kept);
    Ok(())
}

/// Keeps the table in use, before a phone gets it.
///
/// # Errors
/// If it cannot be written.
pub fn remember(city: &City, data: &Path) -> Result<(), Trouble> {
    let Some(in_use) = city.towns.first() else { return Ok(()) };
    let file = data.join("towns").join(format!("{:03x}.txt", in_use.hash()));
    if file.exists() {
        return Ok(());
    }
    durable::write(&file, in_use.text().as_bytes(), 0o600).map_err(|why| Trouble::file(&file, why))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::city::load_city;

    fn sakurano() -> City {
        let public = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../public"));
        load_city(public, &public.join("cities/sakurano")).expect("the demo city")
    }

    fn table(town: &str) -> Towns {
        Towns::parse(&format!("さくら県 さくら野市\n0000001{town}\n")).expect("a table")
    }

    #[test]
    fn the_city_has_the_towns_of_its_postal_codes() {
        let towns = &sakurano().towns[0];
        assert!(towns.text().starts_with("さくら県 さくら野市\n0000000\n0000001桜町\n"), "{}", towns.text());
        assert!(!towns.text().contains("もみじ"));
    }

    #[test]
    fn a_table_is_known_after_another_has_taken_its_place() {
        let data = tempfile::tempdir().expect("a folder");
        let known = |now: Option<&str>| {
            let mut city = City { towns: now.map(table).into_iter().collect(), ..sakurano() };
            recall(&mut city, data.path()).expect("whatever is there is a table");
            remember(&city, data.path()).expect("written");
            city.towns
        };
        assert_eq!(known(Some("桜町")), [table("桜町")]);
        assert_eq!(known(Some("櫻町")), [table("櫻町"), table("桜町")]);
        assert_eq!(known(Some("桜町")), [table("桜町"), table("櫻町")]);
        assert_eq!(known(None).len(), 2, "in their order, to be read with");
    }

    #[test]
    fn what_is_no_table_is_named() {
        let data = tempfile::tempdir().expect("a folder");
        fs::create_dir(data.path().join("towns")).expect("a folder");
        fs::write(data.path().join("towns/000.txt"), "桜町").expect("written");
        assert!(recall(&mut sakurano(), data.path()).expect_err("no table").to_string().contains("000.txt"));
    }
}
