//! The disk is full: no slip is taken that cannot be kept, the hall goes on reading, and all is well again once there is room.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{FORM, key, seal, send};
use crate::browser::Answer;
use crate::city_hall::CityHall;
use crate::untold::not_told;

/// A small disk of its own.
struct Disk(tempfile::TempDir);

impl Disk {
    /// Mounts a disk of so many MiB; nothing where mounting is not permitted.
    fn mount(mib: u32) -> Option<Disk> {
        let folder = tempfile::tempdir().expect("a folder for a while");
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={mib}m"), "madoguchi-story"]).arg(folder.path()).output();
        let mounted = mount.is_ok_and(|mount| mount.status.success());
        if !mounted {
            not_told("the story of a full disk needs the right to mount a small one (run it as root)");
        }
        mounted.then_some(Disk(folder))
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// Fills it but for so many KiB.
    fn fill(&self, leave_kib: u64) -> PathBuf {
        let ballast = self.0.path().join("ballast");
        let free = free_kib(self.0.path());
        std::fs::write(&ballast, vec![1; usize::try_from(free.saturating_sub(leave_kib) * 1024).expect("a small disk")])
            .expect("there is room");
        ballast
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // The folder goes away only without it.
        let _ = Command::new("umount").arg("--lazy").arg(self.0.path()).status();
    }
}

fn free_kib(folder: &Path) -> u64 {
    let df = Command::new("df").args(["--output=avail", "-k"]).arg(folder).output().expect("df is there");
    let text = String::from_utf8(df.stdout).expect("digits");
    text.lines().last().and_then(|line| line.trim().parse().ok()).expect("a number")
}

fn refused(answer: &Answer) -> (u16, String) {
    (answer.status, answer.refused())
}

#[test]
fn on_a_full_disk_nothing_is_taken_that_cannot_be_kept_and_room_heals_it() {
    let Some(disk) = Disk::mount(16) else { return };
    let hall = CityHall::open_in(&disk.data(), &["--keep-free", "0"]);
    let mut staff = hall.first_staff();
    let slips = seal(&hall, FORM, 0..1);
    let first = send(&hall, &slips[0], 0).ok().body;
    staff.get::<Value>("submissions", &json!({}));

    let ballast = disk.fill(64);
    let mut taken = vec![(0, first)];
    let full = (1..10_000).find_map(|resident| {
        let answer = send(&hall, &slips[0], resident);
        if answer.status == 200 {
            taken.push((resident, answer.body));
            return None;
        }
        Some((resident, refused(&answer)))
    });
    let (resident, no) = full.expect("a small disk is full at last");
    assert_eq!(no, (507, "disk-full".into()));

    assert_eq!(hall.browser().fetch("/").status, 200);
    assert_eq!(hall.browser().fetch("/health").status, 200);
    assert_eq!(staff.ask("who_am_i", &json!({})).status, 200);
    let list: Value = staff.get("submissions", &json!({}));
    assert!(!list.as_array().expect("a list").is_empty(), "what is there can be seen");

    std::fs::remove_file(ballast).expect("it was there");
    let until = Instant::now() + Duration::from_secs(10);
    while send(&hall, &slips[0], resident).status != 200 {
        assert!(Instant::now() < until, "with room again, slips are taken again");
    }
    for (resident, receipt) in taken {
        assert_eq!(send(&hall, &slips[0], resident).ok().body, receipt, "every receipt given still holds");
    }
}

#[test]
fn slips_from_home_leave_room_for_the_hall() {
    let Some(disk) = Disk::mount(16) else { return };
    let hall = CityHall::open_in(&disk.data(), &["--keep-free", "4"]);
    let mut staff = hall.first_staff();
    let slip = hall.sealed_sample(FORM);
    let receipt = send(&hall, &slip, 1).ok().body;

    let ballast = disk.fill(3 * 1024);
    assert_eq!(refused(&send(&hall, &slip, 2)), (507, "disk-full".into()));
    let health: Value = hall.browser().fetch("/health").ok().json();
    assert_eq!((&health["status"], &health["store"]), (&json!("ok"), &json!("full")));
    staff.ask("issue_ticket", &json!({ "office": "main", "queue": "certificates", "key": key(3) })).ok();
    staff.ask("call_next", &json!({ "office": "main", "counter": 1 })).ok();
    assert_eq!(
        staff.ask("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() })).ok().body,
        format!("[{receipt}]"),
        "the counter goes on"
    );

    std::fs::remove_file(ballast).expect("it was there");
    assert_eq!(send(&hall, &slip, 2).status, 200);
}
