//! How fast the engine is: opening packs, reading one article, and throughput in one document and in many.
//!
//! `cargo bench` runs all of it; `cargo bench -- throughput` a part. With `ISNAD_BENCH_TEXT` naming a UTF-8 file, that text is read too.

mod texts;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use isnad::{Analyzer, Document, Rules};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;
use texts::{MEGABYTE, articles, given, repeated};

fn opening(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("open");
    group.bench_function("built-in", |bencher| {
        bencher.iter(|| black_box(Rules::builtin().expect("the built-in pack")));
    });
    group.sample_size(20);
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    group.bench_function("directory", |bencher| {
        bencher.iter(|| black_box(Rules::load(&rules).expect("a sound pack")));
    });
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    let rules = Rules::builtin().expect("the built-in pack");
    let analyzer = Analyzer::new(&rules);
    let articles = articles();
    let read = |document: &Document| {
        black_box(analyzer.analyze(black_box(document)).expect("a short text"));
    };

    let mut group = criterion.benchmark_group("article");
    let article = Document::new("article", articles[0].as_str());
    group.throughput(Throughput::Bytes(article.text.len() as u64));
    group.bench_function("one", |bencher| bencher.iter(|| read(&article)));
    group.finish();

    let mut group = criterion.benchmark_group("throughput");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    for megabytes in [1, 10] {
        let texts = repeated(&articles, megabytes * MEGABYTE);
        let documents: Vec<Document> = texts
            .iter()
            .map(|text| Document::new("many", text.as_str()))
            .collect();
        let whole = Document::new("one", texts.join("\n\n"));
        group.throughput(Throughput::Bytes(whole.text.len() as u64));
        let size = format!("{megabytes} MB");
        group.bench_function(BenchmarkId::new("one document", &size), |bencher| {
            bencher.iter(|| read(&whole));
        });
        group.bench_function(BenchmarkId::new("many documents", &size), |bencher| {
            bencher.iter(|| documents.iter().for_each(read));
        });
    }
    if let Some(text) = given() {
        let document = Document::new("given", text);
        group.throughput(Throughput::Bytes(document.text.len() as u64));
        group.bench_function("given text", |bencher| bencher.iter(|| read(&document)));
    }
    group.finish();
}

criterion_group!(benches, opening, reading);
criterion_main!(benches);
