//! Checks and compiles the built-in pack when the program is built, with the very code that opens directories at run time, and turns the words of the languages into what is
//! read fastest. A mistake in either fails the build.

#![allow(dead_code, unused_imports)]

#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/numbered.rs"]
mod numbered;
#[path = "src/parallel/mod.rs"]
mod parallel;
#[path = "src/pattern/mod.rs"]
mod pattern;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/yaml.rs"]
mod yaml;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    for path in [
        "locales",
        "rules",
        "src/lexicon",
        "src/numbered.rs",
        "src/parallel/mod.rs",
        "src/pattern",
        "src/rules",
        "src/text",
        "src/yaml.rs",
    ] {
        println!("cargo:rerun-if-changed={path}");
    }
    let mut set = rules::load_dir("rules")?;
    let rules = pattern::compiled(&set)?;
    // Whoever reads the path of a file inside the program shall not look for it in a folder of theirs.
    for file in &mut set.files {
        file.path = file.path.replacen("rules/", "built-in/", 1);
    }
    println!("cargo:rustc-env=ISNAD_RULES_HASH={}", rules.hash());
    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    std::fs::write(out.join("rules.bin"), postcard::to_stdvec(&rules)?)?;
    std::fs::write(out.join("sources.bin"), postcard::to_stdvec(&set)?)?;
    for language in ["en", "ar"] {
        let path = format!("locales/{language}.yaml");
        let words = yaml::read_yaml::<serde_json::Value>(&std::fs::read_to_string(&path)?);
        let words = words.map_err(|error| format!("{path}: {error}"))?;
        std::fs::write(out.join(language).with_extension("json"), words.to_string())?;
    }
    Ok(())
}
