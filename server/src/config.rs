//! The command line (起動の設定). Every setting can also come from the environment, as `MADOGUCHI_…`.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;

use crate::Trouble;
use crate::carry_command::Carry;
use crate::export::Export;
use crate::key_command::Key;
use crate::limits::Limits;
use crate::log_command::LogCommand;
use crate::paper::fonts;
use crate::sheet_command::SheetCommand;
use crate::slip_command::SlipCommand;
use crate::staff_command::StaffCommand;
use crate::tls::host_name;

/// What may be typed after `madoguchi`.
#[derive(Parser)]
#[command(
    name = "madoguchi",
    version,
    about = "窓口: fill in at home, carry a sealed code, be called at the counter.",
    long_about = "窓口 (madoguchi): a write-free, wait-free, visit-free counter for Japanese municipalities.\n\n\
                  `madoguchi serve` opens the city hall: the resident's pages, the counter, the kiosk and the display. \
                  The other commands work without a server and speak JSON and digits, so that other programs can use them.",
    after_help = "Every setting can also be given in the environment: --data as MADOGUCHI_DATA, --since as MADOGUCHI_SINCE, and so on. \
                  A switch is 1 or 0, yes or no, true or false there; of several values each but the last has a comma after it."
)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl CommandLine {
    /// What these words say, the program's name first; ends the program with an explanation if they say nothing.
    pub fn of(words: impl IntoIterator<Item = String>) -> CommandLine {
        CommandLine::parse_from(words)
    }
}

/// A command.
#[derive(Subcommand)]
pub enum Command {
    /// Open the city hall (窓口を開く).
    Serve(Box<Serve>),
    /// Read the log of who did what (操作記録), and check that nobody has changed it.
    Log(Log),
    /// Judge form files, or show a filled example (様式).
    #[command(subcommand)]
    Form(FormCommand),
    /// Judge guide files (手続案内).
    #[command(subcommand)]
    Guide(GuideCommand),
    /// Seal answers as a phone does, and open codes as the hall does (申請書).
    #[command(subcommand)]
    Slip(SlipCommand),
    /// Print a form's filled example, or put the answers' places on the city's own PDF (帳票).
    #[command(subcommand)]
    Sheet(SheetCommand),
    /// Write what the city holds of one form as CSV, for a spreadsheet or a program (一覧表).
    Export(Export),
    /// Carry what residents sent online from the internet side to the hall (搬送).
    Carry(Carry),
    /// Make, list, change, copy and bring back the keys that open sealed slips (鍵).
    Key(Key),
    /// Say who works here, invite somebody, or take somebody's access away (職員).
    Staff(Staff),
}

/// What to do with forms (様式).
#[derive(Subcommand, Clone, Debug)]
pub enum FormCommand {
    /// Judge form files like a careful colleague: every mistake with its line and its remedy. Exit code 1 if there is one.
    Check {
        /// The files, such as public/forms/*.toml; without any, everything of the city: forms, guides and the catalogue of procedures.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Where the city and its forms lie.
        #[command(flatten)]
        folders: Folders,
    },
    /// Begin a form: writes ID.toml with questions of the usual kinds and the next free number. An existing file stays as it is.
    New {
        /// The new form's id, such as dog-registration.
        #[arg(value_name = "ID")]
        form: String,
        /// The folder to write it to, such as the city's forms.
        #[arg(long, value_name = "DIR", env = "MADOGUCHI_INTO", default_value = ".")]
        into: PathBuf,
        /// Where the city and its forms lie.
        #[command(flatten)]
        folders: Folders,
    },
    /// Say what changes for people when file B takes the place of file A. Exit code 1 if it may not, as without a new edition.
    Diff {
        /// The earlier file.
        #[arg(value_name = "A")]
        before: PathBuf,
        /// The later file.
        #[arg(value_name = "B")]
        after: PathBuf,
        /// Which folders.
        #[command(flatten)]
        folders: Folders,
    },
    /// Print a form to fill in by hand, as an HTML page for A4 paper.
    Blank {
        /// The form's id, such as move-in.
        #[arg(value_name = "ID")]
        form: String,
        /// Where the city and its forms lie.
        #[command(flatten)]
        folders: Folders,
    },
    /// Show a fully filled example as JSON, as `slip seal` reads it.
    Sample {
        /// The form's id, such as move-in.
        #[arg(value_name = "ID")]
        form: String,
        /// Where the city and its forms lie.
        #[command(flatten)]
        folders: Folders,
    },
}

/// What to do with guides (手続案内).
#[derive(Subcommand, Clone, Debug)]
pub enum GuideCommand {
    /// Judge guide files against the city's forms: every mistake with its line and its remedy. Exit code 1 if there is one.
    Check {
        /// The files, such as public/guides/*.toml.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Where the city and its forms lie.
        #[command(flatten)]
        folders: Folders,
    },
}

