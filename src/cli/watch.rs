//! `--watch`: the same run again whenever an article or a rule changes.

use super::Outcome;
use super::outcome::complain;
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};
use walkdir::WalkDir;

/// Editors write a file in several steps; what comes within this time is one change.
const SETTLED: Duration = Duration::from_millis(200);

/// How often the files themselves are looked at: not every file system tells of every change.
const UNTOLD: Duration = Duration::from_secs(1);

/// Does `run`, and again after every change of `paths`, until the program is interrupted. What `run` itself writes is no change.
pub(super) fn watch(
    paths: &[PathBuf],
    written: Option<&Path>,
    mut run: impl FnMut() -> Outcome,
) -> Outcome {
    if paths.iter().any(|path| path.as_os_str() == "-") {
        complain("standard input cannot be watched");
        return Outcome::Incomplete;
    }
    let (sender, changes) = channel();
    let begun = notify::recommended_watcher(move |event| {
        // Nobody listens any more when the program ends.
        let _ = sender.send(event);
    });
    let watched = begun.and_then(|mut watcher| {
        for path in paths {
            let (path, mode) = place(path);
            watcher.watch(&path, mode)?;
        }
        Ok(watcher)
    });
    // It watches as long as it lives.
    let _watcher = match watched {
        Ok(watcher) => watcher,
        Err(error) => {
            complain(format_args!("cannot watch for changes: {error}"));
            return Outcome::Incomplete;
        }
    };
    loop {
        let before = stamps(paths, written);
        let outcome = run();
        complain("watching for changes; interrupt to end");
        if !changed(&changes, paths, written, &before) {
            return outcome;
        }
    }
}

/// What is watched for a path: a folder with all in it; for a file its folder, since editors put a new file in its place.
fn place(path: &Path) -> (PathBuf, RecursiveMode) {
    if path.is_dir() {
        return (path.to_owned(), RecursiveMode::Recursive);
    }
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    (parent.to_owned(), RecursiveMode::NonRecursive)
}

/// When each file was last written, and how long it is.
type Stamps = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

fn stamps(paths: &[PathBuf], written: Option<&Path>) -> Stamps {
    let files = paths.iter().flat_map(WalkDir::new).flatten();
    let files = files.filter(|entry| matters(entry.path(), paths, written));
    let stamp = |entry: walkdir::DirEntry| {
        let known = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
        Some((entry.into_path(), (known.modified().ok(), known.len())))
    };
    files.filter_map(stamp).collect()
}

/// Waits for a change and until it is complete; no change is to come when this is false.
fn changed(
    changes: &Receiver<notify::Result<Event>>,
    paths: &[PathBuf],
    written: Option<&Path>,
    before: &Stamps,
) -> bool {
    let counts = |event: &notify::Result<Event>| match event {
        Ok(event) => {
            // Reading is no change.
            let read = matches!(event.kind, EventKind::Access(_));
            !read && event.paths.iter().any(|path| matters(path, paths, written))
        }
        Err(_) => true,
    };
    loop {
        match changes.recv_timeout(UNTOLD) {
            Ok(event) if counts(&event) => break,
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) if stamps(paths, written) != *before => break,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    // Others may read in the same folder all the time: only what counts puts it off.
    let mut until = Instant::now() + SETTLED;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return true;
        }
        match changes.recv_timeout(left) {
            Ok(event) if counts(&event) => until = Instant::now() + SETTLED,
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// Whether a changed file is one of the named ones, or lies in a named folder, and is not what the run writes.
fn matters(changed: &Path, paths: &[PathBuf], written: Option<&Path>) -> bool {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let changed = whole(changed);
    if let Some(written) = written.map(whole) {
        // The file in the making stands beside it, its name in the middle.
        let name = written
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let other = changed
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let making = name
            .zip(other)
            .is_some_and(|(name, other)| other.starts_with(&format!(".{name}.")));
        if changed.starts_with(&written) || (making && changed.parent() == written.parent()) {
            return false;
        }
    }
    paths.iter().any(|path| {
        let path = whole(path);
        changed == path || (path.is_dir() && changed.starts_with(&path))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_run_writes_is_no_change() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let all = [folder.path().to_owned()];
        let written = at("out.html");
        assert!(matters(&at("a.txt"), &all, Some(&written)));
        assert!(!matters(&at("out.html"), &all, Some(&written)));
        assert!(!matters(&at(".out.html.12.tmp"), &all, Some(&written)));
        let one = [at("a.txt")];
        assert!(matters(&at("a.txt"), &one, None));
        assert!(!matters(&at("b.txt"), &one, None));
    }
}
