"""Why our forms and libqutrub's differ, where they do; used by check_conjugation.py to write the table in morphology.md."""
import collections

NOTES = [
    (
        "A hamza before the plural ending has two spellings",
        "Both are current in print, so both are known: a word found in a text must be read either way. libqutrub knows one of them.",
        lambda root, word, cell, ours, theirs: root.endswith("أ") and "ؤو" in theirs and ("أو" in ours or "ءو" in ours),
    ),
    (
        "ت of the stem and ت of the ending",
        "A stem that ends in ت and an ending that begins with it are written once (with a shadda that news leaves out): لفتّ، أثبتّم. libqutrub writes both. "
        "The ت of the third person is another matter: لفتت has two, and both sides say so.",
        lambda root, word, cell, ours, theirs: root.endswith("ت") and cell[1] == "past" and cell[2] != "third" and "تت" in theirs,
    ),
    (
        "Two hamzas at the beginning of the first person",
        "The rule of the grammars makes the second one a long vowel (أومن); print writes أؤمن, the spelling that goes with the other persons (يؤمن).",
        lambda root, word, cell, ours, theirs: root.startswith("أ") and cell[2] == "first" and "أؤ" in ours and theirs.startswith("أو"),
    ),
    (
        "libqutrub loses a radical",
        "The و of the root is taken for a long vowel in the passive past of توقع: تقعنا for توقعنا.",
        lambda root, word, cell, ours, theirs: root == "و ق ع" and cell[:2] == ("passive", "past"),
    ),
    (
        "A feminine that keeps the last radical",
        "حيّا drops its last radical before the ت of the feminine like every defective verb (حيّت); libqutrub keeps a second ي.",
        lambda root, word, cell, ours, theirs: root == "ح ي ي" and cell[3] == "feminine",
    ),
]

NAMES = {"verb": "active", "-": ""}


def explain(root, word, cell, ours, theirs):
    """Index of the note that explains a difference; None if none does."""
    return next((at for at, (_, _, fits) in enumerate(NOTES) if fits(root, word, cell, ours, theirs)), None)


def report(rows, total, lost, verbs):
    """The section of morphology.md, and the rows that no note explains."""
    merged = {}
    for lemma, root, form, word, cell, kind, spelling, others in rows:
        sides = merged.setdefault((lemma, root, form, cell), {"missing": set(), "surplus": set(), "word": word, "others": {}})
        sides[kind].add(spelling)
        sides["others"].setdefault(kind, set()).update(others)
    groups, unexplained = collections.defaultdict(list), []
    for (lemma, root, form, cell), sides in merged.items():
        ours = " ".join(sorted(sides["surplus"] or sides["others"].get("missing", set())))
        theirs = " ".join(sorted(sides["missing"] or sides["others"].get("surplus", set())))
        at = explain(root, sides["word"], cell, ours, theirs)
        row = (lemma, cell, ours, theirs, len(sides["missing"]), len(sides["surplus"]))
        groups[at].append(row) if at is not None else unexplained.append(row)
    lines = ["Counts of the last run. Missing: libqutrub has the form and we do not. Surplus: we have it and libqutrub does not. Our subjunctives and "
             "jussives are fewer because those that are spelled like the present are listed, and compared, as present.", ""]
    lines += ["| voice | tense or mood | forms of libqutrub | missing | our forms | surplus |", "| --- | --- | ---: | ---: | ---: | ---: |"]
    for voice in ("verb", "passive"):
        for tense in ("past", "present", "subjunctive", "jussive"):
            found = [row for row in rows if row[4][:2] == (voice, tense)]
            missing, surplus = (sum(row[5] == kind for row in found) for kind in ("missing", "surplus"))
            lines.append(f"| {NAMES.get(voice, voice)} | {tense} | {total['theirs', voice, tense]} | {missing} | {total['ours', voice, tense]} | {surplus} |")
    for who, side in (("person", 2), ("number", 4)):
        counts = collections.Counter((row[4][side], row[5]) for row in rows)
        values = sorted({value for value, _ in counts})
        lines += ["", "By " + who + ": " + ", ".join(f"{value} {counts[value, 'missing']} missing, {counts[value, 'surplus']} surplus" for value in values) + "."]
    lines += ["", f"{verbs} verbs were compared. Not compared: " + "; ".join(f"{lemma} ({note})" for lemma, note in lost) + ".", ""]
    for at, (title, text, _) in enumerate(NOTES):
        if not groups[at]:
            continue
        missing, surplus = (sum(row[side] for row in groups[at]) for side in (4, 5))
        lines += [f"### {title}", "", f"{text} {missing} missing, {surplus} surplus.", ""]
        lines += ["| verb | voice | tense or mood | person, gender, number | ours | libqutrub |", "| --- | --- | --- | --- | --- | --- |"]
        for lemma, cell, ours, theirs, _, _ in sorted(groups[at], key=lambda row: (row[0], row[1])):
            voice, tense, *who = cell
            lines.append(f"| {lemma} | {NAMES.get(voice, voice)} | {tense} | {' '.join(part for part in who if part != '-')} | {ours} | {theirs or '(none)'} |")
        lines.append("")
    return "\n".join(lines), unexplained
