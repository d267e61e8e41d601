//! The flat memory of the lexicon: byte arrays with fixed-size records, an open-addressing index, and packed features.
//!
//! Everything is stored as bytes so that opening a lexicon of the program itself copies nothing and builds nothing.

use super::features::{Attachment, Case, Features, FormClass, Gender, Number, Person, Tense};
use super::morphology::Host;
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// Bytes that are serialised as one block.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bytes {
    /// Those of a pack in the program, read where they lie as long as nothing is built.
    stored: &'static [u8],
    built: Vec<u8>,
}

impl From<Vec<u8>> for Bytes {
    fn from(built: Vec<u8>) -> Bytes {
        Bytes { stored: &[], built }
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.all())
    }
}

/// Only from what lives as long as the program. What holds such bytes says so to serde by `bound`.
impl<'de: 'static> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
        struct Block;
        impl<'de: 'static> Visitor<'de> for Block {
            type Value = Bytes;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a block of bytes")
            }
            fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Bytes, E> {
                Ok(Bytes {
                    stored: bytes,
                    built: Vec::new(),
                })
            }
        }
        deserializer.deserialize_bytes(Block)
    }
}

impl Bytes {
    /// The number at this byte; 0 past the end.
    #[inline]
    pub fn u32(&self, at: usize) -> u32 {
        match self.all().get(at..at + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
            _ => 0,
        }
    }

    /// The short number at this byte; 0 past the end.
    #[inline]
    pub fn u16(&self, at: usize) -> u16 {
        match self.all().get(at..at + 2) {
            Some(&[a, b]) => u16::from_le_bytes([a, b]),
            _ => 0,
        }
    }

    /// All of them.
    #[inline]
    pub fn all(&self) -> &[u8] {
        if self.built.is_empty() {
            self.stored
        } else {
            &self.built
        }
    }

    /// All of them, to be added to.
    #[inline]
    fn built(&mut self) -> &mut Vec<u8> {
        if self.built.is_empty() {
            self.built.extend_from_slice(self.stored);
        }
        &mut self.built
    }

    /// How many bytes there are.
    pub fn length(&self) -> usize {
        self.all().len()
    }

    /// Writes bytes behind.
    pub fn extend(&mut self, bytes: &[u8]) {
        self.built().extend_from_slice(bytes);
    }

    /// Writes a number behind.
    pub fn push(&mut self, number: u32) {
        self.built().extend_from_slice(&number.to_le_bytes());
    }

    /// The bytes of a range; none past the end.
    #[inline]
    pub fn range(&self, start: u32, length: u32) -> &[u8] {
        let start = start as usize;
        self.all()
            .get(start..start + length as usize)
            .unwrap_or(&[])
    }
}

/// A hash of a byte string and a number before it.
#[inline]
pub(super) fn hash(seed: u32, bytes: &[u8]) -> u64 {
    const BY: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = u64::from(seed) ^ (bytes.len() as u64).wrapping_mul(BY);
    let (blocks, rest) = bytes.as_chunks::<8>();
    for block in blocks {
        state = (state ^ u64::from_le_bytes(*block)).wrapping_mul(BY);
        state ^= state >> 32;
    }
    let mut last = 0;
    for &byte in rest {
        last = last << 8 | u64::from(byte);
    }
    state = (state ^ last).wrapping_mul(BY);
    state ^ state >> 29
}

/// An open-addressing index over numbered keys: every slot holds a key's number + 1 in its low bits and some bits of its hash above.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Index {
    slots: Bytes,
    mask: u32,
    number_bits: u32,
}

impl Index {
    /// Builds it from the hashes of the keys, in order.
    pub fn build(hashes: &[u64]) -> Index {
        let number_bits = u32::BITS - (hashes.len() as u32).leading_zeros();
        let slots = (hashes.len() * 2).next_power_of_two().max(4);
        let mut table = vec![0u32; slots];
        for (number, &hash) in (1u32..).zip(hashes) {
            let mut slot = hash as usize & (slots - 1);
            while table.get(slot).is_some_and(|taken| *taken != 0) {
                slot = (slot + 1) & (slots - 1);
            }
            if let Some(free) = table.get_mut(slot) {
                *free = tag(hash, number_bits) | number;
            }
        }
        let bytes: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
        Index {
            slots: Bytes::from(bytes),
            mask: slots as u32 - 1,
            number_bits,
        }
    }

