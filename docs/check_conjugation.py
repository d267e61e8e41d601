#!/usr/bin/env python3
"""Compares every finite form of the built-in verbs with an independent conjugator, in both directions.

    pip install libqutrub
    cargo run --example forms > forms.tsv
    python3 docs/check_conjugation.py forms.tsv [--write docs/morphology.md]

A development check, run by hand: neither the program nor its tests need libqutrub. It is independent of the principal parts: the
vocalised verb that libqutrub starts from is made here from root and form alone (form I: looked up in libqutrub's own table of verbs).
Without --write it prints every difference that docs/morphology.md does not explain, and ends with 1 if there is one.
"""
import argparse
import collections
import re
import sys

import libqutrub.classverb as classverb
import libqutrub.triverbtable as table
import libqutrub.verb_const as const
from conjugation_notes import report
from pyarabic import araby

A, U, I, O, S = araby.FATHA, araby.DAMMA, araby.KASRA, araby.SUKUN, araby.SHADDA
VOWELS = {"فتحة": A, "ضمة": U, "كسرة": I}
WEAK = "وي"

CELLS = [
    (const.PronounHuwa, ("third", "masculine", "singular")),
    (const.PronounHya, ("third", "feminine", "singular")),
    (const.PronounHuma, ("third", "masculine", "dual")),
    (const.PronounHuma_f, ("third", "feminine", "dual")),
    (const.PronounHum, ("third", "masculine", "plural")),
    (const.PronounHunna, ("third", "feminine", "plural")),
    (const.PronounAnta, ("second", "masculine", "singular")),
    (const.PronounAnti, ("second", "feminine", "singular")),
    (const.PronounAntuma, ("second", "-", "dual")),
    (const.PronounAntum, ("second", "masculine", "plural")),
    (const.PronounAntunna, ("second", "feminine", "plural")),
    (const.PronounAna, ("first", "-", "singular")),
    (const.PronounNahnu, ("first", "-", "plural")),
]
TENSES = {
    ("verb", "past"): const.TensePast,
    ("verb", "present"): const.TenseFuture,
    ("verb", "subjunctive"): const.TenseSubjunctiveFuture,
    ("verb", "jussive"): const.TenseJussiveFuture,
    ("passive", "past"): const.TensePassivePast,
    ("passive", "present"): const.TensePassiveFuture,
    ("passive", "subjunctive"): const.TensePassiveSubjunctiveFuture,
    ("passive", "jussive"): const.TensePassiveJussiveFuture,
}


def plain(word):
    """As written in news: no vowel signs, no shadda."""
    return re.sub("[\u064b-\u0652\u0670\u0640]", "", word).replace("أا", "آ")


def seat(word):
    """Gives every hamza its seat in a past form: all its vowels are a, all its long vowels alif."""
    word = re.sub("^ء" + A + "ا", "آ", word)
    word = re.sub("^ء", "أ", word)
    return word.replace("اء", "ا\0").replace("ء", "أ").replace("\0", "ء")


def vocalised(radicals, form):
    """Past 3ms spellings, with vowels, that a derived form can have, from the radicals alone (# is a weak one that stays)."""
    if len(radicals) == 4:
        first, second, third, fourth = radicals
        short = first + A + second + O + third + A + fourth + A
        return [short, "ت" + A + short, "اِ" + first + O + second + A + third + A + fourth + S + A]
    if len(radicals) != 3:
        return []
    first, second, third = radicals
    final = ("ا" if second == "ي" else "ى") if third in WEAK else third + A
    doubled = second + S + A if second == third else None
    hollow = A + "ا" + third + A if second in WEAK and third not in WEAK else None
    long = first + A + "ا" + (doubled or second + A + final)
    if form == "II":
        return [first + A + second + S + A + final]
    if form == "V":
        return ["ت" + A + first + A + second + S + A + final]
    if form == "III":
        return [long]
    if form == "VI":
        return ["ت" + A + long]
    if form == "IV":
        if first == "ء":
            return ["آ" + second + A + final]
        if doubled:
            return ["أ" + A + first + A + doubled]
        return ["أ" + A + (first + hollow if hollow else first + O + second + A + final)]
    if form == "VII":
        head = "اِن" + O + first + A
        return [head + doubled if doubled else head[:-1] + hollow if hollow else head + second + A + final]
    if form == "X":
        head = "اِس" + O + "ت" + A
        return [head + first + (A + doubled if doubled else hollow or O + second + A + final)]
    if form == "VIII":
        heads = {"و": "ت" + S, "ص": "ص" + O + "ط", "ض": "ض" + O + "ط", "ذ": "د" + S, "ز": "ز" + O + "د", "ء": "ئ" + O + "ت"}
        heads.update({same: same + S for same in "طدت"})
        head = "اِ" + heads.get(first, first + O + "ت") + A
        return [head + doubled if doubled else head[:-1] + hollow if hollow else head + second + A + final]
    return []


