//! Asking about differences one by one. Questions go to standard output and answers come from standard input, a line each, so that it works through
//! a pipe as well; where the answers end, the rest is left as it is.

use super::differences::Differences;
use super::language::told;
use crate::eval::diff::Comparison;
use crate::eval::expected::merged;
use crate::eval::stored::StoredAnalysis;
use crate::pattern::Rules;
use crate::rules::message::say;
use std::collections::HashSet;
use std::io::{self, BufRead, IsTerminal, Write};

/// What was answered about one article.
pub(super) struct Answers {
    /// The result with what was accepted.
    pub analysis: StoredAnalysis,
    /// Whether anything was.
    pub accepted: bool,
    /// How many differences stay.
    pub open: usize,
    /// Whether nothing more is to be asked.
    pub quit: bool,
}

/// One answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accept,
    Reject,
    Skip,
    All,
    Quit,
}

/// Asks about every difference of an article.
pub(super) fn review(
    comparison: &Comparison<'_>,
    words: Differences,
    rules: &Rules,
) -> io::Result<Answers> {
    let mut asked = Asked::default();
    writeln!(io::stdout(), "{}", comparison.new.document.id)?;
    let mut statements = HashSet::new();
    for (number, pairing) in comparison.statements.iter().enumerate() {
        if pairing.differs() {
            let mut text = String::new();
            words.statement(comparison, pairing, &mut text);
            let rule = comparison.pair(pairing).0.map(|old| old.rule.as_str());
            if let Some(rule) = rule.filter(|rule| !rules.has(rule)) {
                let gone = told(&say!("the rules no longer have {}", rule));
                text.push_str(&format!("    {gone}\n"));
            }
            if asked.ask(&text)? {
                statements.insert(number);
            }
        }
    }
    let mut rejections = HashSet::new();
    for (number, rejection) in comparison.rejections.iter().enumerate() {
        if rejection.differs() {
            let mut text = String::new();
            words.rejection(comparison, rejection, &mut text);
            if asked.ask(&text)? {
                rejections.insert(number);
            }
        }
    }
    Ok(Answers {
        analysis: merged(
            comparison,
            |one| statements.contains(&one),
            |one| rejections.contains(&one),
        ),
        accepted: !statements.is_empty() || !rejections.is_empty(),
        open: asked.open,
        quit: asked.quit,
    })
}

#[derive(Default)]
struct Asked {
    all: bool,
    quit: bool,
    open: usize,
}

impl Asked {
    /// Shows a difference and says whether it is accepted.
    fn ask(&mut self, difference: &str) -> io::Result<bool> {
        if self.quit || self.all {
            self.open += usize::from(!self.all);
            return Ok(self.all);
        }
        let mut out = io::stdout();
        out.write_all(difference.as_bytes())?;
        let answer = loop {
            let ask =
                say!("accept [a], reject [r], skip [s], accept all of this article [A], quit [q]?");
            write!(out, "  {} ", told(&ask))?;
            out.flush()?;
            let mut line = String::new();
            if io::stdin().lock().read_line(&mut line)? == 0 {
                writeln!(out)?;
                break Answer::Quit;
            }
            if !io::stdin().is_terminal() {
                // Nobody has pressed the key that ends the line.
                writeln!(out)?;
            }
            match line.trim() {
                "a" | "accept" => break Answer::Accept,
                "r" | "reject" => break Answer::Reject,
                "s" | "skip" | "" => break Answer::Skip,
                "A" | "all" => break Answer::All,
                "q" | "quit" => break Answer::Quit,
                other => writeln!(out, "  {}", told(&say!("`{}` is none of these", other)))?,
            }
        };
        if answer == Answer::Reject {
            let rejected =
                say!("rejected: the stored result stays, and the rule above is to be mended");
            writeln!(out, "  {}", told(&rejected))?;
        }
        self.all = answer == Answer::All;
        self.quit = answer == Answer::Quit;
        let accepted = matches!(answer, Answer::Accept | Answer::All);
        self.open += usize::from(!accepted);
        Ok(accepted)
    }
}
