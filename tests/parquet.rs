//! Parquet, read back row by row by the library's record reader, which shares no code with the column writer.
#![cfg(feature = "parquet")]

use isnad::report::{Format, Options, Report};
use isnad::{Analyzer, Document, Rules};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row, RowAccessor};
use std::io::Write;

const ARTICLE: &str = "😀 𐎀\nقال وزير الزراعة سالم الحداد: \"الموسم جيد\"، وأضاف: \"المعاصر 🎉 جاهزة\". ونفى الحداد وجود نقص في المياه.\n";

fn written(copies: usize) -> (Vec<u8>, isnad::attribution::analysis::Analysis) {
    let rules = Rules::builtin().unwrap();
    let document = Document::new("n", ARTICLE);
    let analysis = Analyzer::new(&rules).analyze(&document).unwrap();
    let options = Options {
        format: Format::Parquet,
        ..Options::default()
    };
    let mut report = Report::new(options, Vec::new());
    for _ in 0..copies {
        report.document(ARTICLE, &analysis).unwrap();
    }
    (report.finish().unwrap(), analysis)
}

fn reader(bytes: &[u8]) -> SerializedFileReader<std::fs::File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    SerializedFileReader::new(file).unwrap()
}

fn rows(bytes: &[u8]) -> Vec<Row> {
    reader(bytes)
        .get_row_iter(None)
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

fn field<'r>(row: &'r Row, name: &str) -> &'r Field {
    row.get_column_iter()
        .find(|(column, _)| *column == name)
        .unwrap()
        .1
}

fn number(row: &Row, name: &str) -> usize {
    match field(row, name) {
        Field::Long(number) => usize::try_from(*number).unwrap(),
        other => panic!("{name}: {other}"),
    }
}

fn text(row: &Row, name: &str) -> String {
    match field(row, name) {
        Field::Str(text) => text.clone(),
        other => panic!("{name}: {other}"),
    }
}

#[test]
fn every_row_is_a_statement_with_its_places_in_three_units() {
    let (bytes, analysis) = written(1);
    let rows = rows(&bytes);
    assert_eq!(rows.len(), analysis.attributions.len());
    for (row, one) in rows.iter().zip(&analysis.attributions) {
        assert_eq!(text(row, "key"), one.key);
        assert_eq!(text(row, "stance"), one.stance);
        assert_eq!(
            text(row, "rules_hash"),
            analysis.document.rules_hash.clone().unwrap()
        );
        // What is not known is null.
        assert_eq!(field(row, "url"), &Field::Null);
        let words: String = one
            .content
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        let (start, end) = (number(row, "start"), number(row, "end"));
        let points: String = ARTICLE.chars().skip(start).take(end - start).collect();
        let units: Vec<u16> = ARTICLE.encode_utf16().collect();
        let units = &units[number(row, "utf16_start")..number(row, "utf16_end")];
        let bytes = &ARTICLE[number(row, "byte_start")..number(row, "byte_end")];
        assert_eq!(points, words);
        assert_eq!(String::from_utf16(units).unwrap(), words);
        assert_eq!(bytes, words);
        let Field::ListInternal(pieces) = field(row, "content") else {
            panic!("the content is a list");
        };
        assert_eq!(pieces.elements().len(), one.content.len());
        for (piece, span) in pieces.elements().iter().zip(&one.content) {
            let Field::Group(piece) = piece else {
                panic!("a piece is a record");
            };
            assert_eq!(piece.get_string(0).unwrap(), &span.text);
            assert_eq!(piece.get_long(1).unwrap() as usize, span.start);
        }
    }
}

#[test]
fn many_rows_come_in_several_groups_and_none_is_a_file_as_well() {
    let (bytes, analysis) = written(3000);
    assert!(reader(&bytes).num_row_groups() >= 2);
    assert_eq!(rows(&bytes).len(), 3000 * analysis.attributions.len());
    assert!(rows(&written(0).0).is_empty());
}
