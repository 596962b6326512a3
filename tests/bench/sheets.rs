//! What a sheet costs as PDF: the processor's time for one, when eight are drawn at a time. Every form's own example takes its turn, on the
//! sheet that we draw, and one over a city's own page.
//!
//! Usage: `sheets MADOGUCHI [N]`; the program is not run, the same library is linked here.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use domain::form::sheet::Heading;
use domain::moment::Moment;
use domain::submission::ReferenceNumber;
use server::city::{Library, load_city};
use server::paper::own::OwnPapers;
use server::paper::{Job, Paper, fonts};

const AT_ONCE: usize = 8;
/// 2026-11-22 10:42.
const NOW: Moment = Moment(1_795_311_720);
/// What a sheet may cost, in milliseconds.
const WANTED: f64 = 60.0;

fn main() {
    let count = std::env::args().nth(2).map_or(1000, |n| n.parse().expect("a number of sheets"));
    for (what, city) in [("the sheet that we draw, every form in turn", "sakurano"), ("over the city's own page", "shiosai")] {
        let (paper, jobs) = jobs(&root().join("public/cities").join(city), city == "shiosai");
        measure(what, &paper, &jobs, count);
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the root")
}

/// The examples of a city's forms: all, or only those that it has a paper of its own for.
fn jobs(folder: &Path, own_only: bool) -> (Paper, Vec<Job>) {
    let public = root().join("public");
    let city = load_city(&public, folder).expect("the city");
    let library = Library::load(&public.join("forms"), folder, &city, NOW.date()).expect("its forms");
    let own = OwnPapers::load(folder, &library);
    assert!(own.mistakes.is_empty(), "{:?}", own.mistakes);
    let forms = library.current().iter().filter(|form| own.of(form).is_some() == own_only);
    let jobs = forms.zip(1..).map(|(form, nth)| Job {
        form: form.clone(),
        answers: form.check(&form.sample, NOW.date()).expect("the example is right"),
        heading: Heading {
            addressee: format!("{}長", city.name),
            created: NOW,
            reference: Some(ReferenceNumber::new(2026, nth)),
            office: domain::form::sheet::OfficeMarks::default(),
        },
        again: None,
    });
    let jobs = jobs.collect();
    (Paper::new(Path::new(fonts::FOLDER), folder, own), jobs)
}

fn measure(what: &str, paper: &Paper, jobs: &[Job], count: usize) {
    let began = Instant::now();
    paper.draw(&jobs[..1], NOW).expect("the fonts are there");
    let first = began.elapsed();
    let (next, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (cpu, began) = (cpu_milliseconds(), Instant::now());
    let draw = || {
        let mut slowest = 0.0_f64;
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            if nth >= count {
                return slowest;
            }
            let one = Instant::now();
            let pdf = paper.draw(std::slice::from_ref(&jobs[nth % jobs.len()]), NOW).expect("a sheet");
            slowest = slowest.max(one.elapsed().as_secs_f64() * 1000.0);
            bytes.fetch_add(pdf.len(), Ordering::Relaxed);
        }
    };
    let slowest = thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(draw)).collect();
        threads.into_iter().map(|thread| thread.join().expect("it ends")).fold(0.0, f64::max)
    });
    let (cpu, wall) = (cpu_milliseconds() - cpu, began.elapsed().as_secs_f64() * 1000.0);
    let each = cpu / count as f64;
    println!("{what}: {count} sheets, {AT_ONCE} at a time");
    println!("  CPU a sheet {each:.1} ms (wanted {WANTED}); {:.0} sheets a second", count as f64 / wall * 1000.0);
    println!("  slowest with its turns of waiting {slowest:.0} ms; the very first, with the fonts read, {} ms", first.as_millis());
    println!(
        "  {:.0} KB a sheet; memory at its highest {} MB",
        bytes.load(Ordering::Relaxed) as f64 / count as f64 / 1000.0,
        peak_megabytes()
    );
}

/// The processor's time of this process, in steps of 10 ms.
fn cpu_milliseconds() -> f64 {
    let counted = std::fs::read_to_string("/proc/self/stat").expect("Linux counts it");
    let after_name = counted.rsplit(") ").next().unwrap_or_default();
    let ticks: f64 = after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    ticks * 10.0
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024
}