    /// The number of the key with this hash that `is_it` recognises.
    #[inline]
    pub fn find(&self, hash: u64, mut is_it: impl FnMut(u32) -> bool) -> Option<u32> {
        let low = 1u32.checked_shl(self.number_bits)?.wrapping_sub(1);
        let tag = tag(hash, self.number_bits);
        let mut slot = hash as u32 & self.mask;
        // At most every slot once: a damaged table must not hang.
        for _ in 0..=self.mask {
            let entry = self.slots.u32(slot as usize * 4);
            if entry == 0 {
                return None;
            }
            if entry & !low == tag && is_it((entry & low) - 1) {
                return Some((entry & low) - 1);
            }
            slot = (slot + 1) & self.mask;
        }
        None
    }
}

#[inline]
fn tag(hash: u64, number_bits: u32) -> u32 {
    ((hash >> 32) as u32).checked_shl(number_bits).unwrap_or(0)
}

/// A form in the table: where its exact spelling is, whose it is, what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    pub exact: (u32, u32),
    pub entry: u32,
    pub features: u16,
    pub flags: u16,
}

/// Size of a posting in bytes.
pub(super) const POSTING: usize = 16;
/// Flag: the form may carry proclitics.
pub(super) const PROCLITICS: u16 = 1;
/// Flag: the form has lost its first letters to a contraction with what stands before it, and stands nowhere else.
pub(super) const CONTRACTED: u16 = 2;

impl Posting {
    /// Writes it behind.
    pub fn write(&self, bytes: &mut Bytes) {
        bytes.push(self.exact.0);
        bytes.push(self.exact.1);
        bytes.push(self.entry);
        bytes.push(u32::from(self.features) | u32::from(self.flags) << 16);
    }

    /// Reads the one with this number.
    #[inline]
    pub fn read(bytes: &Bytes, number: u32) -> Posting {
        let at = number as usize * POSTING;
        Posting {
            exact: (bytes.u32(at), bytes.u32(at + 4)),
            entry: bytes.u32(at + 8),
            features: bytes.u16(at + 12),
            flags: bytes.u16(at + 14),
        }
    }
}

/// Features in 16 bits: class 3, person 2, gender 2, number 2, tense 3, case 2, attachment 2.
pub(super) fn pack(features: &Features) -> u16 {
    let class = features.class as u16;
    let person = features.person.map_or(0, |person| person as u16 + 1);
    let gender = features.gender.map_or(0, |gender| gender as u16 + 1);
    let number = features.number.map_or(0, |number| number as u16 + 1);
    let tense = features.tense.map_or(0, |tense| tense as u16 + 1);
    let case = features.case.map_or(0, |case| case as u16 + 1);
    let attachment = features.attachment as u16;
    class | person << 3 | gender << 5 | number << 7 | tense << 9 | case << 12 | attachment << 14
}

/// The other way.
pub(super) fn unpack(bits: u16) -> Features {
    Features {
        class: match bits & 7 {
            0 => FormClass::Verb,
            1 => FormClass::Passive,
            2 => FormClass::Participle,
            3 => FormClass::Masdar,
            _ => FormClass::Word,
        },
        person: match bits >> 3 & 3 {
            0 => None,
            1 => Some(Person::First),
            2 => Some(Person::Second),
            _ => Some(Person::Third),
        },
        gender: match bits >> 5 & 3 {
            0 => None,
            1 => Some(Gender::Masculine),
            _ => Some(Gender::Feminine),
        },
        number: match bits >> 7 & 3 {
            0 => None,
            1 => Some(Number::Singular),
            2 => Some(Number::Dual),
            _ => Some(Number::Plural),
        },
        tense: match bits >> 9 & 7 {
            0 => None,
            1 => Some(Tense::Past),
            2 => Some(Tense::Present),
            3 => Some(Tense::Subjunctive),
            _ => Some(Tense::Jussive),
        },
        case: match bits >> 12 & 3 {
            0 => None,
            1 => Some(Case::Nominative),
            _ => Some(Case::Oblique),
        },
        attachment: match bits >> 14 {
            0 => Attachment::Free,
            1 => Attachment::Combining,
            _ => Attachment::Either,
        },
    }
}

/// The host bit of packed features.
#[inline]
pub(super) fn host(features: &Features) -> u8 {
    Host::of(features.class, features.tense).bit()
}
