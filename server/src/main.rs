//! `madoguchi`: reads the command line and opens the right door.

use std::net::TcpListener;
use std::process::ExitCode;

use clap::Parser;
use server::Trouble;
use server::config::{Command, CommandLine};

fn main() -> ExitCode {
    let done = match CommandLine::parse().command {
        Command::Serve(settings) => {
            settings.transport().and_then(|_| TcpListener::bind(settings.listen).map_err(|why| Trouble::address(settings.listen, &why)))
        }
    };
    match done {
        Ok(_) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("madoguchi: {trouble}");
            ExitCode::FAILURE
        }
    }
}
