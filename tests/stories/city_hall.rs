//! A city hall for one story: the real program, on a free port, with a data folder of its own.

use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::Browser;

/// A server that is not ready by then has failed.
const READY_WITHIN: Duration = Duration::from_secs(30);

/// The first member of staff, and the passphrase that she chooses.
pub const STAFF: (&str, &str) = ("窓口 花子", "朝の川べりを歩く犬と白い猫");

/// What the office fills in on every form of a code: it has seen a licence, and goes on without whatever else it might ask for.
pub fn seen() -> Value {
    let office = json!({ "photo": ["driving-licence"], "despite": "物語のなかの受付" });
    (1..=16).map(|leaf| (leaf.to_string(), office.clone())).collect::<serde_json::Map<_, _>>().into()
}

/// The root of the checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the root")
}

/// The program under test, built if it is not.
pub fn madoguchi() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo).args(["build", "--quiet", "--package", "server"]).current_dir(root()).status();
        assert!(built.expect("cargo runs").success(), "the server could not be built");
        let stories = std::env::current_exe().expect("a test knows where it lies");
        stories.ancestors().nth(2).expect("it lies in target/debug/deps").join("madoguchi")
    })
}

/// Runs a command of the program to its end.
pub fn run(app: &Path, words: &[&str], input: &str) -> Output {
    let mut command = Command::new(madoguchi());
    command.env("MADOGUCHI_APP", app);
    let mut child = command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    // A command that reads nothing closes its door early.
    let _ = child.stdin.take().expect("it was piped").write_all(input.as_bytes());
    child.wait_with_output().expect("it ends")
}

/// A city hall that runs.
pub struct CityHall {
    pub address: SocketAddr,
    /// What it printed when it was ready for the last time.
    pub printed: String,
    settings: Vec<String>,
    data: PathBuf,
    process: Child,
    _folder: Option<tempfile::TempDir>,
    app: tempfile::TempDir,
}

impl CityHall {
    /// Opens one with these further settings.
    pub fn open(settings: &[&str]) -> CityHall {
        let folder = tempfile::tempdir().expect("a folder for a while");
        let data = folder.path().join("data");
        let mut hall = CityHall::open_in(&data, settings);
        hall._folder = Some(folder);
        hall
    }

    /// Opens one at another address of this machine than 127.0.0.1, on any port.
    pub fn open_at(address: IpAddr, settings: &[&str]) -> CityHall {
        let folder = tempfile::tempdir().expect("a folder for a while");
        let mut hall = CityHall::start(SocketAddr::new(address, 0), &folder.path().join("data"), settings);
        hall._folder = Some(folder);
        hall
    }

    /// Opens one whose data lie here.
    pub fn open_in(data: &Path, settings: &[&str]) -> CityHall {
        CityHall::start(SocketAddr::from(([127, 0, 0, 1], 0)), data, settings)
    }

    fn start(listen: SocketAddr, data: &Path, settings: &[&str]) -> CityHall {
        let app = app_without_programs();
        let mut settings: Vec<String> = settings.iter().map(|&word| word.to_owned()).collect();
        settings.extend(["--app".to_owned(), app.path().display().to_string()]);
        let (process, address, printed) = start(listen, data, &settings);
        CityHall { address, printed, settings, data: data.to_owned(), process, _folder: None, app }
    }

    /// Somebody at a browser.
    pub fn browser(&self) -> Browser {
        Browser::at(self.address)
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// The folder of its app.
    pub fn app(&self) -> &Path {
        self.app.path()
    }

    /// The folder of its data.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The code that the server printed for the first member of staff.
    pub fn first_code(&self) -> &str {
        let code = self.printed.lines().find_map(|line| line.strip_prefix("最初の職員の招待コード"));
        code.and_then(|rest| rest.split_whitespace().next()).expect("the server prints a code at its first start")
    }

    /// The first member of staff, who has just joined with the code that the server printed.
    pub fn first_staff(&self) -> Browser {
        let mut staff = self.browser();
        let who: Value = staff.get("join", &json!({ "code": self.first_code(), "name": STAFF.0, "passphrase": STAFF.1 }));
        assert_eq!(who["name"], STAFF.0);
        staff
    }

    /// A form's sample, sealed to this city by the command line.
    pub fn sealed_sample(&self, form: &str) -> String {
        self.command(&["slip", "seal", "--form", form], &self.command(&["form", "sample", form], ""))
    }

    /// Runs a command of the program beside the server, on the same data, and gives what it prints.
    pub fn command(&self, words: &[&str], input: &str) -> String {
        let data = self.data.display().to_string();
        let output = run(self.app.path(), &[words, &["--data", &data]].concat(), input);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("it prints UTF-8").trim_end().to_owned()
    }

    /// Ends it as a power cut would, and waits until it is gone.
    pub fn kill(&mut self) {
        self.cut_power();
        self.process.wait().expect("it ends");
    }

    /// Ends it as a power cut would, whoever is talking to it.
    pub fn cut_power(&self) {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args(["-KILL", &pid]).status().expect("kill is there").success());
    }

