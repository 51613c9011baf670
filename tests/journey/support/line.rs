//! The line between a phone and the house, which can be cut.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    thread,
    time::Duration,
};

use super::House;

const WHOLE: u8 = 0;
const CUT_AT_NEXT_POST: u8 = 1;
const CUT: u8 = 2;
const SLOW: u8 = 3;
/// How often what is held back looks whether it may go on.
const GLANCE: Duration = Duration::from_millis(20);

/// A line that carries everything to the house until it is told to break.
#[derive(Debug)]
pub struct Line {
    address: String,
    state: Arc<AtomicU8>,
}

impl Line {
    /// A whole line to the house.
    pub fn to(house: &House) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let target = house.address().trim_start_matches("http://").to_owned();
        let state = Arc::new(AtomicU8::new(WHOLE));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for phone in listener.incoming().map_while(Result::ok) {
                if shared.load(Ordering::SeqCst) == CUT {
                    continue;
                }
                let Ok(house) = TcpStream::connect(&target) else { continue };
                carry(phone, house, &shared);
            }
        });
        Self { address, state }
    }

    /// `http://127.0.0.1:…`
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The next thing that is sent arrives, but its answer doesn't, nor does anything after it.
    pub fn cut_at_next_post(&self) {
        self.state.store(CUT_AT_NEXT_POST, Ordering::SeqCst);
    }

    /// Nothing comes through any more.
    pub fn cut(&self) {
        self.state.store(CUT, Ordering::SeqCst);
    }

    /// What is sent arrives, but answers are held back until the line is mended.
    pub fn slow_down(&self) {
        self.state.store(SLOW, Ordering::SeqCst);
    }

    /// The line is whole again.
    pub fn mend(&self) {
        self.state.store(WHOLE, Ordering::SeqCst);
    }
}

/// Carries both ways, each in a thread of its own, until either end is done or the line is cut.
fn carry(phone: TcpStream, house: TcpStream, state: &Arc<AtomicU8>) {
    let ends = || Some((phone.try_clone().ok()?, house.try_clone().ok()?));
    let (Some(there), Some(back)) = (ends(), ends()) else { return };
    let shared = Arc::clone(state);
    thread::spawn(move || {
        // An end that is gone is how a line ends.
        let _ = go_there(there.0, there.1, &shared);
    });
    let shared = Arc::clone(state);
    thread::spawn(move || {
        let _ = come_back(back.1, back.0, &shared);
    });
}

fn go_there(mut phone: TcpStream, mut house: TcpStream, state: &AtomicU8) -> io::Result<()> {
    let mut buffer = [0_u8; 16 * 1024];
    loop {
        let read = phone.read(&mut buffer)?;
        if read == 0 {
            return house.shutdown(Shutdown::Write);
        }
        let posts = buffer[..read].starts_with(b"POST ");
        if posts {
            // From here on answers are held back, this one's among them.
            let _ =
                state.compare_exchange(CUT_AT_NEXT_POST, CUT, Ordering::SeqCst, Ordering::SeqCst);
        }
        house.write_all(&buffer[..read])?;
    }
}

fn come_back(mut house: TcpStream, mut phone: TcpStream, state: &AtomicU8) -> io::Result<()> {
    let mut buffer = [0_u8; 16 * 1024];
    loop {
        let read = house.read(&mut buffer)?;
        while state.load(Ordering::SeqCst) == SLOW {
            thread::sleep(GLANCE);
        }
        if read == 0 || state.load(Ordering::SeqCst) == CUT {
            return phone.shutdown(Shutdown::Both);
        }
        phone.write_all(&buffer[..read])?;
    }
}
