//! https: a certificate that nobody vouches for leaves a link undecided, for a browser may know better.
//!
//! The key in `partner.test.key.der` was made for this test and protects nothing.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use links::{State, Undecided};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::support::*;

fn serve_tls() -> u16 {
    let certificate = CertificateDer::from(include_bytes!("partner.test.crt.der").as_slice());
    let key = PrivatePkcs8KeyDer::from(include_bytes!("partner.test.key.der").as_slice()).into();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let config = Arc::new(config);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
            // Whoever takes the certificate is answered once.
            if stream.read(&mut [0; 4096]).is_ok_and(|n| n > 0) {
                let _ = stream.write_all(b"HTTP/1.1 200 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    port
}

#[test]
fn a_certificate_that_nobody_vouches_for_and_a_port_without_tls_leave_a_link_undecided() {
    let tls = serve_tls();
    let page = format!("<a href=https://partner.test:{tls}/x>1</a><a href=https://other.test:PORT/x>2</a>");
    let web = Web::of([("county.test/", html(page))]);
    let outcome = web.crawl_with(&web.settings(), State::default());
    assert_eq!(lines(&outcome.found), [""; 0]);
    assert_eq!(outcome.summary.undecided.into_iter().collect::<Vec<_>>(), [(Undecided::Certificate, 2)]);
}
