//! Two runs of documents, joined by name. Where both are in the same order, one document of each is held; otherwise those that still wait for the other.

use std::collections::{HashMap, VecDeque};

/// A document of both runs, or of one.
#[derive(Debug, PartialEq, Eq)]
pub enum Joined<T> {
    /// In both.
    Both(T, T),
    /// In the old run only.
    Old(T),
    /// In the new run only.
    New(T),
}

/// Documents of one run that wait for those of the other, in the order in which they came.
struct Waiting<T> {
    by_name: HashMap<String, VecDeque<(u64, T)>>,
    count: u64,
}

impl<T> Waiting<T> {
    fn new() -> Waiting<T> {
        Waiting {
            by_name: HashMap::new(),
            count: 0,
        }
    }

    fn push(&mut self, name: String, document: T) {
        let queue = self.by_name.entry(name).or_default();
        queue.push_back((self.count, document));
        self.count += 1;
    }

    fn pop(&mut self, name: &str) -> Option<T> {
        let queue = self.by_name.get_mut(name)?;
        let first = queue.pop_front();
        if queue.is_empty() {
            self.by_name.remove(name);
        }
        first.map(|(_, document)| document)
    }

    fn rest(self) -> impl Iterator<Item = T> {
        let mut rest: Vec<(u64, T)> = self.by_name.into_values().flatten().collect();
        rest.sort_by_key(|(number, _)| *number);
        rest.into_iter().map(|(_, document)| document)
    }
}

/// Hands over every document of two runs, those with the same name together (a name that is there several times, in order).
///
/// # Errors
/// The first error of `take`, which ends it.
pub fn join<T, E>(
    mut old: impl Iterator<Item = T>,
    mut new: impl Iterator<Item = T>,
    name: impl Fn(&T) -> String,
    mut take: impl FnMut(Joined<T>) -> Result<(), E>,
) -> Result<(), E> {
    let (mut olds, mut news) = (Waiting::new(), Waiting::new());
    loop {
        let (before, after) = (old.next(), new.next());
        if before.is_none() && after.is_none() {
            break;
        }
        if let Some(before) = before {
            let name = name(&before);
            match news.pop(&name) {
                Some(after) => take(Joined::Both(before, after))?,
                None => olds.push(name, before),
            }
        }
        if let Some(after) = after {
            let name = name(&after);
            match olds.pop(&name) {
                Some(before) => take(Joined::Both(before, after))?,
                None => news.push(name, after),
            }
        }
    }
    olds.rest().try_for_each(|one| take(Joined::Old(one)))?;
    news.rest().try_for_each(|one| take(Joined::New(one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(old: &str, new: &str) -> Vec<String> {
        let mut out = Vec::new();
        let names = |text: &str| {
            text.chars()
                .map(String::from)
                .collect::<Vec<_>>()
                .into_iter()
        };
        let result: Result<(), ()> = join(names(old), names(new), String::clone, |one| {
            out.push(match one {
                Joined::Both(a, _) => format!("{a}="),
                Joined::Old(a) => format!("{a}-"),
                Joined::New(a) => format!("{a}+"),
            });
            Ok(())
        });
        assert_eq!(result, Ok(()));
        out
    }

    #[test]
    fn documents_meet_whatever_their_order() {
        assert_eq!(joined("abc", "abc"), ["a=", "b=", "c="]);
        assert_eq!(joined("abc", "cab"), ["a=", "c=", "b="]);
        assert_eq!(joined("aab", "ba"), ["a=", "b=", "a-"]);
        assert_eq!(joined("a", "xay"), ["a=", "x+", "y+"]);
        assert_eq!(joined("", ""), [""; 0]);
    }

    #[test]
    fn the_same_order_holds_one_document_of_each() {
        // Counted by what is alive at once.
        use std::rc::Rc;
        let alive = Rc::new(());
        let run = || {
            let alive = Rc::clone(&alive);
            (0..100).map(move |number| (number.to_string(), Rc::clone(&alive)))
        };
        let mut most = 0;
        let result: Result<(), ()> = join(
            run(),
            run(),
            |one| one.0.clone(),
            |_| {
                most = most.max(Rc::strong_count(&alive));
                Ok(())
            },
        );
        assert_eq!(result, Ok(()));
        // The two iterators, the one outside, and the documents at hand.
        assert!(most <= 6, "{most}");
    }
}
