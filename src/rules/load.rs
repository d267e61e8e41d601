//! A directory, or texts that are already there, in; a checked pack or everything that is wrong with it out. The same files give the same answer.

use super::diagnostic::{Code, Diagnostic};
use super::model::{Pack, Place, Placed, RuleFile, RuleSet};
use super::node::Node;
use super::{check, decode, overlay, parse};
use crate::parallel::{in_order, jobs};
use crate::rules::message::{Message, Part, say};
use std::convert::Infallible;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How much a pack may hold.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Bytes of all files of a pack together.
    pub pack_bytes: u64,
    /// Files of a pack.
    pub files: usize,
    /// Folders inside folders.
    pub depth: usize,
    /// Whether rules may lack examples, and examples what they expect: a pack that is being written.
    pub drafts: bool,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 8 << 20,
            pack_bytes: 64 << 20,
            files: 10_000,
            depth: 16,
            drafts: false,
        }
    }
}

/// What is wrong with a pack: all of it, in the order of the files.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", lines(.diagnostics))]
pub struct LoadError {
    /// The mistakes.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, for messages that quote them.
    pub files: Vec<RuleFile>,
}

impl LoadError {
    /// Puts mistakes in order, each once, with the path of the file that it is in.
    pub fn new(diagnostics: Vec<Diagnostic>, files: Vec<RuleFile>) -> LoadError {
        let named = diagnostics
            .into_iter()
            .map(|diagnostic| diagnostic.in_files(&files));
        let mut diagnostics: Vec<Diagnostic> = named.collect();
        diagnostics.sort_by_key(Diagnostic::order);
        diagnostics.dedup();
        LoadError { diagnostics, files }
    }

    /// Whether nothing at all could be read.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.diagnostics
            .iter()
            .all(|one| one.code == Code::Unreadable)
    }
}

fn lines(diagnostics: &[Diagnostic]) -> String {
    let lines: Vec<String> = diagnostics.iter().map(Diagnostic::to_string).collect();
    lines.join("\n")
}

/// Loads every `*.yaml` and `*.yml` under a directory, or the one file that the path names.
pub fn load_dir(path: impl AsRef<Path>) -> Result<RuleSet, LoadError> {
    load_dir_within(path, Limits::default())
}

/// [`load_dir`] within other limits.
pub fn load_dir_within(path: impl AsRef<Path>, limits: Limits) -> Result<RuleSet, LoadError> {
    let (files, found) = read_dir(path.as_ref(), limits);
    load(None, files, limits, found)
}

/// [`load_dir`], laid over a pack that is loaded already; `rules/overlay.rs` says what of it stays.
pub fn load_dir_over(base: RuleSet, path: impl AsRef<Path>) -> Result<RuleSet, LoadError> {
    load_dir_over_within(base, path, Limits::default())
}

/// [`load_dir_over`] within other limits.
pub fn load_dir_over_within(
    base: RuleSet,
    path: impl AsRef<Path>,
    limits: Limits,
) -> Result<RuleSet, LoadError> {
    let (files, found) = read_dir(path.as_ref(), limits);
    load(Some(base), files, limits, found)
}

/// Loads texts with the paths that messages name them by.
pub fn load_files(files: Vec<(String, String)>) -> Result<RuleSet, LoadError> {
    load_files_within(files, Limits::default())
}

/// [`load_files`] within other limits.
pub fn load_files_within(
    files: Vec<(String, String)>,
    limits: Limits,
) -> Result<RuleSet, LoadError> {
    load(None, files, limits, Vec::new())
}

/// [`load_files`], laid over a pack that is loaded already.
pub fn load_files_over(base: RuleSet, files: Vec<(String, String)>) -> Result<RuleSet, LoadError> {
    load(Some(base), files, Limits::default(), Vec::new())
}

/// The texts of a directory, and what of it cannot be read.
fn read_dir(root: &Path, limits: Limits) -> (Vec<(String, String)>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut paths = Vec::new();
    if root.is_file() {
        paths.push(root.to_owned());
    } else {
        walk(root, limits, limits.depth, &mut paths, &mut found);
    }
    let mut files = Vec::with_capacity(paths.len());
    let mut named: Vec<(String, PathBuf)> =
        paths.into_iter().map(|path| (shown(&path), path)).collect();
    named.sort();
    let mut bytes = 0;
    for (name, path) in named {
        match read(&path, limits) {
            Ok(text) => {
                bytes += text.len() as u64;
                if bytes > limits.pack_bytes {
                    let problem = say!(
                        "with this file the pack is larger than {} bytes; --max-rules allows more",
                        limits.pack_bytes
                    );
                    found.push(unreadable(&name, problem));
                    break;
                }
                files.push((name, text));
            }
            Err(problem) => found.push(unreadable(&name, problem)),
        }
    }
    if files.is_empty() && found.is_empty() {
        found.push(unreadable(
            &root.display().to_string(),
            say!("there is no rule file (*.yaml) in it"),
        ));
    }
    (files, found)
}

