//! The lists that the engine itself asks for, by their names. A pack that leaves one out simply has none of those words.

use crate::pattern::{Builtin, Kind, KindSet, Rules};

/// Kinds that steer the search for the end of a content and for the parts of a speaker.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    /// Signs and paragraph ends behind which a sentence begins.
    pub sentence_end: KindSet,
    /// Commas and their like, trimmed from the edges of spans.
    pub edge: KindSet,
    /// Words after which the narrator speaks again.
    pub clause_ender: KindSet,
    /// Those among them with which what is said can go on as well.
    pub clause_turn: KindSet,
    /// Words behind which what follows a position is the narrator's (لكن), though a clause behind أن goes on with them.
    pub position_ender: KindSet,
    /// Words behind a comma or a quotation with which the narrator says what was meant, or what was left unsaid (في إشارة إلى).
    pub gloss: KindSet,
    /// Words that open a sentence with what was asked or spoken about (وحول).
    pub topic: KindSet,
    /// Words that introduce a reported clause.
    pub complementizer: KindSet,
    /// Words that open the clause behind a source (فإن).
    pub clause_opener: KindSet,
    /// Conjunctions that stand alone.
    pub conjunction: KindSet,
    /// من جهته and its like.
    pub change_marker: KindSet,
    /// المصدر ذاته and its like.
    pub same_source: KindSet,
    /// Nouns of a source, which with a medium behind them are the medium's own.
    pub source_noun: KindSet,
    /// المصدر and its like, which alone mean a source named before.
    pub source_alone: KindSet,
    /// Descriptions that with the article point back to the last speaker (الخبير).
    pub epithet: KindSet,
    /// Words that tie a spokesman to a body (باسم).
    pub in_name_of: KindSet,
    /// Words of quantity before a noun (كل, مختلف).
    pub quantity: KindSet,
    /// Nouns with a preposition that are nothing without what it governs (مجموعة من).
    pub open_noun: KindSet,
    /// What opens a list of those who speak (كل من فلان وفلان).
    pub each: KindSet,
    /// Words for a spokesman who is not named himself (متحدث باسم).
    pub spokesman: KindSet,
    /// Utterances, which are somebody's (تصريح).
    pub utterance: KindSet,
    /// Those who ask for the media (مراسل).
    pub reporter: KindSet,
    /// Verbs of meeting and asking somebody for a medium (التقت الصحيفة).
    pub interviewing: KindSet,
    /// Those who are named by another's name (محامي, نجل).
    pub relation: KindSet,
    /// نظيره and its like, which say that two hold the same office.
    pub counterpart: KindSet,
    /// Documents.
    pub document: KindSet,
    /// قوله, تصريحه and their like.
    pub his_saying: KindSet,
    /// Prepositions that name a source (بحسب).
    pub source: KindSet,
    /// What introduces the clause of a source (وفق ما).
    pub source_conjunction: KindSet,
    /// Names of actions.
    pub action: KindSet,
    /// Names of actions and of stances.
    pub deed: KindSet,
    /// Plurals and duals with the ending of objects (المسؤولين).
    pub oblique: KindSet,
    /// Indefinite nouns and adverbials with the ending of objects (مسبقا).
    pub accusative: KindSet,
    /// Definite objects of set phrases (لفت النظر).
    pub set_object: KindSet,
    /// What tells to whom a body belongs (التابعة), or how something was done (بشكل).
    pub phrase_closer: KindSet,
    /// Free pronouns.
    pub pronoun: KindSet,
    /// Prepositions.
    pub preposition: KindSet,
    /// Those behind which the seat of an office stands (لدى).
    pub seat: KindSet,
    /// Offices that with nothing but a nationality are those of a head of state (الرئيس الفرنسي).
    pub head_of_state: KindSet,
    /// Prepositions with a pronoun (فيه, عنها).
    pub preposition_pronoun: KindSet,
    /// Titles and honorifics.
    pub title: KindSet,
    /// Titles and particles of names: what can be another word for one of its list.
    pub synonym: KindSet,
    /// Offices and bodies of several words that need nothing behind them.
    pub full_office: KindSet,
    /// Honorifics alone.
    pub honorific: KindSet,
    /// Given names.
    pub given_name: KindSet,
    /// Given names that always have the article.
    pub definite_name: KindSet,
    /// Nouns for speakers who are not named.
    pub anonymous: KindSet,
    /// Family names.
    pub family_name: KindSet,
    /// بن, أبو and their like.
    pub name_particle: KindSet,
    /// Titles behind which the name itself stands (العقيد, الوزير).
    pub name_title: KindSet,
    /// Words that follow a name and are no part of it (البالغ, السابق).
    pub name_closer: KindSet,
    /// Nouns of what bears a person's name: bodies, streets, prizes.
    pub named_after: KindSet,
    /// Those that are listed for that alone.
    pub bears_name: KindSet,
    /// Spellings that are a frequent verb and as often a noun (رفع).
    pub verb_homograph: KindSet,
    /// Verbs that report nothing.
    pub common_verb: KindSet,
    /// Verbs in the past with which the first sentence of a news item opens.
    pub lead_verb: KindSet,
    /// Words with which a speaker means himself (نحن).
    pub first_person: KindSet,
    /// Events and channels.
    pub event: KindSet,
    /// Adverbs.
    pub adverb: KindSet,
    /// Words of time.
    pub time: KindSet,
    /// Days and months.
    pub date: KindSet,
    /// Days of the week.
    pub weekday: KindSet,
    /// What stands before a verb and belongs to it alone (قد).
    pub verb_particle: KindSet,
    /// Adjectives inside the name of an office.
    pub office_adjective: KindSet,
    /// Places and states.
    pub place: KindSet,
    /// Words behind which a place is named (near, north of).
    pub place_opener: KindSet,
    /// Nationalities.
    pub nationality: KindSet,
    /// Everything that can head a speaker and is no name.
    pub head: KindSet,
    /// Everything that heads a body, state, medium, document or group.
    pub collective: KindSet,
    /// Bodies and groups of people.
    pub acting: KindSet,
    /// Names of media.
    pub outlet: KindSet,
    /// Words that introduce the name of a medium.
    pub media_noun: KindSet,
    /// Those and the names of media.
    pub media: KindSet,
    /// Everything with which a name, or its title, can begin, and nationalities.
    pub begins_name: KindSet,
    /// Demonstratives and words of emphasis (نفسه).
    pub demonstrative: KindSet,
    /// Ordinary nouns and names of actions, which no personal name holds.
    pub common_noun: KindSet,
    /// Relative pronouns.
    pub relative: KindSet,
    /// Bodies and states, which can be one of several speakers.
    pub member: KindSet,
    /// Question words.
    pub question_word: KindSet,
    /// Question words that open a statement too.
    pub relative_question: KindSet,
    /// Words of the kinds that no name contains.
    pub closed: KindSet,
    /// The article and the conjunctions, as clitic kinds.
    pub article: KindSet,
    /// و- and ف-.
    pub conjunction_clitic: KindSet,
    /// Prepositions written onto the word.
    pub preposition_clitic: KindSet,
    /// Words that the lexicon does not know.
    pub unknown: Kind,
    /// Role of names that are ordinary words too, as a bit.
    pub ambiguous: u32,
    /// Role of verbs that go on with what somebody has begun to say, as a bit.
    pub continuing: u32,
    /// Role of verbs that say nothing without a noun of a stance (أعرب عن), as a bit.
    pub support: u32,
    /// Role of formulas behind a name (رحمه الله), as a bit.
    pub formula: u32,
    /// Role of words that name a source only without the article, as a bit.
    pub indefinite: u32,
    /// Frame of verbs behind which words stand that nothing introduces, as a bit.
    pub unmarked: u32,
    /// What a verb governs whose object is whom it concerns.
    pub addressee: u32,
}

