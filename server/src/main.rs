//! `madoguchi`: reads the command line and opens the right door.

use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use api::Invitation;
use clap::Parser;
use domain::city::City;
use server::carry_command::Carry;
use server::city::{Library, Mistake};
use server::config::{Command, CommandLine, Folders, FormCommand, GuideCommand, Log, Serve, Staff};
use server::export::Export;
use server::form_command::Judgement;
use server::hall::opening::open_ledger;
use server::key_command::{Key, KeyCommand};
use server::keys::{backup, ends_soon};
use server::ledger::Ledger;
use server::serving::Ready;
use server::sheet_command::SheetCommand;
use server::staff::StaffDesk;
use server::{
    Clock, Trouble, audit, carry_command, city, export, form_command, guide_command, key_command, log_command, sheet_command, slip_command,
    staff_command,
};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    keep_panics_to_their_place();
    let done = match CommandLine::parse().command {
        Command::Serve(settings) => serve(*settings),
        Command::Log(settings) => log(&settings),
        Command::Staff(settings) => staff(&settings),
        Command::Key(settings) => key(&settings),
        Command::Form(FormCommand::Check { files, folders }) => check(&files, &folders),
        Command::Form(FormCommand::New { form, into, folders }) => begin_form(&form, &into, &folders),
        Command::Form(FormCommand::Diff { before, after, folders }) => diff(&before, &after, &folders),
        Command::Form(FormCommand::Blank { form, folders }) => blank(&form, &folders),
        Command::Form(FormCommand::Sample { form, folders }) => sample(&form, &folders),
        Command::Guide(GuideCommand::Check { files, folders }) => check_guides(&files, &folders),
        Command::Sheet(command) => sheet(&command),
        Command::Export(settings) => export(&settings),
        Command::Carry(settings) => carry(&settings),
        Command::Slip(command) => slip_command::run(&command, &Clock::of_the_machine()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{}", trouble.told());
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn serve(settings: Serve) -> Result<(), Trouble> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_env("MADOGUCHI_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn")))
        .with_writer(std::io::stderr)
        .init();
    let shutdown = CancellationToken::new();
    tokio::spawn(close_on_signal(shutdown.clone()));
    let data = settings.folders.data.clone();
    let ready = Ready::prepare(settings, Clock::of_the_machine(), shutdown).await?;
    let invitation = ready.hall().first_invitation().await;
    let invitation = invitation.map_err(|fault| Trouble::new(format!("最初の招待コードを台帳に書けません（{fault}）。")))?;
    announce(&ready, invitation.as_ref(), &data)?;
    ready.serve().await;
    Ok(())
}

#[tokio::main]
async fn log(settings: &Log) -> Result<(), Trouble> {
    let ledger = existing_ledger(&settings.folders).await?;
    let done = log_command::run(&settings.command, &*ledger).await;
    ledger.close().await;
    say(&done?)
}

#[tokio::main]
async fn export(settings: &Export) -> Result<(), Trouble> {
    let (city, forms) = city_and_forms(&settings.folders)?;
    let ledger = existing_ledger(&settings.folders).await?;
    let done = export::run(settings, city, forms, Arc::clone(&ledger), Clock::of_the_machine()).await;
    ledger.close().await;
    done
}

#[tokio::main]
async fn carry(settings: &Carry) -> Result<(), Trouble> {
    let ledger = existing_ledger(&settings.folders).await?;
    let city = city::load_city(&settings.folders.public_folder()?, &settings.folders.city_folder()?)?;
    let done = carry_command::run(&settings.command, &city.code, Arc::clone(&ledger), Clock::of_the_machine()).await;
    ledger.close().await;
    say(&done?)
}

#[tokio::main]
async fn sheet(command: &SheetCommand) -> Result<(), Trouble> {
    sheet_command::run(command, Clock::of_the_machine()).await
}

#[tokio::main]
async fn staff(settings: &Staff) -> Result<(), Trouble> {
    let ledger = existing_ledger(&settings.folders).await?;
    let clock = Clock::of_the_machine();
    let desk = StaffDesk::new(Arc::clone(&ledger), clock.clone(), audit::Log::new(Arc::clone(&ledger), clock));
    let done = staff_command::run(&settings.command, &desk, &*ledger).await;
    ledger.close().await;
    say(&done?)
}

#[tokio::main]
async fn key(settings: &Key) -> Result<(), Trouble> {
    let (folders, now) = (&settings.folders, Clock::of_the_machine().now());
    let city = city::load_city(&folders.public_folder()?, &folders.city_folder()?)?;
    if let KeyCommand::Retire { id } = &settings.command {
        let longest = city_and_forms(folders)?.1.current().iter().map(|form| form.valid_days).max().unwrap_or_default();
        let ledger = if folders.ledger().exists() { Some(existing_ledger(folders).await?) } else { None };
        let done = key_command::retire(&folders.data, id, ledger.as_deref(), longest, now).await;
        if let Some(ledger) = ledger {
            ledger.close().await;
        }
        return say(&done?);
    }
    key_command::run(&settings.command, folders, &city.name, now).map_or(Ok(()), |done| say(&done?))
}

/// The ledger that a server made earlier; a mistyped folder must not become a new and empty one.
async fn existing_ledger(folders: &Folders) -> Result<Arc<dyn Ledger>, Trouble> {
    let city = city::load_city(&folders.public_folder()?, &folders.city_folder()?)?;
    let file = folders.ledger();
    if !file.exists() {
        return Err(Trouble::file(&file, "まだありません。--data を確かめてください"));
    }
    open_ledger(&file, &city.code).await
}