/// A file that was parsed: its number, its text, its tree, and what is wrong with it.
type Parsed<'t> = (
    u32,
    &'t str,
    Result<Option<Node<'t>>, Box<Diagnostic>>,
    Vec<Diagnostic>,
);

/// Parses some files.
fn parsed<'t>(files: &[(u32, &'t str)]) -> Vec<Parsed<'t>> {
    let parsed = |&(index, text): &(u32, &'t str)| {
        let mut found = Vec::new();
        let root = parse::parse(index, text, &mut found);
        (index, text, root, found)
    };
    files.iter().map(parsed).collect()
}

/// So many bytes of text are handed to a thread at once: handing them over takes longer than parsing a short file.
const PIECE: usize = 1 << 17;

/// Parsing is half of the work of opening a folder. Below so many bytes it is done before a thread is there.
const WORTH_THREADS: usize = 1 << 18;

fn load(
    base: Option<RuleSet>,
    files: Vec<(String, String)>,
    limits: Limits,
    mut found: Vec<Diagnostic>,
) -> Result<RuleSet, LoadError> {
    let mut base = base;
    let below = base.as_mut().map(|base| {
        let files = std::mem::take(&mut base.files);
        (files, base.packs.len() as u32)
    });
    let (known, layer) = below.unwrap_or_default();
    let first = known.len();
    let mut set = RuleSet {
        files: known,
        packs: vec![Pack::default()],
        ..RuleSet::default()
    };
    for (path, text) in files {
        if text.len() as u64 > limits.file_bytes {
            found.push(unreadable(&path, too_large(limits)));
            continue;
        }
        let text = match text.strip_prefix('\u{FEFF}') {
            Some(text) => text.to_owned(),
            None => text,
        };
        set.files.push(RuleFile {
            path,
            text,
            pack: Placed::default(),
            layer,
        });
    }
    // The trees borrow the texts, so the texts step aside while the set is filled.
    let texts: Vec<String> = set
        .files
        .iter_mut()
        .skip(first)
        .map(|file| std::mem::take(&mut file.text))
        .collect();
    let mut broken = Vec::new();
    let mut decoded = |(index, text, root, more): Parsed<'_>| {
        found.extend(more);
        match root {
            Ok(Some(root)) => decode::file(
                &mut decode::Reader::new(&mut found).with_drafts(limits.drafts),
                &mut set,
                index,
                text,
                &root,
            ),
            Ok(None) => {
                let place = Place::beginning(index);
                found.push(
                    Diagnostic::error(Code::MissingKey, say!("the file is empty"))
                        .at(place, say!("`schema` and `pack` must be given")),
                );
            }
            Err(error) => {
                found.push(*error);
                broken.push(index);
            }
        }
        Ok::<(), Infallible>(())
    };
    let numbered = (first as u32..).zip(texts.iter().map(String::as_str));
    let numbered: Vec<(u32, &str)> = numbered.collect();
    let bytes = texts.iter().map(String::len).sum();
    let mut filled = 0;
    let pieces = numbered.chunk_by(|(_, text), _| {
        filled += text.len();
        let goes_on = filled < PIECE;
        filled = if goes_on { filled } else { 0 };
        goes_on
    });
    let Ok(()) = in_order(pieces, jobs(bytes, WORTH_THREADS), parsed, |piece| {
        piece.into_iter().try_for_each(&mut decoded)
    });
    let text = |index: &u32| texts.get(*index as usize - first).map(String::as_str);
    let broken: Vec<&str> = broken.iter().filter_map(text).collect();
    let mut names = set.files.iter().skip(first).map(|file| &file.pack.value);
    let name = names.find(|name| !name.is_empty()).cloned();
    if let (Some(pack), Some(name)) = (set.packs.first_mut(), name) {
        pack.name = name;
    }
    // The same pack twice has the same names throughout: one sentence says it better than a clash for each of them.
    let set = match (&base, same_pack(&base, &set, first)) {
        (Some(_), Some(clash)) => {
            found = vec![clash];
            set
        }
        _ => {
            let mut set = overlay::lay(base, set, &mut found);
            check::check(&set, &broken, &mut found);
            blame(&mut found, first);
            set.disable.clear();
            set
        }
    };
    let mut set = set;
    for (file, text) in set.files.iter_mut().skip(first).zip(texts) {
        file.text = text;
    }
    if limits.drafts {
        found.retain(|one| one.code != Code::MissingExample);
    }
    if found.is_empty() {
        return Ok(set);
    }
    Err(LoadError::new(found, set.files))
}