    /// Starts it again at the same address; says how long it took until it answered, without what it stood in line for a processor
    /// that other programs held.
    pub fn start_again(&mut self) -> Duration {
        // After a power cut the last process is still to be buried.
        self.process.wait().expect("it ends");
        let began = Instant::now();
        let (process, address, printed) = start(self.address, &self.data, &self.settings);
        let took = began.elapsed();
        assert_eq!(address, self.address);
        self.process = process;
        self.printed = printed;
        took.saturating_sub(self.in_line())
    }

    /// How long its main thread, which does all the work of a start, has stood in line for a processor.
    fn in_line(&self) -> Duration {
        let counted = std::fs::read_to_string(format!("/proc/{}/schedstat", self.process.id())).unwrap_or_default();
        Duration::from_nanos(counted.split(' ').nth(1).and_then(|nanoseconds| nanoseconds.parse().ok()).unwrap_or_default())
    }

    /// Asks it to close, and says whether it did so in good order.
    pub fn close(&mut self) -> bool {
        let pid = self.process.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status().expect("kill is there");
        self.process.wait().expect("it ends").success()
    }
}

impl Drop for CityHall {
    fn drop(&mut self) {
        // It may be dead already, which is as well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The app's folder with the forms and cities of the checkout and without the programs for browsers, which no story here runs.
pub fn app_without_programs() -> tempfile::TempDir {
    let app = tempfile::tempdir().expect("a folder for a while");
    for file in [
        "resident-0123456789abcdef.js",
        "resident-0123456789abcdef.wasm",
        "hall-0123456789abcdef.js",
        "hall-0123456789abcdef.wasm",
        "reader-0123456789abcdef.js",
        "reader-0123456789abcdef.wasm",
        "style.css",
        "hall.css",
        "find.css",
    ] {
        std::fs::write(app.path().join(file), "").expect("a file");
    }
    std::os::unix::fs::symlink(root().join("public"), app.path().join("public")).expect("a link");
    app
}

/// Starts the program and waits until it answers.
fn start(listen: SocketAddr, data: &Path, settings: &[String]) -> (Child, SocketAddr, String) {
    let mut serve = Command::new(madoguchi());
    serve
        .args(["serve", "--listen", &listen.to_string(), "--data"])
        .arg(data)
        .args(settings)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit());
    let mut process = serve.stdin(Stdio::null()).spawn().expect("the server starts");
    let mut lines = BufReader::new(process.stdout.take().expect("it was piped")).lines();
    let mut printed = String::new();
    let mut address = None;
    // The address stands in the first lines; everything that is printed at start comes at once.
    for line in lines.by_ref() {
        let line = line.expect("UTF-8");
        let found = line.rsplit("://").next().and_then(|rest| rest.trim_end_matches('/').parse().ok());
        address = address.or(found);
        printed += &(line + "\n");
        if printed.contains(LAST_LINE) {
            break;
        }
    }
    let address = address.unwrap_or_else(|| panic!("the server said no address: {printed}"));
    let began = Instant::now();
    // Where HTTPS is spoken, this browser is shown the way to it.
    let answer = if printed.contains("https://") { 307 } else { 200 };
    while Browser::at(address).send("GET", "/health", &[], b"").map(|answer| answer.status).ok() != Some(answer) {
        assert!(began.elapsed() < READY_WITHIN, "the server was not ready in time");
        std::thread::sleep(Duration::from_millis(5));
    }
    (process, address, printed)
}

/// With these words the server ends what it says at start.
const LAST_LINE: &str = "Ctrl+C";
