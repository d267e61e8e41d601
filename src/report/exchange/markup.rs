//! An analysis as a graph, which annotation tools draw: marked places, and arrows from every cue to what belongs to it.

use crate::attribution::analysis::{Analysis, Attribution, Kind, Speaker, TextSpan};
use crate::report::describe;
use std::collections::HashMap;

/// What a marked place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The reporting word, which stands for its statement.
    Cue,
    /// A mention of a speaker.
    Speaker,
    /// What was said; several pieces where the narrator interrupts.
    Content,
    /// A quoted piece of the speaker's own words.
    Quote,
    /// A relay.
    Via,
    /// A channel.
    Channel,
    /// A marked string that is nobody's words.
    Rejected,
}

impl Role {
    /// Every role, as the tools list them.
    pub const ALL: [Role; 7] = [
        Role::Cue,
        Role::Speaker,
        Role::Content,
        Role::Quote,
        Role::Via,
        Role::Channel,
        Role::Rejected,
    ];

    /// Its name in every tool.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Cue => "cue",
            Role::Speaker => "speaker",
            Role::Content => "content",
            Role::Quote => "quote",
            Role::Via => "via",
            Role::Channel => "channel",
            Role::Rejected => "rejected",
        }
    }

    /// The role of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// The arrow to a speaker whom the sentence leaves out, and whom another sentence names.
pub const INFERRED: &str = "inferred";

/// The names of all arrows. Each but the last goes to a mark of the same name.
pub const LINKS: [&str; 6] = ["speaker", "content", "quote", "via", "channel", INFERRED];

/// A marked place, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// What it is; `None` is a mark of another scheme.
    pub role: Option<Role>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Of a cue: the stance.
    pub stance: Option<String>,
    /// Of a cue: direct, mixed or indirect.
    pub kind: Option<String>,
    /// Of a speaker, or of a cue whose speaker is mentioned nowhere: the name.
    pub name: Option<String>,
    /// Of the same: what the speaker is.
    pub speaker_kind: Option<String>,
    /// Of a cue: finding it or not is free.
    pub optional: bool,
    /// Of a cue: why a reader should look.
    pub needs_review: bool,
}

/// An arrow from a cue.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// Number of the cue's mark.
    pub from: usize,
    /// Number of the other mark.
    pub to: usize,
    /// One of [`LINKS`].
    pub name: String,
}

/// Marks and arrows of one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markup {
    /// The marks.
    pub marks: Vec<Mark>,
    /// The arrows.
    pub links: Vec<Link>,
}

impl Markup {
    /// The graph of an analysis. A place that two statements share is one mark, but every statement has a cue of its own.
    #[must_use]
    pub fn of(analysis: &Analysis) -> Markup {
        let mut builder = Builder::default();
        // Mentions first: a statement whose speaker is left out points to one, wherever it stands.
        for speaker in analysis
            .attributions
            .iter()
            .filter_map(|one| one.speaker.as_ref())
        {
            builder.mention(speaker);
        }
        for one in &analysis.attributions {
            builder.statement(one);
        }
        for rejected in &analysis.rejected_quotes {
            builder.place(Role::Rejected, rejected.start, rejected.end);
        }
        builder.markup
    }

    /// The marks that arrows of this name lead to from a cue.
    pub fn linked<'m>(
        &'m self,
        cue: usize,
        name: &'m str,
    ) -> impl Iterator<Item = (usize, &'m Mark)> {
        self.links
            .iter()
            .filter(move |link| link.from == cue && link.name == name)
            .filter_map(|link| Some((link.to, self.marks.get(link.to)?)))
    }
}

#[derive(Default)]
struct Builder {
    markup: Markup,
    /// Marks by role and place.
    places: HashMap<(Role, usize, usize), usize>,
    /// Mentions of every entity, in the order of the statements.
    mentions: HashMap<String, Vec<usize>>,
}

impl Builder {
    fn place(&mut self, role: Role, start: usize, end: usize) -> usize {
        *self.places.entry((role, start, end)).or_insert_with(|| {
            self.markup.marks.push(Mark {
                role: Some(role),
                start,
                end,
                ..Mark::default()
            });
            self.markup.marks.len() - 1
        })
    }

    fn mention(&mut self, speaker: &Speaker) {
        let Some(mention) = &speaker.mention else {
            return;
        };
        let number = self.place(Role::Speaker, mention.start, mention.end);
        if let Some(mark) = self.markup.marks.get_mut(number) {
            mark.name.get_or_insert_with(|| speaker.name.clone());
            mark.speaker_kind
                .get_or_insert_with(|| describe::speaker_kind(speaker.kind).to_owned());
        }
        if let Some(entity) = &speaker.entity {
            self.mentions
                .entry(entity.clone())
                .or_default()
                .push(number);
        }
    }

    fn link(&mut self, from: usize, name: &str, to: usize) {
        self.markup.links.push(Link {
            from,
            to,
            name: name.to_owned(),
        });
    }

    fn statement(&mut self, one: &Attribution) {
        let cue = self.markup.marks.len();
        self.markup.marks.push(Mark {
            role: Some(Role::Cue),
            start: one.cue.start,
            end: one.cue.end,
            stance: Some(one.stance.clone()),
            kind: Some(kind(one.kind).to_owned()),
            needs_review: !one.needs_review.is_empty(),
            ..Mark::default()
        });
        if let Some(speaker) = &one.speaker {
            self.speaker(cue, one, speaker);
        }
        let spans = |of: &[TextSpan]| -> Vec<(usize, usize)> {
            of.iter().map(|span| (span.start, span.end)).collect()
        };
        let via = one.via.iter().map(|relay| (relay.start, relay.end));
        for (role, all) in [
            (Role::Content, spans(&one.content)),
            (Role::Quote, spans(&one.quotes)),
            (Role::Via, via.collect()),
            (Role::Channel, spans(one.channel.as_slice())),
        ] {
            for (start, end) in all {
                let to = self.place(role, start, end);
                self.link(cue, role.name(), to);
            }
        }
    }

    fn speaker(&mut self, cue: usize, one: &Attribution, speaker: &Speaker) {
        if let Some(mention) = &speaker.mention {
            let to = self.place(Role::Speaker, mention.start, mention.end);
            return self.link(cue, "speaker", to);
        }
        let start = |number: &usize| self.markup.marks.get(*number).map(|mark| mark.start);
        let mentions = speaker.entity.as_ref().and_then(|e| self.mentions.get(e));
        let before = |number: &&usize| start(number).is_some_and(|at| at < one.cue.start);
        let nearest = mentions.and_then(|all| {
            let last = all.iter().filter(before).max_by_key(|number| start(number));
            last.or(all.first()).copied()
        });
        if let Some(to) = nearest {
            self.link(cue, INFERRED, to);
        } else if let Some(mark) = self.markup.marks.get_mut(cue) {
            mark.name = Some(speaker.name.clone());
            mark.speaker_kind = Some(describe::speaker_kind(speaker.kind).to_owned());
        }
    }
}

fn kind(kind: Kind) -> &'static str {
    describe::kind(kind)
}
