//! How the time grows with the text, in the shapes that could make it grow faster: a table on standard output, and a plot where a path is given.
//!
//! `cargo bench --bench growth -- [--largest MEGABYTES] [--plot FILE.svg]`

mod texts;

use isnad::{Analyzer, Document, Rules};
use std::fmt::Write;
use std::time::Instant;
use texts::{MEGABYTE, articles, repeated};

/// Makes documents that have so many bytes together.
type Shape = fn(&[String], usize) -> Vec<String>;

/// The shapes of text by their names, each with how many megabytes of it are measured at most: of cues only every sixth byte is a statement, and ten megabytes take 6 GB of memory.
const SHAPES: [(&str, usize, Shape); 5] = [
    ("many documents", 100, repeated),
    ("one document", 100, |articles, size| {
        vec![repeated(articles, size).join("\n\n")]
    }),
    ("one line", 100, |articles, size| {
        vec![repeated(articles, size).join(" ").replace('\n', " ")]
    }),
    ("one quotation", 100, |articles, size| {
        // Marks of its own would end the quotation.
        let words = repeated(articles, size).join(" ");
        let bare = words.replace(['\n', '"', '«', '»', '“', '”'], " ");
        vec![format!("قال الوزير: «{bare}».")]
    }),
    ("cues only", 10, |_, size| {
        let cues = "قال وأضاف وأكد مضيفا أن بحسب وقالت إن ";
        vec![cues.repeat(size / cues.len())]
    }),
];

fn main() {
    let (mut largest, mut plot) = (100, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // Cargo's own.
            "--bench" => {}
            "--largest" => {
                let value = arguments.next().and_then(|value| value.parse().ok());
                largest = value.expect("--largest takes a number of megabytes");
            }
            "--plot" => plot = Some(arguments.next().expect("--plot takes a path")),
            other => panic!("unknown argument {other}"),
        }
    }
    let sizes: Vec<usize> = [1, 10, 100]
        .into_iter()
        .filter(|size| *size <= largest)
        .collect();
    let rules = Rules::builtin().expect("the built-in pack");
    let analyzer = Analyzer::new(&rules);
    let articles = articles();

    let heads: Vec<String> = sizes
        .iter()
        .map(|size| format!("{size} MB, s | MB/s"))
        .collect();
    println!("| text | {} |", heads.join(" | "));
    println!("| --- |{}", " ---: | ---: |".repeat(sizes.len()));
    let mut measured = Vec::new();
    for (name, most, documents) in SHAPES {
        let mut row = Vec::new();
        for size in sizes.iter().filter(|size| **size <= most) {
            let documents: Vec<Document> = documents(&articles, size * MEGABYTE)
                .into_iter()
                .map(|text| Document::new("text", text))
                .collect();
            let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
            // The best of several: whatever else the machine does only adds.
            let runs = (20 / size).clamp(1, 5);
            let times = (0..runs).map(|_| {
                let begun = Instant::now();
                for document in &documents {
                    std::hint::black_box(analyzer.analyze(document).expect("less than 4 GB"));
                }
                begun.elapsed().as_secs_f64()
            });
            row.push((bytes as f64 / 1e6, times.fold(f64::INFINITY, f64::min)));
        }
        let cells = row
            .iter()
            .map(|(size, time)| format!("{time:.3} | {:.1}", size / time));
        let none = sizes.iter().skip(row.len()).map(|_| " | ".to_owned());
        let cells: Vec<String> = cells.chain(none).collect();
        println!("| {name} | {} |", cells.join(" | "));
        measured.push((name, row));
    }
    if let Some(path) = plot {
        std::fs::write(&path, svg(&measured)).expect("the plot can be written");
    }
}

/// Time over size, both logarithmic: what is linear is parallel to the grey lines.
fn svg(measured: &[(&str, Vec<(f64, f64)>)]) -> String {
    const COLOURS: [&str; 5] = ["#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#d98e04"];
    let x = |size: f64| 70.0 + 180.0 * size.log10();
    let y = |time: f64| 330.0 - 75.0 * (time.log10() + 2.0);
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 620 400\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"620\" height=\"400\" fill=\"#fff\"/>\n",
    );
    let mut line = |text: String| writeln!(out, "{text}").expect("a string takes all");
    for size in [1.0, 10.0, 100.0] {
        line(format!(
            "<text x=\"{0}\" y=\"370\" text-anchor=\"middle\">{size} MB</text><path d=\"M{0} 20V350\" stroke=\"#eee\"/>",
            x(size)
        ));
    }
    for time in [0.01, 0.1, 1.0, 10.0, 100.0] {
        line(format!(
            "<text x=\"60\" y=\"{}\" text-anchor=\"end\">{time} s</text><path d=\"M70 {}H430\" stroke=\"#eee\"/>",
            y(time) + 4.0,
            y(time)
        ));
    }
    for begin in [0.02, 0.05, 0.1, 0.2] {
        line(format!(
            "<path d=\"M{} {}L{} {}\" stroke=\"#ccc\" stroke-dasharray=\"3\"/>",
            x(1.0),
            y(begin),
            x(100.0),
            y(begin * 100.0)
        ));
    }
    for (number, ((name, row), colour)) in measured.iter().zip(COLOURS).enumerate() {
        let points = row
            .iter()
            .map(|(size, time)| format!("{:.1},{:.1}", x(*size), y(*time)));
        let points: Vec<String> = points.collect();
        line(format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            points.join(" ")
        ));
        let legend = 40 + 20 * number;
        line(format!(
            "<text x=\"460\" y=\"{legend}\" fill=\"{colour}\">{name}</text>"
        ));
    }
    out.push_str("</svg>\n");
    out
}
