//! What the program writes for others, as its tests read it back.

use isnad::attribution::analysis::Analysis;
use isnad::report::{Format, Options, Report};

/// Articles with their analyses in a format.
pub fn written(format: Format, articles: &[(&str, &Analysis)]) -> String {
    let options = Options {
        format,
        ..Options::default()
    };
    let mut report = Report::new(options, Vec::new());
    for (text, analysis) in articles {
        report.document(text, analysis).unwrap();
    }
    String::from_utf8(report.finish().unwrap()).unwrap()
}