/// The settings of `madoguchi staff`.
#[derive(Args, Clone, Debug)]
pub struct Staff {
    /// Where the ledger lies; a running server does not mind, and hears of it at once.
    #[command(flatten)]
    pub folders: Folders,
    /// What to do about the staff.
    #[command(subcommand)]
    pub command: StaffCommand,
}

/// The settings of `madoguchi log`.
#[derive(Args, Clone, Debug)]
pub struct Log {
    /// Where the ledger lies; a running server does not mind.
    #[command(flatten)]
    pub folders: Folders,
    /// What to do with the log.
    #[command(subcommand)]
    pub command: LogCommand,
}

/// Where everything lies (置き場所).
#[derive(Args, Clone, Debug)]
pub struct Folders {
    /// The folder of the ledger, the keys and the certificates; made if it is not there. Back it up; guard it.
    #[arg(long, global = true, value_name = "DIR", env = "MADOGUCHI_DATA", default_value = "./madoguchi-data")]
    pub data: PathBuf,

    /// The city's folder: city.toml, and forms/ that stand before the built-in ones. Default: the demo city さくら野市.
    #[arg(long, global = true, value_name = "DIR", env = "MADOGUCHI_CITY")]
    pub city: Option<PathBuf>,

    /// The folder of the built app, as `cargo xtask build` writes it. Default: `app` beside the folder of the program.
    #[arg(long, global = true, value_name = "DIR", env = "MADOGUCHI_APP")]
    pub app: Option<PathBuf>,
}

/// The settings of `madoguchi serve`.
#[derive(Args, Clone, Debug)]
pub struct Serve {
    /// The address to listen on. Port 0 takes any free port; the ready line says which.
    #[arg(long, value_name = "ADDR", env = "MADOGUCHI_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Where everything lies.
    #[command(flatten)]
    pub folders: Folders,

    /// Which part of the city hall this is.
    #[arg(long, env = "MADOGUCHI_ZONE", default_value = "all")]
    pub zone: Zone,

    /// HTTPS without a bought certificate: makes an authority of its own and says how phones and tablets learn to trust it.
    #[arg(long, value_name = "auto", env = "MADOGUCHI_TLS", conflicts_with_all = ["tls_cert", "tls_key"])]
    pub tls: Option<Tls>,

    /// Further names and addresses under which phones and tablets reach this server, for --tls auto; the first one is printed.
    #[arg(long, value_name = "NAME", env = "MADOGUCHI_TLS_NAMES", value_delimiter = ',', value_parser = host_name, requires = "tls")]
    pub tls_names: Vec<String>,

    /// The certificate chain for HTTPS, as PEM.
    #[arg(long, value_name = "FILE", env = "MADOGUCHI_TLS_CERT", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,

    /// The private key of the certificate, as PEM.
    #[arg(long, value_name = "FILE", env = "MADOGUCHI_TLS_KEY", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,

    /// The networks of the proxies that bring HTTPS: they may reach plain HTTP, and their X-Forwarded-For is believed.
    #[arg(long, value_name = "CIDR", env = "MADOGUCHI_BEHIND_PROXY", value_delimiter = ',', num_args = 1..)]
    pub behind_proxy: Vec<IpNet>,

    /// Where the fonts lie with which sheets are printed as PDF, as Debian's packages fonts-morisawa-bizud-gothic and fonts-ipamj-mincho put
    /// them. Without them the counter prints through the browser's own layout.
    #[arg(long, value_name = "DIR", env = "MADOGUCHI_FONTS", default_value = fonts::FOLDER)]
    pub fonts: PathBuf,

    /// Draw every page at once beside the serving, at the lowest priority: only then can the whole be kept for the time without a network.
    /// A build for development draws a page when somebody asks for it, unless it is told so; any other always does.
    #[arg(long, env = "MADOGUCHI_DRAW_AHEAD", value_parser = BoolishValueParser::new())]
    pub draw_ahead: bool,

    /// How much is taken from whom.
    #[command(flatten)]
    pub limits: Limits,
}

/// Which part of the city hall (区分) this server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Zone {
    /// Everything on one machine.
    All,
    /// On the internet: residents' pages, sealed slips, the board. It has no private key, no staff and no devices.
    Public,
    /// On the city's closed network (庁内網): opens, prints and calls. It needs no internet.
    Hall,
}

impl Zone {
    /// Whether staff and devices work here.
    pub fn has_staff(self) -> bool {
        self != Zone::Public
    }

