//! Rows whose items are asked for by the number that they were given when they were put in.
//!
//! This is the one place where an item is taken out of a row without a way for it not to be there: a [`Number`] comes from a [`Row`] only, and rows never
//! become shorter. The lints against indexing hold everywhere else in the rooms that use it.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// Items in the order in which they were put in.
#[derive(Debug)]
pub(crate) struct Row<T> {
    items: Vec<T>,
}

/// The number of an item in its row. It is that row's alone: another row of the same items may not have it.
#[derive(Debug)]
pub(crate) struct Number<T> {
    at: usize,
    of: PhantomData<fn() -> T>,
}

impl<T> Number<T> {
    fn new(at: usize) -> Number<T> {
        let of = PhantomData;
        Number { at, of }
    }
}

// Derived, these would ask the same of the items.
impl<T> Clone for Number<T> {
    fn clone(&self) -> Number<T> {
        *self
    }
}

impl<T> Copy for Number<T> {}

impl<T> PartialEq for Number<T> {
    fn eq(&self, other: &Number<T>) -> bool {
        self.at == other.at
    }
}

impl<T> Eq for Number<T> {}

impl<T> PartialOrd for Number<T> {
    fn partial_cmp(&self, other: &Number<T>) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Number<T> {
    fn cmp(&self, other: &Number<T>) -> std::cmp::Ordering {
        self.at.cmp(&other.at)
    }
}

impl<T> std::hash::Hash for Number<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.at.hash(state);
    }
}

impl<T> Default for Row<T> {
    fn default() -> Row<T> {
        Row { items: Vec::new() }
    }
}

impl<T> FromIterator<T> for Row<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Row<T> {
        let items = items.into_iter().collect();
        Row { items }
    }
}

impl<T> Row<T> {
    /// Puts an item behind the others.
    pub(crate) fn push(&mut self, item: T) -> Number<T> {
        self.items.push(item);
        Number::new(self.items.len() - 1)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// The numbers of all that are there now, in order.
    pub(crate) fn numbers(&self) -> impl DoubleEndedIterator<Item = Number<T>> + use<T> {
        (0..self.items.len()).map(Number::new)
    }
}

impl<T> Index<Number<T>> for Row<T> {
    type Output = T;

    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "the row gave the number, and never becomes shorter"
    )]
    fn index(&self, number: Number<T>) -> &T {
        &self.items[number.at]
    }
}

impl<T> IndexMut<Number<T>> for Row<T> {
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "the row gave the number, and never becomes shorter"
    )]
    fn index_mut(&mut self, number: Number<T>) -> &mut T {
        &mut self.items[number.at]
    }
}

#[cfg(test)]
mod tests {
    use super::Row;

    #[test]
    fn what_is_put_in_is_found_by_its_number() {
        let mut row: Row<&str> = ["one", "two"].into_iter().collect();
        let three = row.push("three");
        assert_eq!((row[three], row.len()), ("three", 3));
        let numbers: Vec<_> = row.numbers().collect();
        assert_eq!(numbers.last(), Some(&three));
        numbers.iter().for_each(|number| row[*number] = "four");
        assert!(row.numbers().rev().all(|number| row[number] == "four"));
    }
}
