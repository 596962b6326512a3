"""Writes Japan's holidays as one text from the npm package @holiday-jp/holiday_jp (see `cargo xtask data`). Usage: holidays.py PACKAGE.tgz OUT-FILE DATE"""

import json
import re
import sys
import tarfile
from pathlib import Path

# Deadlines that lie behind, and as far ahead as anybody's deadline is counted in years.
BEFORE, AHEAD = 1, 4

package, out, date = sys.argv[1:]
with tarfile.open(package) as archive:
    read = lambda name: archive.extractfile(f"package/{name}").read().decode("utf-8")
    about = json.loads(read("package.json"))
    years = range(int(date[:4]) - BEFORE, int(date[:4]) + AHEAD + 1)
    listed = [read(f"lib/holidays_every_year/{year}.js") for year in years]
days = [day for text in listed for day in re.findall(r'date: "(\d{4}-\d\d-\d\d)",.*?\bname: "([^"]+)"', text, re.DOTALL)]
assert all(sum(day.startswith(str(year)) for day, _ in days) >= 16 for year in years), "a year lacks holidays"

lines = [
    f"# 祝日: {len(days)} days from {years[0]} to {years[-1]}. Made by `cargo xtask data` on {date} from {about['name']} {about['version']} (npm, {about['license']}).",
    "# A day, a blank and its name, in order. Make it anew every year: days of later years may still change.",
]
lines += [f"{day} {name}" for day, name in sorted(days)]
Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")
