//! The page: paste an article, see its statements, edit a rule and see what changes. For one person on one machine.
//!
//! It listens on the loopback address only, answers nobody who calls it by another name (a hostile site can point a name of its own at
//! 127.0.0.1), takes nothing from another page, reads no file after its start, and forbids its page every foreign content. Whoever opens a connection and then
//! says nothing, or does not listen to the answer, is in nobody's way and is sent away after a while.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

mod answer;
mod changes;
mod packs;
mod page;
mod request;

pub use packs::{Pack, Packs};

use crate::report::locale::Language;
use answer::Site;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

/// Requests answered at the same time.
const WORKERS: usize = 4;

/// Connections held at the same time; the next ones wait.
const CONNECTIONS: usize = 64;

/// How long somebody may take to say what is wanted.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a connection is held, whatever is said on it.
const LIFE: Duration = Duration::from_secs(300);

/// Bytes of the head of a request.
const HEAD: usize = 64 << 10;

/// A page that listens and does not answer yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    site: Site,
    patience: Duration,
}

impl Server {
    /// Listens on a port of the loopback address; 0 is any free one. The page opens in `language`, or in the one that the browser asks for.
    ///
    /// # Errors
    /// When the port is taken or not ours to take.
    pub fn listen(port: u16, packs: Packs, language: Option<Language>) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        Ok(Server {
            listener,
            address,
            site: Site::new(packs, language, address.port()),
            patience: PATIENCE,
        })
    }

    /// The same page with other patience: how long somebody may take to say what is wanted.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Server {
        self.patience = patience;
        self
    }

    /// Where the page is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers until the program ends.
    ///
    /// # Errors
    /// When the system has no means to wait for connections.
    pub fn run(self) -> io::Result<()> {
        let site = Arc::new(self.site);
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(WORKERS)
            .build()?;
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let places = Arc::new(Semaphore::new(CONNECTIONS));
            loop {
                let place = Arc::clone(&places).acquire_owned().await;
                let place = place.map_err(io::Error::other)?;
                let Ok((stream, _)) = listener.accept().await else {
                    // Too many files are open, or whoever called is gone: both pass.
                    sleep(Duration::from_millis(50)).await;
                    continue;
                };
                let (site, patience) = (Arc::clone(&site), self.patience);
                tokio::spawn(async move {
                    talk(site, stream, patience).await;
                    drop(place);
                });
            }
        })
    }
}

/// Answers what is asked on one connection.
async fn talk(site: Arc<Site>, stream: TcpStream, patience: Duration) {
    let answer = service_fn(move |request| request::serve(Arc::clone(&site), request, patience));
    let talk = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .title_case_headers(true)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(stream), answer);
    // Whoever asked may be gone before the answer is there; that is theirs.
    let _ = timeout(LIFE, talk).await;
}
