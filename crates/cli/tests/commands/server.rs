//! A running `gongkai demo` and a client of a few lines to talk to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use crate::support::command;

/// A server that ends with the test.
pub struct Server {
    child: Child,
    /// Kept open, or its next line would end the server.
    _out: BufReader<ChildStdout>,
    /// Host and port of the invented county.
    pub address: String,
    /// All it said until it was ready.
    pub said: String,
}

/// An answer: status and everything as it came.
#[derive(Debug)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Head and, if it was read, body.
    pub text: String,
}

impl Answer {
    /// A field of the head.
    pub fn header(&self, name: &str) -> Option<&str> {
        let field = |line: &'_ str| -> bool { line.split_once(':').is_some_and(|(n, _)| n.eq_ignore_ascii_case(name)) };
        self.text.lines().take_while(|l| !l.is_empty()).find(|l| field(l)).map(|l| l[name.len() + 1..].trim())
    }
}

impl Server {
    /// Starts `gongkai demo` with these arguments and waits until it says that it is ready.
    pub fn start(arguments: &[&str]) -> Server {
        let mut child = command(&[&["demo"], arguments].concat()).stdout(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        while !said.contains("Ctrl-C") {
            if out.read_line(&mut said).unwrap() == 0 {
                let status = child.wait().unwrap();
                panic!("the server ended with {status} after saying {said:?}");
            }
        }
        let line = said.lines().find(|l| l.starts_with("青山县") && l.contains("http://"));
        let line = line.unwrap_or_else(|| panic!("no address in {said:?}"));
        let address = line.split_once("http://").unwrap().1.trim_end_matches('/').to_owned();
        Server { child, _out: out, address, said }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// A page with its body.
    pub fn get(&self, path: &str) -> Answer {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        answer(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Posts a form and returns as soon as the head of the answer is there.
    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", percent(value))).collect();
        let body = body.join("&");
        let mut stream = self.connect();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {1}\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all((head + &body).as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        let mut text = String::new();
        while !text.ends_with("\r\n\r\n") {
            assert!(reader.read_line(&mut text).unwrap() > 0, "the connection ended after {text:?}");
        }
        answer(text)
    }

    /// `kill -9`: no handler runs, nothing is flushed.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answer(text: String) -> Answer {
    let status = text.split(' ').nth(1).and_then(|s| s.parse().ok());
    Answer { status: status.unwrap_or_else(|| panic!("no answer: {text:?}")), text }
}

/// Every byte but letters and digits as `%XX`.
fn percent(text: &str) -> String {
    let one = |b: &u8| if b.is_ascii_alphanumeric() { char::from(*b).to_string() } else { format!("%{b:02X}") };
    text.as_bytes().iter().map(one).collect()
}
