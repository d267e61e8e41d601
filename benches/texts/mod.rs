//! Texts to measure with: the project's own articles, repeated, and a text of one's own.

use std::fs;
use std::path::{Path, PathBuf};

pub const MEGABYTE: usize = 1_000_000;

/// The project's own articles, in order of their names.
pub fn articles() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = ["examples", "tests/articles"]
        .iter()
        .filter_map(|folder| fs::read_dir(root.join(folder)).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    assert!(!texts.is_empty(), "no articles under {}", root.display());
    texts
}

/// The articles one after the other, again and again, up to a size in bytes.
pub fn repeated(articles: &[String], size: usize) -> Vec<String> {
    let mut length = 0;
    articles
        .iter()
        .cycle()
        .take_while(|article| {
            length += article.len() + 2;
            length <= size
        })
        .cloned()
        .collect()
}

/// The UTF-8 file that `ISNAD_BENCH_TEXT` names.
#[allow(dead_code, reason = "not every benchmark reads one")]
pub fn given() -> Option<String> {
    let path = std::env::var_os("ISNAD_BENCH_TEXT")?;
    Some(fs::read_to_string(path).expect("ISNAD_BENCH_TEXT names a UTF-8 file"))
}