/// Says what a command found.
fn say(text: &str) -> Result<(), Trouble> {
    let mut out = std::io::stdout();
    let line_end = if text.ends_with('\n') { "" } else { "\n" };
    match write!(out, "{text}{line_end}").and_then(|()| out.flush()) {
        // `madoguchi log show | head` has read enough.
        Err(gone) if gone.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|why| Trouble::new(format!("結果を書き出せません（{why}）。"))),
    }
}

/// Judges form files; what is wrong with them is the trouble.
fn check(files: &[PathBuf], folders: &Folders) -> Result<(), Trouble> {
    let now = Clock::of_the_machine().now();
    if files.is_empty() {
        return pronounce(&form_command::check_city(folders, now)?);
    }
    let library = folders.forms_folder().ok();
    pronounce(&form_command::check_beside(files, library.as_deref(), now))
}

/// Judges guide files, against the forms of the city.
fn check_guides(files: &[PathBuf], folders: &Folders) -> Result<(), Trouble> {
    pronounce(&guide_command::check(files, &city_and_forms(folders)?.1))
}

fn diff(before: &Path, after: &Path, folders: &Folders) -> Result<(), Trouble> {
    let library = folders.forms_folder().ok();
    pronounce(&form_command::diff_beside(before, after, library.as_deref(), Clock::of_the_machine().now())?)
}

fn pronounce(judgement: &Judgement) -> Result<(), Trouble> {
    if judgement.right { say(&judgement.words) } else { Err(Trouble::judgement(judgement.words.clone())) }
}

/// Writes a new form's file, but never over one that is there.
fn begin_form(form: &str, into: &Path, folders: &Folders) -> Result<(), Trouble> {
    let (_, library) = city_and_forms(folders)?;
    let file = into.join(format!("{form}.toml"));
    let text = form_command::fresh(form, &library)?;
    let made = File::create_new(&file).and_then(|mut made| made.write_all(text.as_bytes()));
    made.map_err(|why| Trouble::file(&file, why))?;
    say(&format!("{} を作りました。かっこの中を書き換えて、「madoguchi form check {0}」で点検してください。", file.display()))
}

fn blank(form: &str, folders: &Folders) -> Result<(), Trouble> {
    let (city, library) = city_and_forms(folders)?;
    say(&form_command::blank(form_command::named(form, &library)?, &city.name))
}

fn sample(form: &str, folders: &Folders) -> Result<(), Trouble> {
    say(&form_command::sample(form, &city_and_forms(folders)?.1)?)
}

/// The city and its forms.
fn city_and_forms(folders: &Folders) -> Result<(City, Library), Trouble> {
    let folder = folders.city_folder()?;
    let city = city::load_city(&folders.public_folder()?, &folder)?;
    let library = Library::load(&folders.forms_folder()?, &folder, &city, Clock::of_the_machine().now().date())?;
    Ok((city, library))
}

/// Tells the operator, and programs that started us, where everything is: one line a screen, its name first and its address last.
fn announce(ready: &Ready, invitation: Option<&Invitation>, data: &Path) -> Result<(), Trouble> {
    let (hall, at) = (ready.hall(), &ready.tls().origin);
    let city = hall.city();
    let mut lines = vec![format!("{} ({})", city.name, hall.zone().name()), format!("住民の画面 resident  {at}/")];
    if hall.zone().has_staff() {
        lines.push(format!("窓口 counter  {at}/counter"));
        for office in &city.offices {
            lines.push(format!("発券機 kiosk（{}）  {at}/kiosk/{}", office.name, office.id));
            lines.push(format!("呼出表示 display（{}）  {at}/display/{}", office.name, office.id));
        }
    }
    if let Some(Invitation { code, until }) = invitation {
        lines.push(format!("最初の職員の招待コード  {code}  （{}まで・1回だけ使えます）", until.words()));
    }
    lines.extend(ready.tls().words(std::io::stdout().is_terminal()));
    let missing = hall.paper().missing();
    if hall.zone().has_key() && !missing.is_empty() {
        let packages = missing.join(" ");
        lines.push(format!(
            "印刷用の書体がないので、帳票をPDFにできません（窓口では、ブラウザーの機能で印刷します）。入れるには: apt-get install {packages}"
        ));
    }
    if !ready.left_out().is_empty() {
        lines.push("次のファイルは使わず、ほかのものだけを使っています。直したら、起動し直してください。".into());
        lines.extend(ready.left_out().iter().map(Mistake::to_string));
    }
    if !backup::without(data)?.is_empty() {
        lines.push(
            "鍵の控えがまだありません。この機器が壊れると、封をした申請書は二度と開けません。madoguchi key backup で作ってください。"
                .into(),
        );
    }
    if let Some(until) = ends_soon(city.key_until, Clock::of_the_machine().now().date()) {
        lines.push(format!(
            "申請書に封をする鍵の期限は{}です。madoguchi key rotate で新しい鍵に替えてください（インターネット側では、庁内から写し直してください）。",
            domain::era::show(until)
        ));
    }
    lines.push("終わるには Ctrl+C を押してください。".into());
    say(&lines.join("\n"))
}

/// What went wrong inside goes to the log with its place only: its words may hold what a resident wrote.
fn keep_panics_to_their_place() {
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => eprintln!("madoguchi: 内部の誤り（{place}）"),
        None => eprintln!("madoguchi: 内部の誤り"),
    }));
}

/// Closes the city hall when the operator or the system asks for it.
async fn close_on_signal(shutdown: CancellationToken) {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
    shutdown.cancel();
}
