//! Parquet: a row a statement in typed columns, for DuckDB, Spark and data frames. The columns are those of CSV, the places in all three units, and the pieces of the words said as a list.

use crate::attribution::analysis::Attribution;
use crate::report::article::Article;
use crate::report::rows::{COLUMNS, rows};
use crate::text::Ruler;
use arrow_array::builder::{
    Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows that are written together.
const TOGETHER: usize = 4096;

/// Places of the words said, from their first piece to their last.
const PLACES: [&str; 6] = [
    "start",
    "end",
    "utf16_start",
    "utf16_end",
    "byte_start",
    "byte_end",
];

/// Columns in the making.
pub(in crate::report) struct Columns {
    schema: Arc<Schema>,
    writer: ArrowWriter<Vec<u8>>,
    texts: Vec<StringBuilder>,
    confidence: Float64Builder,
    places: Vec<Int64Builder>,
    content: ListBuilder<StructBuilder>,
    makers: [StringBuilder; 2],
    waiting: usize,
}

/// The columns of CSV that hold text.
fn text_columns() -> impl Iterator<Item = (usize, &'static str)> {
    let numbers = ["confidence", "start", "end"];
    let all = COLUMNS.into_iter().enumerate();
    all.filter(move |(_, name)| !numbers.contains(name))
}

fn piece_fields() -> Fields {
    Fields::from(vec![
        Field::new("text", DataType::Utf8, false),
        Field::new("start", DataType::Int64, false),
        Field::new("end", DataType::Int64, false),
    ])
}

/// What every file of ours looks like.
fn schema() -> Schema {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let mut fields: Vec<Field> = text_columns().map(|(_, name)| text(name)).collect();
    fields.push(Field::new("confidence", DataType::Float64, false));
    fields.extend(PLACES.map(|name| Field::new(name, DataType::Int64, true)));
    let piece = Field::new("item", DataType::Struct(piece_fields()), false);
    fields.push(Field::new(
        "content",
        DataType::List(Arc::new(piece)),
        false,
    ));
    fields.extend(["engine_version", "rules_hash"].map(text));
    Schema::new(fields)
}

fn content_builder() -> ListBuilder<StructBuilder> {
    let piece = Field::new("item", DataType::Struct(piece_fields()), false);
    ListBuilder::new(StructBuilder::from_fields(piece_fields(), 0)).with_field(piece)
}

impl Columns {
    /// No rows yet.
    ///
    /// # Errors
    /// What the library says of the schema.
    pub(in crate::report) fn new() -> io::Result<Columns> {
        let schema = Arc::new(schema());
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .build();
        let writer = ArrowWriter::try_new(Vec::new(), Arc::clone(&schema), Some(properties))
            .map_err(io::Error::other)?;
        Ok(Columns {
            schema,
            writer,
            texts: text_columns().map(|_| StringBuilder::new()).collect(),
            confidence: Float64Builder::new(),
            places: PLACES.map(|_| Int64Builder::new()).into(),
            content: content_builder(),
            makers: [StringBuilder::new(), StringBuilder::new()],
            waiting: 0,
        })
    }

    /// Takes the rows of an article, and hands on to `out` what is complete.
    pub(in crate::report) fn article(
        &mut self,
        out: &mut impl Write,
        article: &Article,
    ) -> io::Result<()> {
        let ruler = Ruler::new(article.text);
        let document = &article.analysis.document;
        for (row, one) in rows(article).iter().zip(&article.analysis.attributions) {
            for (builder, (column, _)) in self.texts.iter_mut().zip(text_columns()) {
                // What is not known is null, not an empty text.
                builder.append_option(row.get(column).filter(|text| !text.is_empty()));
            }
            self.confidence.append_value(one.confidence);
            for (builder, place) in self.places.iter_mut().zip(places(&ruler, one)) {
                builder.append_option(place);
            }
            self.append_content(one)?;
            let [version, hash] = &mut self.makers;
            version.append_option(document.engine_version.as_deref());
            hash.append_option(document.rules_hash.as_deref());
            self.waiting += 1;
        }
        if self.waiting >= TOGETHER {
            self.flush()?;
            self.writer.flush().map_err(io::Error::other)?;
            out.write_all(&std::mem::take(self.writer.inner_mut()))?;
        }
        Ok(())
    }

    fn append_content(&mut self, one: &Attribution) -> io::Result<()> {
        let wrong = || io::Error::other("the columns of the content are not those of its builder");
        let pieces = self.content.values();
        for piece in &one.content {
            let text = pieces.field_builder::<StringBuilder>(0);
            text.ok_or_else(wrong)?.append_value(&piece.text);
            for (field, place) in [(1, piece.start), (2, piece.end)] {
                let number = pieces.field_builder::<Int64Builder>(field);
                number.ok_or_else(wrong)?.append_value(whole(place));
            }
            pieces.append(true);
        }
        self.content.append(true);
        Ok(())
    }

    /// Makes a batch of the rows that wait.
    fn flush(&mut self) -> io::Result<()> {
        let mut arrays: Vec<ArrayRef> = Vec::new();
        for builder in &mut self.texts {
            arrays.push(Arc::new(builder.finish()));
        }
        arrays.push(Arc::new(self.confidence.finish()));
        for builder in &mut self.places {
            arrays.push(Arc::new(builder.finish()));
        }
        arrays.push(Arc::new(self.content.finish()));
        for builder in &mut self.makers {
            arrays.push(Arc::new(builder.finish()));
        }
        self.waiting = 0;
        let batch =
            RecordBatch::try_new(Arc::clone(&self.schema), arrays).map_err(io::Error::other)?;
        self.writer.write(&batch).map_err(io::Error::other)
    }

    /// Writes what is left, and the end of the file.
    pub(in crate::report) fn finish(mut self, out: &mut impl Write) -> io::Result<()> {
        self.flush()?;
        let rest = self.writer.into_inner().map_err(io::Error::other)?;
        out.write_all(&rest)
    }
}

/// The values of [`PLACES`]; nothing where a statement has no words.
fn places(ruler: &Ruler, one: &Attribution) -> [Option<i64>; PLACES.len()] {
    let start = one.content.iter().map(|piece| piece.start).min();
    let end = one.content.iter().map(|piece| piece.end).max();
    let (Some(start), Some(end)) = (start, end) else {
        return [None; PLACES.len()];
    };
    [
        start,
        end,
        ruler.utf16(start),
        ruler.utf16(end),
        ruler.byte(start),
        ruler.byte(end),
    ]
    .map(|place| Some(whole(place)))
}

fn whole(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}
