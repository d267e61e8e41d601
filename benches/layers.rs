//! The layers side by side, on the same text and in one run: what any reader of the text must do at least, and what isnad does.
//!
//! `cargo bench --bench layers`; with `ISNAD_BENCH_TEXT` naming a UTF-8 file, on that text as well.

mod texts;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use isnad::lexicon::{VerbParts, inflect};
use isnad::pattern::morphology;
use isnad::rules::load_dir;
use isnad::text::{Reader, TextSpec};
use isnad::{Analyzer, Document, Rules};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;
use texts::{MEGABYTE, articles, given, repeated};

#[derive(Deserialize)]
struct TextSection {
    text: TextSpec,
}

/// The text layer of the rules, and every surface form of their lexicon.
fn lexicon() -> (Reader, BTreeSet<String>) {
    let set = load_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")).expect("sound rules");
    let (file, _) = set.text_source.as_ref().expect("a text layer");
    let text: TextSection =
        serde_yaml::from_str(&set.files[*file as usize].text).expect("a sound text layer");
    let morphology = morphology(&set).expect("a sound morphology");
    let mut forms = BTreeSet::new();
    for verb in &set.verbs {
        let parts: VerbParts = verb
            .parts
            .iter()
            .map(|(name, spellings)| {
                let spellings = spellings.iter().map(|spelling| &spelling.value);
                (&name.value, spellings.collect::<Vec<_>>())
            })
            .collect();
        forms.extend(
            inflect(&morphology, &parts)
                .into_iter()
                .map(|form| form.text),
        );
    }
    let words = set.lists.iter().flat_map(|list| &list.words);
    forms.extend(words.map(|word| word.word.value.clone()));
    (Reader::new(&text.text), forms)
}

fn layers(criterion: &mut Criterion) {
    let (reader, forms) = lexicon();
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&forms)
        .expect("an automaton over all forms");
    let rules = Rules::builtin().expect("the built-in pack");
    let analyzer = Analyzer::new(&rules);

    let paragraphs = repeated(&articles(), MEGABYTE).join("\n\n");
    let mut inputs = vec![
        ("one line", paragraphs.replace('\n', " ")),
        ("many paragraphs", paragraphs),
    ];
    inputs.extend(given().map(|text| ("given text", text)));
    for (name, text) in inputs {
        let document = Document::new("text", text);
        let text = document.text.as_str();
        let mut group = criterion.benchmark_group(name);
        group
            .sample_size(10)
            .warm_up_time(Duration::from_secs(1))
            .measurement_time(Duration::from_secs(3))
            .throughput(Throughput::Bytes(text.len() as u64));
        let mut bench = |layer: &str, run: &dyn Fn() -> usize| {
            group.bench_function(BenchmarkId::from_parameter(layer), |bencher| {
                bencher.iter(|| black_box(run()));
            });
        };
        bench("1 UTF-8 validation", &|| {
            str::from_utf8(black_box(text.as_bytes())).map_or(0, str::len)
        });
        bench("2 splitting into words", &|| {
            black_box(text).split_whitespace().count()
        });
        bench("3 aho-corasick over all forms", &|| {
            automaton.find_iter(black_box(text)).count()
        });
        bench("4 text layer", &|| {
            reader
                .read(black_box(text))
                .expect("a short text")
                .tokens
                .len()
        });
        bench("5 whole analysis", &|| {
            let analysis = analyzer.analyze(black_box(&document));
            analysis.expect("a short text").attributions.len()
        });
    }
}

criterion_group!(benches, layers);
criterion_main!(benches);
