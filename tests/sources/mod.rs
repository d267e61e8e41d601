//! The sources of the program, as tests look at them.

use proc_macro2::{Delimiter, TokenTree};
use std::path::{Path, PathBuf};

/// Every file of `src/` that is not compiled for tests only, with its path below `src/`.
pub fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.file_stem().is_some_and(|name| name == "tests") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(&root).expect("below src/");
                let name = below.to_string_lossy().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).expect("UTF-8")));
            }
        }
    }
    files.sort();
    files
}

/// Whether an attribute's brackets hold what is left out: documentation, or `cfg(test)` with the item behind it.
pub fn attribute(tree: &TokenTree) -> Option<String> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
            Some(group.stream().to_string().replace(' ', ""))
        }
        _ => None,
    }
}

pub fn is_punct(tree: Option<&TokenTree>, wanted: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// The last token of the item behind an attribute: its body in braces, or the semicolon that ends it.
pub fn last_of_item(trees: &[TokenTree], attribute: usize) -> usize {
    let ends = |tree: &TokenTree| {
        let body = matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        body || is_punct(Some(tree), ';')
    };
    let mut behind = trees.iter().enumerate().skip(attribute + 1);
    behind
        .find(|(_, tree)| ends(tree))
        .map_or(trees.len(), |(at, _)| at)
}
