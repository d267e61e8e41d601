//! The page: paste an article, see its statements, edit a rule and see what changes. For one person on one machine.
//!
//! It listens on the loopback address only, answers nobody who calls it by another name (a hostile site can point a name of its own at
//! 127.0.0.1), takes nothing from another page, reads no file after its start, and forbids its page every foreign content.

mod answer;
mod packs;
mod page;
mod request;

pub use packs::{Pack, Packs};

use crate::report::locale::Language;
use answer::Site;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

/// Requests answered at the same time.
const WORKERS: usize = 4;

/// A page that listens and does not answer yet.
pub struct Server {
    inner: tiny_http::Server,
    address: SocketAddr,
    site: Site,
}

impl Server {
    /// Listens on a port of the loopback address; 0 is any free one.
    ///
    /// # Errors
    /// When the port is taken or not ours to take.
    pub fn listen(port: u16, packs: Packs, language: Language) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let inner = tiny_http::Server::from_listener(listener, None).map_err(io::Error::other)?;
        Ok(Server {
            inner,
            address,
            site: Site::new(packs, language, address.port()),
        })
    }

    /// Where the page is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers until the program ends.
    ///
    /// # Errors
    /// When the system takes the socket away.
    pub fn run(self) -> io::Result<()> {
        let server = Arc::new(self.inner);
        let site = Arc::new(self.site);
        let workers: Vec<_> = (0..WORKERS)
            .map(|_| {
                let (server, site) = (Arc::clone(&server), Arc::clone(&site));
                thread::spawn(move || -> io::Result<()> {
                    loop {
                        let request = server.recv()?;
                        // Whoever asked may be gone before the answer is there; that is theirs.
                        let _ = request::serve(&site, request);
                    }
                })
            })
            .collect();
        for worker in workers {
            worker
                .join()
                .map_err(|_| io::Error::other("a worker of the page has failed"))??;
        }
        Ok(())
    }
}
