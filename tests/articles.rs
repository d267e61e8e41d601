//! Every sample article under `tests/articles/`, analysed with the built-in rules and held against its snapshots.
//!
//! Two snapshots an article: the table a reader sees (no isolates, 120 columns) and the whole analysis as JSON. A change of a
//! rule shows here as a difference to be read and accepted (`cargo insta review`).

use isnad::report::{self, Layout};
use isnad::{Analyzer, Document, Rules};

/// Wide enough that no column is squeezed; fixed, so that the terminal of whoever runs the test does not matter.
const LAYOUT: Layout = Layout {
    width: 120,
    isolate: false,
    language: isnad::report::locale::Language::En,
};

#[test]
fn articles() {
    let rules = Rules::builtin().expect("the built-in rules open");
    let analyzer = Analyzer::new(&rules);
    insta::glob!("articles/*.txt", |path| {
        let text = std::fs::read_to_string(path).expect("the article is UTF-8");
        let id = path.file_stem().expect("an article has a name");
        let document = Document::new(id.to_string_lossy(), text);
        let mut analysis = analyzer
            .analyze(&document)
            .expect("the article is short enough");
        // Every change of a rule changes the hash; a snapshot shows what a rule finds.
        assert_eq!(
            analysis.document.rules_hash.take().as_ref(),
            Some(&rules.hash())
        );
        let version = analysis.document.engine_version.take();
        assert_eq!(version.as_deref(), Some(env!("CARGO_PKG_VERSION")));

        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            insta::assert_snapshot!("table", report::table_with(&analysis, &LAYOUT));
            insta::assert_json_snapshot!("analysis", analysis);
        });
    });
}
