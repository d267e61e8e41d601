#!/usr/bin/env python3
"""Puts what the commands in README.md print between their markers.

    cargo build --release && python3 docs/pictures.py

A marker with `--format json` shows the first statement alone: the whole would fill the page.
"""

import json
import re
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARKERS = re.compile(r"(<!-- PICTURE: isnad (.*?) -->\n).*?(<!-- /PICTURE -->)", re.DOTALL)


def picture(found: re.Match) -> str:
    arguments = shlex.split(found[2])
    command = [ROOT / "target/release/isnad", *arguments]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    language = "text"
    if "json" in arguments:
        language = "json"
        first = json.loads(printed)[0]["attributions"][0]
        printed = json.dumps(first, ensure_ascii=False, indent=2)
    elif "records" in arguments:
        printed = "\n\n".join(printed.split("\n\n")[1:3])
    return f"{found[1]}\n```{language}\n{printed.strip()}\n```\n\n{found[3]}"


def main() -> None:
    readme = ROOT / "README.md"
    readme.write_text(MARKERS.sub(picture, readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
