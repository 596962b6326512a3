"""Writes Japan's banks and branches as one text from the npm package zengin-code (see `cargo xtask data`). Usage: banks.py PACKAGE.tgz OUT-FILE DATE"""

import json
import sys
import tarfile
from pathlib import Path

package, out, date = sys.argv[1:]
with tarfile.open(package) as archive:
    read = lambda name: archive.extractfile(f"package/{name}").read().decode("utf-8")
    about = json.loads(read("package.json"))
    data = read("lib/zengin-data.js")
banks = json.loads(data[data.index("{") : data.rindex("}") + 1])


def words(listed):
    # Blanks part the words of a line.
    name, kana = ("".join(listed[key].split()) for key in ("name", "kana"))
    return f"{listed['code']} {name} {kana}"


count = sum(len(bank["branches"]) for bank in banks.values())
lines = [
    f"# 金融機関と支店: {len(banks)} banks, {count} branches. Made by `cargo xtask data` on {date} from {about['name']} {about['version']} (npm, {about['license']}).",
    "# Names are without 銀行 and 支店. Four digits begin a line with a bank, a blank and three digits one with a branch of it; then name and kana.",
]
for _, bank in sorted(banks.items()):
    lines.append(words(bank))
    lines += [f" {words(branch)}" for _, branch in sorted(bank["branches"].items())]
Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")
