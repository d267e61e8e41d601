//! Prints who says what in the files given, a line a statement: `cargo run --example statements -- examples/bridge.txt`

use isnad::{Analyzer, Document, Rules};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // Opened once, used for every document; it can be shared between threads.
    let rules = Rules::builtin()?;
    let analyzer = Analyzer::new(&rules);
    for path in std::env::args().skip(1) {
        let document = Document::new(path.as_str(), std::fs::read_to_string(&path)?);
        for statement in analyzer.analyze(&document)?.attributions {
            let speaker = statement.speaker.map_or("-".to_owned(), |by| by.name);
            let words: Vec<&str> = statement
                .content
                .iter()
                .map(|piece| piece.text.as_str())
                .collect();
            println!("{speaker}\t{}\t{}", statement.stance, words.join(" ... "));
        }
    }
    Ok(())
}
