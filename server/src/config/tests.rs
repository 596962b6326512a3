//! What may be typed, and what it means.

use clap::{ArgAction, CommandFactory};

use super::*;

fn serve(line: &str) -> Serve {
    Serve::parse_words(line.split_whitespace()).expect("a good command line")
}

#[test]
fn plain_http_is_for_this_machine_and_for_proxies() {
    assert_eq!(serve("").transport().unwrap(), Transport::Plain);
    assert_eq!(serve("--listen 0.0.0.0:80 --behind-proxy 10.0.0.0/8").transport().unwrap(), Transport::Plain);
    assert_eq!(serve("--listen 0.0.0.0:443 --tls auto").transport().unwrap(), Transport::OwnAuthority);
    let refused = serve("--listen 0.0.0.0:80").transport().unwrap_err().to_string();
    assert!(refused.contains("--tls auto") && refused.contains("--behind-proxy"), "{refused}");
}

#[test]
fn a_certificate_without_its_key_is_refused() {
    assert!(Serve::parse_words(["--tls-cert", "a.pem"]).unwrap_err().contains("--tls-key"));
    assert!(Serve::parse_words(["--tls", "auto", "--tls-cert", "a.pem", "--tls-key", "b.pem"]).is_err());
}

#[test]
fn only_the_named_proxies_are_believed() {
    let serve = serve("--behind-proxy 10.1.0.0/16,192.168.0.7/32");
    assert!(serve.believes("10.1.2.3".parse().unwrap()));
    assert!(serve.believes("::ffff:192.168.0.7".parse().unwrap()));
    assert!(!serve.believes("127.0.0.1".parse().unwrap()));
}

#[test]
fn a_household_of_ipv6_is_its_first_half() {
    assert_eq!(household("2001:db8:1:2:3:4:5:6".parse().unwrap()), "2001:db8:1:2::".parse::<IpAddr>().unwrap());
    assert_eq!(household("::ffff:203.0.113.9".parse().unwrap()), "203.0.113.9".parse::<IpAddr>().unwrap());
}

/// Every argument of a command and of those below it, with the words that lead to it; what is said by its place alone has no name to set.
fn named_arguments(command: &clap::Command, way: &str) -> Vec<(String, clap::Arg)> {
    let own = command.get_arguments().filter(|argument| !argument.is_positional() && !is_help(argument));
    let own = own.map(|argument| (format!("{way} --{}", argument.get_long().unwrap_or_default()), argument.clone()));
    let below = command.get_subcommands().flat_map(|below| named_arguments(below, &format!("{way} {}", below.get_name())));
    own.chain(below).collect()
}

fn is_help(argument: &clap::Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version)
}

#[test]
fn every_setting_can_come_from_the_environment_too() {
    let all = named_arguments(&CommandLine::command(), "madoguchi");
    assert!(all.len() > 40, "the arguments were not found: {}", all.len());
    for (way, argument) in all {
        let long = argument.get_long().expect("every setting has a long name");
        let expected = format!("MADOGUCHI_{}", long.replace('-', "_").to_uppercase());
        assert_eq!(argument.get_env().and_then(|name| name.to_str()), Some(&*expected), "{way}");
    }
}

#[test]
fn every_switch_understands_yes_and_no() {
    for (way, argument) in named_arguments(&CommandLine::command(), "madoguchi") {
        if !matches!(argument.get_action(), ArgAction::SetTrue) {
            continue;
        }
        let understood: Vec<String> =
            argument.get_value_parser().possible_values().into_iter().flatten().map(|value| value.get_name().to_owned()).collect();
        for word in ["1", "0", "yes", "no", "true", "false"] {
            assert!(understood.iter().any(|known| known == word), "{way} does not understand {word}: {understood:?}");
        }
    }
}