def candidates(root, form, past):
    """(vocalised past, vowel of the present) that this verb may be."""
    radicals = ["ء" if letter in "أإؤئ" else letter for letter in root.split()]
    if form == "I":
        found = [entry for entry in table.TriVerbTable.values() if plain(entry["verb"]) == past]
        same = [entry for entry in found if entry["root"] == "".join(radicals)]
        return sorted({(entry["verb"], VOWELS.get(entry["haraka"], A)) for entry in same or found})
    words = vocalised(radicals, form)
    if len(radicals) == 3 and radicals[1] in WEAK:
        # A weak middle radical may stay (استصوب), or be a secondary ي (قيّم from ق و م).
        for middle in WEAK:
            kept = vocalised([radicals[0], "#", radicals[2]], form)
            words += [word.replace("#", middle) for word in kept]
    words = [seat(word) for word in words]
    return [(word, A) for word in dict.fromkeys(words) if plain(word) == past]


def conjugate(word, vowel):
    """(class, tense, person, gender, number) -> spelling."""
    verb = classverb.VerbClass(word, True, vowel)
    verb.conjugate_all_tenses()
    forms = {}
    for (voice, tense), name in TENSES.items():
        for pronoun, cell in CELLS:
            spelling = plain(verb.get_conj(name, pronoun) or "")
            if spelling:
                forms[(voice, tense) + cell] = spelling
    return forms


def read(path):
    """(lemma, root, form) -> cell -> spellings that stand alone."""
    verbs = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            lemma, root, form, voice, tense, person, gender, number, _, attachment, spelling = line.rstrip("\n").split("\t")
            cells = verbs.setdefault((lemma, root, form), collections.defaultdict(list))
            if voice in ("verb", "passive") and attachment != "combining":
                cells[(voice, tense, person, gender, number)].append(spelling)
    return verbs


def differences(ours, theirs):
    """(cell, missing or surplus, spelling, the other side's spellings), and how many were compared."""
    found, compared = [], collections.Counter()
    passive = any(cell[0] == "passive" for cell in ours)
    for cell in sorted(set(ours) | set(theirs)):
        voice, tense, rest = cell[0], cell[1], cell[2:]
        if voice == "passive" and not passive:
            continue
        own, other = ours.get(cell, []), theirs.get(cell)
        # What subjunctive and jussive share with the present is listed once, as present.
        shared = ours.get((voice, "present") + rest, []) if tense in ("subjunctive", "jussive") else []
        if other:
            compared["theirs", voice, tense] += 1
            if other not in own and other not in shared:
                found.append((cell, "missing", other, own or shared))
        for spelling in own:
            compared["ours", voice, tense] += 1
            if spelling != other:
                found.append((cell, "surplus", spelling, [other] if other else []))
    return found, compared


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("forms")
    arguments.add_argument("--write", metavar="FILE", help="rewrite the table in this file, between its marks")
    arguments = arguments.parse_args()
    verbs = read(arguments.forms)
    lost, total, rows = [], collections.Counter(), []
    done = set()
    compared_verbs = 0
    for (lemma, root, form), ours in verbs.items():
        past = next(iter(ours.get(("verb", "past", "third", "masculine", "singular"), [])), "")
        whole = (root, form, past, tuple(sorted((cell, tuple(spellings)) for cell, spellings in ours.items())))
        if whole in done:
            continue
        done.add(whole)
        results = []
        for word, vowel in candidates(root, form, past):
            try:
                results.append((differences(ours, conjugate(word, vowel)), word))
            except Exception as error:  # libqutrub stumbles over some verbs
                print(f"{lemma}: libqutrub cannot conjugate {word}: {error!r}", file=sys.stderr)
        if not results:
            lost.append((lemma, f"{root}, {form}"))
            continue
        compared_verbs += 1
        (found, compared), word = min(results, key=lambda result: len(result[0][0]))
        total.update(compared)
        rows += [(lemma, root, form, word) + row for row in found]
    text, unexplained = report(rows, total, lost, compared_verbs)
    if arguments.write:
        with open(arguments.write, encoding="utf-8") as file:
            page = file.read()
        begin, end = "<!-- table -->\n", "<!-- end of table -->"
        head, rest = page.split(begin, 1)
        with open(arguments.write, "w", encoding="utf-8") as file:
            file.write(head + begin + text + end + rest.split(end, 1)[1])
    for row in unexplained:
        print(*row, sep="\t")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
