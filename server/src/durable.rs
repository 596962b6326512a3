//! Files that are there whole or not at all, even after a power cut, and secrets that only their owner reads.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::Trouble;

/// Writes the file beside its place, and moves it there once it is on the disk. Its folder is made if it is not there.
///
/// # Errors
/// If it cannot be written; what was there before is still there then.
pub fn write(file: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let folder = folder_of(file);
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let beside = file.with_extension("new");
    let mut open = OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(&beside)?;
    // A file left over from an interrupted start would keep its own mode.
    open.set_permissions(Permissions::from_mode(mode))?;
    open.write_all(bytes)?;
    open.sync_all()?;
    fs::rename(&beside, file)?;
    File::open(folder)?.sync_all()
}

/// The folder in which a file lies; a bare name lies in the folder where one stands.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes sure that nobody but its owner may read a private key.
///
/// # Errors
/// If others may, with the remedy.
pub fn only_its_owner_reads(file: &Path) -> Result<(), Trouble> {
    let mode = fs::metadata(file).map_err(|why| Trouble::file(file, why))?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let name = file.display();
    Err(Trouble::new(format!("秘密鍵 {name} をほかの利用者も読めます。chmod 600 {name} で持ち主だけにしてください。")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_lies_where_one_stands() {
        let folders = ["copy.txt", "safe/copy.txt", "/copy.txt"].map(|file| folder_of(Path::new(file)));
        assert_eq!(folders, [Path::new("."), Path::new("safe"), Path::new("/")]);
    }
}
