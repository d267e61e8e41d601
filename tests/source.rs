//! The program knows no Arabic word: none stands in `src/`, neither as letters nor as escapes that spell one.
//!
//! Documentation and whatever is compiled for tests only may show examples; other comments say what they mean in English. An escaped letter may be the edge of a range
//! or one of the alternatives to ranges (`'\u{620}'..='\u{64A}' | '\u{6D5}'`), which say what a letter is and spell nothing; `report/lamalef.rs` lists letters that are drawn joined.

mod sources;

use proc_macro2::{TokenStream, TokenTree};
use sources::{attribute, files, is_punct, last_of_item};
use std::path::Path;
use std::str::FromStr;

/// The one file that lists letters, as escapes.
const LETTERS: &str = "report/lamalef.rs";

fn is_letter(c: char) -> bool {
    let arabic = matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    arabic && c.is_alphabetic() && c != '\u{640}'
}

/// Whether an escape in a literal (`\u{627}`, `\xD8`) stands for an Arabic letter or for a byte of one.
fn escaped(literal: &str) -> bool {
    let unicode = literal.split("\\u{").skip(1).any(|rest| {
        let digits: String = rest.chars().take_while(|c| *c != '}').collect();
        let code = u32::from_str_radix(&digits.replace('_', ""), 16);
        code.ok().and_then(char::from_u32).is_some_and(is_letter)
    });
    let bytes = literal.split("\\x").skip(1).any(|rest| {
        let byte = rest
            .get(..2)
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        byte.is_some_and(|byte| matches!(byte, 0xD8..=0xDB | 0xDD))
    });
    unicode || bytes
}

/// Puts every offending token of a stream into `found`.
fn look(stream: TokenStream, escapes: bool, found: &mut Vec<String>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut at = 0;
    while let Some(tree) = trees.get(at) {
        let before = |back: usize| at.checked_sub(back).and_then(|at| trees.get(at));
        match tree {
            TokenTree::Group(group) => match attribute(tree) {
                Some(text) if is_punct(before(1), '#') && text == "cfg(test)" => {
                    at = last_of_item(&trees, at);
                }
                Some(text) if text.starts_with("doc=") => {}
                _ => look(group.stream(), escapes, found),
            },
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let range = (is_punct(trees.get(at + 1), '.') && is_punct(trees.get(at + 2), '.'))
                    || (is_punct(before(1), '=') && is_punct(before(2), '.'))
                    || (is_punct(before(1), '.') && is_punct(before(2), '.'));
                let listed = is_punct(trees.get(at + 1), '|') || is_punct(before(1), '|');
                let edge = (range || listed) && text.starts_with('\'');
                if text.contains(is_letter) || (!escapes && !edge && escaped(&text)) {
                    found.push(text);
                }
            }
            TokenTree::Ident(name) if name.to_string().contains(is_letter) => {
                found.push(name.to_string());
            }
            _ => {}
        }
        at += 1;
    }
}

fn offences(source: &str, escapes: bool) -> Vec<String> {
    let stream = TokenStream::from_str(source).expect("the file is Rust");
    let mut found = Vec::new();
    look(stream, escapes, &mut found);
    found
}

#[test]
fn no_arabic_word_stands_in_the_program() {
    let files = files();
    assert!(files.len() > 50 && files.iter().any(|(name, _)| name == LETTERS));
    for (name, source) in files {
        assert_eq!(offences(&source, name == LETTERS), [""; 0], "src/{name}");
    }
}

/// The lines before the tests of a file that end in a plain comment with an Arabic letter.
fn commented(source: &str) -> Vec<&str> {
    let program = source.split("#[cfg(test)]\nmod tests").next();
    let plain = |line: &&str| {
        let comment = line.split_once("//").map(|(_, comment)| comment);
        comment
            .is_some_and(|comment| !comment.starts_with(['/', '!']) && comment.contains(is_letter))
    };
    program.unwrap_or_default().lines().filter(plain).collect()
}

#[test]
fn no_arabic_word_stands_in_a_comment_that_is_no_documentation() {
    for (name, source) in files() {
        assert_eq!(commented(&source), [""; 0], "src/{name}");
    }
    assert_eq!(commented("f(); // قال\n/// قال\n//! قال"), ["f(); // قال"]);
    assert_eq!(commented("#[cfg(test)]\nmod tests {\n// قال\n}"), [""; 0]);
}

#[test]
fn data_with_arabic_words_stands_outside_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|ending| ending != "rs") {
                let bytes = std::fs::read(&path).expect("readable");
                let text = String::from_utf8_lossy(&bytes);
                assert!(!text.contains(is_letter), "{}", path.display());
            }
        }
    }
}

/// The string literals in calls of the function of this name, wherever they stand in it.
fn asked_for(stream: TokenStream, function: &str, found: &mut Vec<String>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        let TokenTree::Group(group) = tree else {
            continue;
        };
        let before = at.checked_sub(1).and_then(|at| trees.get(at));
        let called = matches!(before, Some(TokenTree::Ident(name)) if name == function);
        if called {
            literals(group.stream(), found);
        } else {
            asked_for(group.stream(), function, found);
        }
    }
}

fn literals(stream: TokenStream, found: &mut Vec<String>) {
    for tree in stream {
        match tree {
            TokenTree::Group(group) => literals(group.stream(), found),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                found.extend(
                    text.strip_prefix('"')
                        .and_then(|text| text.strip_suffix('"'))
                        .map(str::to_owned),
                );
            }
            _ => {}
        }
    }
}

#[test]
fn the_lists_that_the_engine_asks_for_are_those_that_it_says() {
    let vocabulary = "attribution/vocabulary.rs";
    let mut asked = Vec::new();
    for (name, source) in files() {
        let stream = TokenStream::from_str(&source).expect("the file is Rust");
        if name == vocabulary {
            asked_for(stream, "set", &mut asked);
        } else {
            // Nobody else asks for a list by its name.
            let mut others = Vec::new();
            asked_for(stream, "kind_set", &mut others);
            assert_eq!(others, [""; 0], "src/{name}");
        }
    }
    asked.sort();
    asked.dedup();
    assert!(asked.len() > 30, "{asked:?}");
    // In order as well: whoever adds one finds its place.
    assert_eq!(asked, isnad::rules::vocabulary::ENGINE_LISTS);
}

#[test]
fn what_is_looked_for_is_found() {
    for (source, expected) in [
        ("fn f() { g(\"قال\") }", vec!["\"قال\""]),
        ("const C: char = 'و';", vec!["'و'"]),
        ("const C: &str = r\"\\u{642}\";", vec!["r\"\\u{642}\""]),
        ("const C: &[u8] = b\"\\xD9\\x88\";", vec!["b\"\\xD9\\x88\""]),
        ("fn قال() {}", vec!["قال"]),
        ("/// قال\nfn f() {} // قال", vec![]),
        (
            "#[cfg(test)]\nmod tests { const C: &str = \"قال\"; }",
            vec![],
        ),
        (
            "#[cfg(test)]\nmod tests;\nconst C: &str = \"قال\";",
            vec!["\"قال\""],
        ),
        (
            "fn f(c: char) -> bool { matches!(c, '\\u{620}'..='\\u{64A}') }",
            vec![],
        ),
        ("const TATWEEL: char = '\\u{640}';", vec![]),
    ] {
        assert_eq!(offences(source, false), expected, "{source}");
    }
}
