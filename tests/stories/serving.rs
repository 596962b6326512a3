//! The city hall among difficult callers: those who stop listening, and too many at once.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use serde_json::json;
use socket2::{Domain, Socket, Type};

use crate::browser::Browser;
use crate::city_hall::CityHall;

/// A phone in a pocket: it follows the board, has hardly any room, and reads nothing.
fn stopped_listener(hall: &CityHall) -> Socket {
    let phone = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    phone.set_recv_buffer_size(2048).expect("little room");
    phone.connect(&hall.address.into()).expect("it connects");
    let request = format!("GET /api/watch?office=main HTTP/1.1\r\nhost: {}\r\n\r\n", hall.address);
    (&phone).write_all(request.as_bytes()).expect("sent");
    phone
}

#[test]
fn a_phone_that_stopped_listening_gives_its_place_to_another() {
    let hall = CityHall::open(&["--listeners", "1"]);
    let mut staff = hall.first_staff();
    let pocket = stopped_listener(&hall);
    let began = Instant::now();
    // More news than it has room for.
    for one in 0..40 {
        staff.ask("issue_ticket", &json!({ "office": "main", "queue": "certificates", "key": format!("{one:032x}") })).ok();
    }
    let follows = || {
        let mut another = TcpStream::connect(hall.address).expect("it connects");
        another.set_read_timeout(Some(Duration::from_secs(5))).expect("a socket");
        write!(another, "GET /api/watch?office=main HTTP/1.1\r\nhost: {}\r\n\r\n", hall.address).expect("sent");
        let mut head = [0; 12];
        another.read_exact(&mut head).expect("an answer");
        &head == b"HTTP/1.1 200"
    };
    assert!(!follows(), "every place is taken");
    while !follows() {
        assert!(began.elapsed() < Duration::from_secs(60), "it still has its place");
        std::thread::sleep(Duration::from_millis(500));
    }
    println!("dropped after {:.0?}", began.elapsed());
    assert!(began.elapsed() > Duration::from_secs(10), "a short hole in the network costs nobody the place");
    drop(pocket);
}

#[test]
fn when_every_place_is_taken_people_wait_and_are_served() {
    let hall = CityHall::open(&["--connections", "3"]);
    let mut silent: Vec<TcpStream> = (0..3).map(|_| TcpStream::connect(hall.address).expect("it connects")).collect();
    std::thread::sleep(Duration::from_millis(200));
    let address = hall.address;
    let waiting = std::thread::spawn(move || {
        let began = Instant::now();
        (Browser::at(address).fetch("/health").status, began.elapsed())
    });
    std::thread::sleep(Duration::from_millis(500));
    assert!(!waiting.is_finished(), "there is no place yet");
    drop(silent.pop());
    let (status, waited) = waiting.join().expect("it was served");
    assert_eq!(status, 200);
    assert!(waited >= Duration::from_millis(400), "{waited:?}");
}

#[test]
fn a_machine_that_has_no_room_for_another_connection_recovers() {
    let hall = CityHall::open(&[]);
    let most = getrlimit(Resource::Nofile).maximum;
    let limit = |files: Option<u64>| {
        let process = Pid::from_raw(i32::try_from(hall.id()).expect("a process number"));
        prlimit(process, Resource::Nofile, Rlimit { current: files, maximum: most }).expect("our own child")
    };
    // What is open stays open; nothing more is opened, whatever is closed meanwhile.
    let before = limit(Some(0));
    let mut waiting = TcpStream::connect(hall.address).expect("the system takes the call");
    waiting.set_read_timeout(Some(Duration::from_millis(500))).expect("a socket");
    write!(waiting, "GET /health HTTP/1.1\r\nhost: {}\r\n\r\n", hall.address).expect("sent");
    let mut head = [0; 12];
    assert!(waiting.read_exact(&mut head).is_err(), "there is no room yet");
    limit(before.current);
    waiting.set_read_timeout(Some(Duration::from_secs(10))).expect("a socket");
    waiting.read_exact(&mut head).expect("who waited is served");
    assert_eq!(&head, b"HTTP/1.1 200");
}
