//! Reads an article with a folder of rules in place of the built-in pack, or says what is wrong with the rules:
//! `cargo run --example own_rules -- rules examples/bridge.txt`

use isnad::report::diagnostic::{Style, diagnostics};
use isnad::{Analyzer, Document, Rules, RulesError, report};
use std::error::Error;
use std::process::ExitCode;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, article] = arguments.as_slice() else {
        eprintln!("usage: own_rules FOLDER ARTICLE");
        return Ok(ExitCode::from(2));
    };
    let rules = match Rules::load(folder) {
        Ok(rules) => rules,
        Err(RulesError::Faulty(faults)) => {
            let plain = Style::default();
            eprint!("{}", diagnostics(&faults, plain));
            return Ok(ExitCode::FAILURE);
        }
        Err(error) => return Err(error.into()),
    };
    let document = Document::new(article.as_str(), std::fs::read_to_string(article)?);
    let analysis = Analyzer::new(&rules).analyze(&document)?;
    print!("{}", report::table(&analysis));
    Ok(ExitCode::SUCCESS)
}
