//! How a speaker is called: the words of a noun phrase as they are written, and the shortest phrase that identifies who has no name.

use super::entities::Registry;
use super::mention::{Mention, Mentions};
use super::stream::Stream;
use crate::lexicon::{Proclitics, Reading, SpeakerKind};
use crate::pattern::Builtin;

/// The name in marks directly or one word behind the noun with which a phrase begins (صحيفة "السفح"), or in brackets directly behind it (مجلة (السفح)).
fn marked_name(stream: &Stream, (start, end): (usize, usize)) -> Option<usize> {
    let marks = |node: usize| stream.kinds_at(node).has(Builtin::ShortQuotation.kind());
    let brackets = |node: usize| stream.kinds_at(node).has(Builtin::Parenthesis.kind());
    (start + 1..end.min(start + 3))
        .find(|node| marks(*node) || (*node == start + 1 && brackets(*node)))
}

/// The gap behind the name of a known medium, without where it comes from and whose it is: وكالة شينخوا الصينية شبه الرسمية.
fn medium_end(mentions: &Mentions, (first, end): (usize, usize)) -> usize {
    let words = mentions.words;
    if !mentions.kinds(first).meets(&words.outlet) {
        return end;
    }
    let comes_from = |node: &usize| {
        let kinds = mentions.kinds(*node);
        kinds.meets(&words.article)
            && !kinds.meets(&words.outlet)
            && !kinds.meets(&words.preposition_clitic)
            && (kinds.meets(&words.nationality) || kinds.meets(&words.office_adjective))
    };
    let behind = (first + 1..end).find(comes_from);
    // A bare word before such an adjective belongs to it.
    behind.map_or(end, |node| {
        let bare = node > first + 1 && !mentions.kinds(node - 1).meets(&words.article);
        node - usize::from(bare)
    })
}