/// Mistakes in the files below are there because of what is laid over them. Where that clashes they say nothing new; else they say so.
fn blame(found: &mut Vec<Diagnostic>, first: usize) {
    let below = |one: &Diagnostic| {
        let place = one.labels.first().map(|label| label.place);
        place.is_some_and(|place| (place.file as usize) < first)
    };
    if found.iter().any(|one| one.code == Code::Clash) {
        found.retain(|one| !below(one));
    }
    for one in found.iter_mut().filter(|one| below(one)) {
        one.help = Some(say!(
            "this rule is of the pack below: what is laid over it has changed something that it needs"
        ));
    }
}

/// A pack that bears the name of one below it.
fn same_pack(base: &Option<RuleSet>, over: &RuleSet, first: usize) -> Option<Diagnostic> {
    let below = &base.as_ref()?.packs;
    let mut names = over.files.iter().skip(first).map(|file| &file.pack);
    let name = names.find(|name| below.iter().any(|pack| pack.name == name.value))?;
    let clash = Diagnostic::error(
        Code::Clash,
        say!("the pack below is called `{}` as well", name.value),
    );
    Some(clash.at(name.place, say!("the name of the pack laid over it")).help(
        say!("give the pack that is laid over it a name of its own; to use this one in its place, add `--no-builtin`"),
    ))
}

/// Rule files under a folder; what cannot be opened is reported and the rest goes on.
fn walk(
    folder: &Path,
    limits: Limits,
    depth: usize,
    into: &mut Vec<PathBuf>,
    found: &mut Vec<Diagnostic>,
) {
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) => {
            return found.push(unreadable(&folder.display().to_string(), words(&error)));
        }
    };
    for path in entries.iter().map(fs::DirEntry::path) {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            match depth.checked_sub(1) {
                Some(depth) => walk(&path, limits, depth, into, found),
                None => found.push(unreadable(
                    &path.display().to_string(),
                    say!("too many folders inside folders"),
                )),
            }
        } else if path
            .extension()
            .is_some_and(|end| end == "yaml" || end == "yml")
        {
            if into.len() == limits.files {
                return found.push(unreadable(
                    &folder.display().to_string(),
                    say!("more than {} rule files", limits.files),
                ));
            }
            into.push(path);
        }
    }
}

fn read(path: &Path, limits: Limits) -> Result<String, Part> {
    // The size is looked at first, so that a huge file is not read to be refused.
    let known = fs::metadata(path).map_err(|error| words(&error))?;
    // A pipe would keep the reader waiting for ever.
    if !known.is_file() {
        return Err(say!("it is no regular file").into());
    }
    if known.len() > limits.file_bytes {
        return Err(too_large(limits).into());
    }
    let bytes = fs::read(path).map_err(|error| words(&error))?;
    String::from_utf8(bytes)
        .map_err(|error| say!("not UTF-8 (byte {})", error.utf8_error().valid_up_to()).into())
}

/// The system's words about an error, without the number that Rust adds to them.
fn words(error: &io::Error) -> Part {
    let text = error.to_string();
    let words = text.split(" (os error").next();
    Part::Heard(words.unwrap_or_default().to_owned())
}

fn too_large(limits: Limits) -> Message {
    match limits.file_bytes {
        bytes if bytes % (1 << 20) == 0 => say!("larger than {} MB", bytes >> 20),
        bytes => say!("larger than {} bytes", bytes),
    }
}

fn unreadable(path: &str, problem: impl Into<Part>) -> Diagnostic {
    let mut found = Diagnostic::error(Code::Unreadable, say!("cannot read it: {}", problem.into()));
    found.path = path.to_owned();
    found
}

/// The path as messages show it: with slashes on every system.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