impl Vocabulary {
    /// Looks the names up.
    pub fn new(rules: &Rules) -> Vocabulary {
        // Names asked for here stand in `ENGINE_LISTS`, or the check of rule files calls their lists unused.
        let set = |names: &[&str]| rules.kind_set(names);
        let bit = |names: &[String], name: &str| {
            let number = names.iter().position(|known| known == name);
            number.map_or(0, |number| 1u32 << (number % 32))
        };
        let role = |name: &str| bit(&rules.roles, name);
        let builtin = |kinds: &[Builtin]| {
            kinds.iter().fold(KindSet::EMPTY, |mut set, kind| {
                set.insert(kind.kind());
                set
            })
        };
        let clitics = |wanted: &dyn Fn(crate::lexicon::Proclitics) -> bool| {
            let mut set = KindSet::EMPTY;
            for (number, kind) in rules.proclitics.iter().enumerate() {
                if wanted(crate::lexicon::Proclitics(1 << number)) {
                    set.insert(*kind);
                }
            }
            set
        };
        Vocabulary {
            sentence_end: builtin(&[
                Builtin::Stop,
                Builtin::Question,
                Builtin::Exclamation,
                Builtin::Paragraph,
            ]),
            edge: builtin(&[
                Builtin::Comma,
                Builtin::Semicolon,
                Builtin::Colon,
                Builtin::Stop,
                Builtin::Dash,
                Builtin::Paragraph,
                Builtin::Ellipsis,
            ]),
            clause_ender: set(&["clause-ender"]),
            clause_turn: set(&["clause-turn"]),
            position_ender: set(&["position-ender"]),
            gloss: set(&["narrator-gloss", "left-unsaid"]),
            topic: set(&["topic-opener"]),
            complementizer: set(&["complementizer"]),
            clause_opener: set(&["continued-complementizer"]),
            conjunction: set(&["conjunction"]),
            change_marker: set(&["change-marker"]),
            same_source: set(&["same-source"]),
            source_noun: set(&["source-noun"]),
            source_alone: set(&["source-alone"]),
            epithet: set(&["epithet"]),
            in_name_of: set(&["in-name-of"]),
            quantity: set(&["quantity"]),
            open_noun: set(&["open-noun"]),
            each: set(&["each"]),
            spokesman: set(&["unnamed-spokesman"]),
            utterance: set(&["utterance"]),
            reporter: set(&["reporter"]),
            interviewing: set(&["interviewing"]),
            relation: set(&["relation"]),
            counterpart: set(&["counterpart"]),
            document: set(&["document-noun"]),
            his_saying: set(&["his-saying"]),
            source: set(&["source-preposition"]),
            source_conjunction: set(&["source-conjunction", "as-word"]),
            action: set(&["action-noun"]),
            oblique: set(&["oblique"]),
            accusative: set(&["accusative"]),
            set_object: set(&["set-object"]),
            phrase_closer: set(&["phrase-closer"]),
            deed: set(&["action-noun", "stance-noun"]),
            pronoun: set(&["pronoun"]),
            preposition: set(&["preposition"]),
            seat: set(&["seat-preposition"]),
            head_of_state: set(&["head-of-state"]),
            preposition_pronoun: set(&["preposition-pronoun"]),
            title: set(&["title", "honorific"]),
            synonym: set(&["title", "name-particle"]),
            full_office: set(&["full-office"]),
            honorific: set(&["honorific"]),
            given_name: set(&["given-name", "definite-name"]),
            definite_name: set(&["definite-name"]),
            anonymous: set(&["anonymous-noun"]),
            family_name: set(&["family-name"]),
            name_particle: set(&["name-particle"]),
            name_title: set(&["name-title"]),
            name_closer: set(&["name-closer"]),
            named_after: set(&["body-noun", "named-after"]),
            bears_name: set(&["named-after"]),
            verb_homograph: set(&["common-verb-homograph"]),
            common_verb: set(&["common-verb"]),
            lead_verb: set(&["lead-verb"]),
            first_person: set(&["first-person"]),
            event: set(&["channel-noun", "occasion-noun"]),
            time: set(&["time-word", "weekday", "month"]),
            date: set(&["weekday", "month"]),
            weekday: set(&["weekday"]),
            verb_particle: set(&["verb-particle"]),
            adverb: set(&["adverb"]),
            office_adjective: set(&["office-adjective"]),
            place: set(&["place", "state"]),
            place_opener: set(&["place-opener"]),
            nationality: set(&["nationality"]),
            head: set(&[
                "title",
                "honorific",
                "body-noun",
                "state",
                "media-noun",
                "outlet",
                "document-noun",
                "group-noun",
                "anonymous-noun",
            ]),
            collective: set(&[
                "body-noun",
                "state",
                "media-noun",
                "outlet",
                "document-noun",
                "group-noun",
                "anonymous-noun",
            ]),
            acting: set(&["body-noun", "group-noun"]),
            outlet: set(&["outlet"]),
            media_noun: set(&["media-noun"]),
            media: set(&["media-noun", "outlet"]),
            begins_name: set(&[
                "nationality",
                "counterpart",
                "title",
                "honorific",
                "given-name",
                "definite-name",
                "name-particle",
            ]),
            demonstrative: set(&["demonstrative"]),
            common_noun: set(&[
                "common-noun",
                "action-noun",
                "report-noun",
                "stance-noun",
                "document-noun",
                "accusative",
            ]),
            relative: set(&["relative"]),
            member: set(&["body-noun", "state"]),
            question_word: set(&["question-word"]),
            relative_question: set(&["relative-question"]),
            closed: set(&[
                "preposition",
                "complementizer",
                "continued-complementizer",
                "relative",
                "demonstrative",
                "negation",
                "subordinator",
                "time-word",
                "conjunction",
                "pronoun",
                "clause-ender",
                "adverb",
                "common-verb",
                "number-word",
                "aside-opener",
                "change-marker",
                "question-word",
                "channel-noun",
                "occasion-noun",
                "preposition-pronoun",
            ]),
            article: clitics(&|clitic| rules.lexicon.has_article(clitic)),
            conjunction_clitic: clitics(&|clitic| rules.lexicon.has_conjunction(clitic)),
            preposition_clitic: clitics(&|clitic| rules.lexicon.has_preposition(clitic)),
            unknown: Builtin::Unknown.kind(),
            ambiguous: role("ambiguous"),
            indefinite: role("indefinite"),
            unmarked: bit(&rules.frames, "unmarked"),
            addressee: bit(&rules.frames, "addressee"),
            continuing: role("continuing"),
            support: role("support"),
            formula: role("after"),
        }
    }
}