impl Registry<'_> {
    /// The shortest noun phrase that identifies a speaker without a proper name: signs and what follows a relative clause left out.
    pub(super) fn plain_name(&self, mentions: &Mentions, mention: &Mention) -> String {
        let (first, end) = self.plain_nodes(mentions, mention);
        let end = match first > mention.nodes.0 && mention.kind == Some(SpeakerKind::Media) {
            true => medium_end(mentions, (first, end)),
            false => end,
        };
        self.name_of(mentions.stream, (first, end))
    }

    /// The nodes of [`Registry::plain_name`].
    pub(super) fn plain_nodes(&self, mentions: &Mentions, mention: &Mention) -> (usize, usize) {
        let (start, end) = mention.nodes;
        let stream = mentions.stream;
        // Whoever is named in marks is called so, whatever stands behind them.
        if stream.kinds_at(start).has(Builtin::ShortQuotation.kind()) {
            return (start, start + 1);
        }
        // What the preposition of the noun governs belongs to it.
        let open = stream.kinds_at(start).meets(&mentions.words.open_noun);
        let behind = start + 1 + usize::from(open);
        let cut = (behind..end).find(|node| self.closes(mentions, (start, *node)));
        let media_noun = stream.kinds_at(start).meets(&mentions.words.media_noun)
            && mention.kind == Some(SpeakerKind::Media);
        // The name of a medium stands in marks behind its noun.
        let marked = marked_name(stream, (start, end));
        if let Some(marked) = marked.filter(|_| media_noun)
            && (cut.is_none_or(|cut| cut > marked) || marked == start + 1)
        {
            return (marked, marked + 1);
        }
        // A noun for the media in general with a nationality has no name of its own.
        let named = end > start + 1 && {
            let next = stream.kinds_at(start + 1);
            let adjective = next.meets(&mentions.words.article)
                && !next.meets(&mentions.words.outlet)
                && (next.has(mentions.words.unknown)
                    || next.meets(&mentions.words.office_adjective));
            // A medium that is called by whose it is has no name of its own either.
            let owner = !next.meets(&mentions.words.outlet)
                && next.meets(&mentions.words.title)
                && mentions.name((start + 1, end)).is_some();
            // What has the article behind a noun that has it is an attribute.
            let attribute = mention.definite
                && next.meets(&mentions.words.article)
                && !next.meets(&mentions.words.outlet);
            // So is a bare word behind it that describes with an adjective which has it.
            let described = mention.definite
                && mentions.is_bare(start + 1)
                && !next.meets(&mentions.words.outlet)
                && start + 2 < end
                && stream.kinds_at(start + 2).meets(&mentions.words.article)
                && stream
                    .kinds_at(start + 2)
                    .meets(&mentions.words.office_adjective);
            let participle =
                next.has(Builtin::Participle.kind()) && !next.meets(&mentions.words.article);
            !next.meets(&mentions.words.nationality)
                && !participle
                && !attribute
                && !described
                && !next.meets(&mentions.words.preposition)
                && !adjective
                && !owner
        };
        // Behind an honorific the role begins.
        let next = mentions.kinds(start + 1);
        let polite = mention.polite
            && next.meets(&mentions.words.title)
            && (mention.definite || !next.meets(&mentions.words.office_adjective));
        let skipped = (media_noun && named) || (polite && end > start + 1);
        let first = if skipped && cut.is_none_or(|cut| cut > start + 1) {
            start + 1
        } else {
            start
        };
        (first, cut.unwrap_or(end))
    }

    /// How a relay is called: as a speaker would be; the media of a country have no name but that.
    pub fn relay_name(&self, mentions: &Mentions, nodes: (usize, usize)) -> String {
        let written = || self.written(mentions.stream, nodes);
        let mention = mentions.read(nodes);
        mention.map_or_else(written, |mention| self.called(mentions, &mention))
    }

    /// The nodes by whose words a speaker without a proper name is found again: those of the shortest phrase, with the noun before the name of a medium.
    pub(super) fn plain_words(&self, mentions: &Mentions, mention: &Mention) -> (usize, usize) {
        let (first, end) = self.plain_nodes(mentions, mention);
        if mention.polite {
            return (first, end);
        }
        (mention.nodes.0, end)
    }

    /// Whether the shortest phrase that identifies a speaker, whose first node is given, ends before a node: a sign, an aside, a relative clause, an adverbial that
    /// names no body.
    fn closes(&self, mentions: &Mentions, (start, node): (usize, usize)) -> bool {
        let kinds = |node: usize| mentions.stream.kinds_at(node);
        let words = mentions.words;
        let sign = kinds(node).has(Builtin::Comma.kind())
            || kinds(node).has(Builtin::Parenthesis.kind())
            || kinds(node).has(Builtin::Dash.kind());
        let next = kinds(node + 1);
        // In what a body says something, and by whom it knows it; but an article is one of its law.
        let document = next.meets(&words.document) && !next.meets(&words.acting);
        let spoken = (document || next.meets(&words.anonymous)) && !next.meets(&words.title);
        // A number of reports is one phrase with what it counts.
        let counted = node == start + 1
            && kinds(start).meets(&words.article)
            && !kinds(start).meets(&words.acting)
            && !kinds(start).meets(&words.media);
        let within =
            kinds(start).meets(&words.document) || kinds(start).meets(&words.title) || counted;
        // What has a pronoun is no body.
        let body = next.meets(&words.collective)
            && !next.has(Builtin::PronounSuffix.kind())
            && (within || !spoken);
        // A number belongs to what it counts.
        let share = node == start + 1 && kinds(start).has(Builtin::Number.kind());
        let adverbial = kinds(node).meets(&words.preposition) && !body && !share;
        let emphasis = kinds(node).meets(&words.demonstrative);
        // Days and adverbs behind the phrase.
        let named = kinds(node).meets(&words.given_name) && !kinds(node).meets(&words.article);
        let date = kinds(node).meets(&words.date) && !named;
        // A part of the day and which day.
        let hour = kinds(node).meets(&words.time)
            && !kinds(node).meets(&words.article)
            && next.meets(&words.article)
            && next.meets(&words.time);
        // A phrase that says when.
        let moment = kinds(node).meets(&words.time) && mentions.is_merged(node);
        // With an indefinite noun the adverb is an attribute of it, behind a definite one it is none.
        let adverb = kinds(node).meets(&words.adverb) && kinds(node - 1).meets(&words.article);
        // A medium that is told something, with its preposition written onto it.
        let told = kinds(node).meets(&words.preposition_clitic)
            && kinds(node).meets(&words.media)
            && !mentions
                .stream
                .readings_of(node)
                .iter()
                .any(|reading| reading.proclitics.0 == 0);
        // What a preposition that is written onto it governs, behind a single word that heads nothing: a name or a participle.
        let first = kinds(start);
        let governed = node == start + 1
            && first.meets(&words.article)
            && !first.meets(&words.head)
            && !first.meets(&words.given_name)
            && !first.has(Builtin::Participle.kind())
            && mentions.is_written_onto(node);
        // What a single name is followed by; an adverb can be an adjective in the accusative.
        let described = node == start + 1
            && kinds(node).meets(&words.name_closer)
            && !kinds(node).meets(&words.adverb)
            && first.has(words.unknown)
            && !first.meets(&words.article);
        // What opens a description of whoever has the article, with a preposition or a number behind it.
        let person = first.meets(&words.title) || first.meets(&words.epithet);
        let opened = first.meets(&words.article)
            && (person || first.meets(&words.anonymous))
            && !first.meets(&words.document)
            && !first.meets(&words.collective)
            && node > start
            && kinds(node).meets(&words.name_closer)
            && !kinds(node).meets(&words.office_adjective)
            && (next.meets(&words.preposition) || next.has(Builtin::Number.kind()));
        // A bare noun rules what stands directly behind it.
        let ruled = node == start + 1
            && !first.meets(&words.article)
            && !first.meets(&words.place)
            && !first.has(words.unknown);
        // So does a participle, behind which more of the phrase stands.
        let maker = next.meets(&words.preposition) || kinds(node + 2).meets(&words.preposition);
        let dated = mentions.is_verb(kinds(node - 1)) && maker;
        let within_phrase = (ruled || dated) && kinds(node).meets(&words.time);
        sign || adverbial
            || governed
            || described
            || opened
            || emphasis
            || (kinds(node).meets(&words.phrase_closer) && !within_phrase)
            || date
            || hour
            || moment
            || mentions.is_formula(node)
            || kinds(node).meets(&words.verb_particle)
            || adverb
            || told
            || kinds(node).meets(&words.relative)
    }

    pub(super) fn title_words(
        &self,
        stream: &Stream,
        mention: &Mention,
        name: (usize, usize),
    ) -> Vec<String> {
        // The role begins behind the honorific.
        let polite = mention.polite && mention.nodes.0 + 1 < name.0;
        let mut words = self.role_words(stream, (mention.nodes.0 + usize::from(polite), name.0));
        if words.is_empty() {
            words = self.role_words(stream, (name.1, mention.nodes.1));
        }
        words
    }

    /// Words between two gaps, folded, without the article; a title or a particle that is another word for one that the lists know counts as that one
    /// (العاهل for الملك, ابن for بن).
    pub(super) fn words(&self, stream: &Stream, nodes: (usize, usize)) -> Vec<String> {
        self.words_bare(stream, nodes, |node| node == nodes.0)
    }

    /// [`Registry::words`] of a role, in which nothing counts that is written onto a word before it: الأمين العام للحلف and الأمين العام لحلف الشمال.
    pub(super) fn role_words(&self, stream: &Stream, nodes: (usize, usize)) -> Vec<String> {
        self.words_bare(stream, nodes, |_| true)
    }

    fn words_bare(
        &self,
        stream: &Stream,
        (start, end): (usize, usize),
        bare: impl Fn(usize) -> bool,
    ) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for node in start..end {
            let mut own = self.own_words(stream, node);
            if bare(node)
                && let (Some(prefixes), Some(first)) =
                    (self.prefixes(stream, node), own.first_mut())
            {
                let stem = self.lexicon().without_prefixes(first, prefixes);
                *first = self.lexicon().without_clitics(&stem).to_owned();
            }
            words.extend(self.other_words(stream, node, &own).unwrap_or(own));
        }
        words
    }

    /// The words of a node as they stand, folded, without the article.
    fn own_words(&self, stream: &Stream, node: usize) -> Vec<String> {
        let node = &stream.nodes[node];
        let tokens = &self.text.tokens[node.first as usize..node.last as usize];
        let words = tokens
            .iter()
            .filter(|token| token.shape == crate::text::Shape::Word)
            .map(|token| &self.text.folded[token.folded.start as usize..token.folded.end as usize]);
        words
            .map(|word| self.lexicon().without_clitics(word).to_owned())
            .collect()
    }

    /// The words of the entry for which the word or phrase at a node is only another one, if it is.
    fn other_words(&self, stream: &Stream, node: usize, own: &[String]) -> Option<Vec<String>> {
        if !stream.kinds_at(node).meets(&self.synonyms) {
            return None;
        }
        let free = |reading: &&Reading| {
            !self.lexicon().has_conjunction(reading.proclitics)
                && !self.lexicon().has_preposition(reading.proclitics)
        };
        let folding = self.rules.reader.folding();
        let readings = stream.readings_of(node).iter().filter(free);
        let mut listed =
            readings.filter(|reading| self.rules.entries.of(reading.entry).is(&self.synonyms));
        let lemma = self.rules.entries.lemma(listed.next()?.entry);
        let words: Vec<String> = lemma
            .split_whitespace()
            .map(|word| {
                self.lexicon()
                    .without_clitics(&folding.folded(word))
                    .to_owned()
            })
            .collect();
        (words != own && !words.is_empty()).then_some(words)
    }

    /// [`Registry::written`], without a conjunction or preposition on the first word.
    pub(super) fn name_of(&self, stream: &Stream, nodes: (usize, usize)) -> String {
        let written = self.written(stream, nodes);
        match self.prefixes(stream, nodes.0) {
            Some(prefixes) => {
                let (word, rest) = written.split_at(written.find(' ').unwrap_or(written.len()));
                self.unprefixed(stream, nodes.0, word, prefixes) + rest
            }
            None => written,
        }
    }

    /// The first word of a name without what is written onto it. A preposition swallows a letter of the article with which a word or phrase is listed.
    fn unprefixed(&self, stream: &Stream, node: usize, word: &str, prefixes: Proclitics) -> String {
        let lexicon = self.lexicon();
        let listed = stream.readings_of(node).first().is_some_and(|reading| {
            lexicon.begins_with_article(self.rules.entries.lemma(reading.entry))
        });
        let with = listed.then(|| {
            let with = lexicon.with_article(prefixes);
            lexicon.without_prefixes(word, with)
        });
        with.filter(|with| with != word)
            .unwrap_or_else(|| lexicon.without_prefixes(word, prefixes))
    }

    /// What is written onto a node's word before it, if every reading finds a conjunction or a preposition there.
    fn prefixes(&self, stream: &Stream, node: usize) -> Option<Proclitics> {
        let readings = stream.readings_of(node);
        let carries = |reading: &Reading| {
            self.lexicon().has_conjunction(reading.proclitics)
                || self.lexicon().has_preposition(reading.proclitics)
        };
        let first = readings.first()?;
        readings.iter().all(carries).then_some(first.proclitics)
    }

    /// The words between two gaps as written, white space made single, quotation marks at the edges left out.
    pub fn written(&self, stream: &Stream, (start, end): (usize, usize)) -> String {
        let (mut start, end) = (
            stream.nodes[start].first as usize,
            stream.nodes[end - 1].last as usize,
        );
        let tokens = &self.text.tokens;
        let mut last = end;
        let is_mark = |token: usize| {
            matches!(
                tokens[token].shape,
                crate::text::Shape::Open | crate::text::Shape::Close
            )
        };
        while start < last && is_mark(start) {
            start += 1;
        }
        let opens = tokens[start..last]
            .iter()
            .filter(|token| token.shape == crate::text::Shape::Open)
            .count();
        let bracket = |token: usize, shape: crate::text::Shape| tokens[token].shape == shape;
        if last > start + 1
            && bracket(start, crate::text::Shape::OpenBracket)
            && bracket(last - 1, crate::text::Shape::CloseBracket)
        {
            (start, last) = (start + 1, last - 1);
        }
        // A sign before the closing mark is none of the name.
        let is_sign = |token: usize| {
            matches!(
                tokens[token].shape,
                crate::text::Shape::Stop | crate::text::Shape::Comma
            )
        };
        while last > start && opens == 0 && (is_mark(last - 1) || (last < end && is_sign(last - 1)))
        {
            last -= 1;
        }
        if start >= last {
            return String::new();
        }
        let span = tokens[start].span.start as usize..tokens[last - 1].span.end as usize;
        self.source[span]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}