    /// Whether the private key lies here, so that slips can be opened.
    pub fn has_key(self) -> bool {
        self != Zone::Public
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Zone::All => "all",
            Zone::Public => "public",
            Zone::Hall => "hall",
        }
    }
}

/// Where certificates come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tls {
    /// From an authority of its own, made at first start.
    Auto,
}

/// How the doors (通信の方式) are reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Plain HTTP, from this machine or from a proxy.
    Plain,
    /// HTTPS with a certificate that was given.
    Certificate {
        /// The chain, as PEM.
        chain: PathBuf,
        /// Its private key, as PEM.
        key: PathBuf,
    },
    /// HTTPS with a certificate of the own authority.
    OwnAuthority,
}

impl Folders {
    /// The folder of the built app.
    ///
    /// # Errors
    /// If it was not given and the program does not know where it lies itself.
    pub fn app_folder(&self) -> Result<PathBuf, Trouble> {
        match &self.app {
            Some(folder) => Ok(folder.clone()),
            None => {
                let program = std::env::current_exe().map_err(|why| Trouble::file(Path::new("madoguchi"), why))?;
                let beside = program.parent().and_then(Path::parent).unwrap_or(Path::new("."));
                Ok(beside.join("app"))
            }
        }
    }

    /// The city's folder.
    ///
    /// # Errors
    /// As [`Folders::app_folder`].
    pub fn city_folder(&self) -> Result<PathBuf, Trouble> {
        match &self.city {
            Some(folder) => Ok(folder.clone()),
            None => Ok(self.app_folder()?.join("public/cities/sakurano")),
        }
    }

    /// The folder of the forms that every city has.
    ///
    /// # Errors
    /// As [`Folders::app_folder`].
    pub fn forms_folder(&self) -> Result<PathBuf, Trouble> {
        Ok(self.public_folder()?.join("forms"))
    }

    /// The folder of what every city has: forms, guides, words.
    ///
    /// # Errors
    /// As [`Folders::app_folder`].
    pub fn public_folder(&self) -> Result<PathBuf, Trouble> {
        Ok(self.app_folder()?.join("public"))
    }

    /// The ledger's file.
    pub fn ledger(&self) -> PathBuf {
        self.data.join("ledger.sqlite")
    }
}

impl Serve {
    /// The settings of `serve` with nothing typed after it but these words; the environment is read as well.
    ///
    /// # Errors
    /// The sentence of the command line.
    pub fn parse_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Serve, String> {
        #[derive(Parser)]
        struct Alone {
            #[command(flatten)]
            serve: Serve,
        }
        let line = ["madoguchi serve"].into_iter().chain(words);
        Alone::try_parse_from(line).map(|alone| alone.serve).map_err(|why| why.to_string())
    }

    /// How the doors are reached. Plain HTTP is for this machine and for proxies only: off 127.0.0.1 a browser gives a
    /// page without HTTPS neither camera nor offline pages nor safe cookies.
    ///
    /// # Errors
    /// If nobody could safely use what was asked for.
    pub fn transport(&self) -> Result<Transport, Trouble> {
        match (self.tls, &self.tls_cert, &self.tls_key) {
            (Some(Tls::Auto), ..) => Ok(Transport::OwnAuthority),
            (None, Some(chain), Some(key)) => Ok(Transport::Certificate { chain: chain.clone(), key: key.clone() }),
            _ if self.listen.ip().is_loopback() || !self.behind_proxy.is_empty() => Ok(Transport::Plain),
            _ => Err(Trouble::new(format!(
                "{} で待ち受けるにはHTTPSが要ります。HTTPSでないと、スマートフォンやタブレットのブラウザーはカメラ・オフライン・サインインを使わせません。\
                 --tls auto（市の機器で信頼させる証明書を作る）、--tls-cert と --tls-key（証明書がある）、\
                 --behind-proxy（HTTPSを受け持つ機器の後ろに置く）のどれかを付けてください。",
                self.listen
            ))),
        }
    }

    /// Whether somebody at this address may talk plain HTTP: this machine, and the proxies.
    pub fn may_talk_plainly(&self, neighbour: IpAddr) -> bool {
        canonical(neighbour).is_loopback() || self.believes(neighbour)
    }

    /// Whether a neighbour at this address is a proxy whose word counts.
    pub fn believes(&self, neighbour: IpAddr) -> bool {
        self.behind_proxy.iter().any(|network| network.contains(&canonical(neighbour)))
    }
}

/// An IPv4 address that came in IPv6 clothes, undressed.
pub fn canonical(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// The network of one household or office: an IPv4 address as it is, the first 64 bits of an IPv6 address.
pub fn household(address: IpAddr) -> IpAddr {
    match canonical(address) {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64))),
        four => four,
    }
}

#[cfg(test)]
mod tests;
