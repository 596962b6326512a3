// Reads codes of format 1 with the tables 2, written from public/specification/code-1.md alone and sharing nothing with the program: it keeps
// the specification honest. `node code-1.mjs FOLDER` reads every golden vector of the folder and says what differs.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, inside, joined } from "./carrier.mjs";

const SPECIFICATION = fileURLToPath(new URL("../../public/specification/", import.meta.url));
const END = 0, RARE = 1, COPY = 2, WORD = 10;

// --- The table

function classOf(sign) {
  const code = sign.codePointAt(0);
  const within = (first, last) => first <= code && code <= last;
  if (within(0x3400, 0x9fff) || within(0xf900, 0xfaff) || within(0x20000, 0x3ffff) || code === 0x3005 || code === 0x3007) return 0;
  if (within(0x3041, 0x309f)) return 1;
  if (within(0x30a1, 0x30ff)) return 2;
  if (within(0x30, 0x39)) return 3;
  if (within(0xff10, 0xff19)) return 4;
  return within(0x41, 0x5a) || within(0x61, 0x7a) ? 5 : 6;
}

function readTable(text) {
  const rows = text.split("\n").filter((line) => line && !line.startsWith("#"));
  const pairs = rows.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]);
  const line = (name) => pairs.find(([first]) => first === name)[1];
  const characters = [];
  let before = 0x1f, gap = 0, scale = 1;
  for (const sign of line("characters")) {
    const digit = sign.charCodeAt(0) - 0x23;
    gap += (digit % 45) * scale;
    scale *= 45;
    if (digit < 45) {
      before += gap + 1;
      characters.push(String.fromCodePoint(before));
      [gap, scale] = [0, 1];
    }
  }
  const LEVELS = "0123456789abcdefghijklmnopqrstuvwxyz";
  const widths = (levels) => [...levels].map((sign) => {
    const level = LEVELS.indexOf(sign);
    return level < 0 ? 0 : (2 + (level % 2)) * 2 ** Math.floor(level / 2);
  });
  const listed = (levels, columns, wanted) => {
    const kept = widths(levels).map((width, nth) => ({ sign: columns[nth], width })).filter(({ sign, width }) => width > 0 && wanted(sign));
    return { signs: kept.map(({ sign }) => sign), widths: kept.map(({ width }) => width) };
  };
  const words = line("words").split(" ");
  const kind = (name) => {
    const parts = line(name).split(" ");
    return {
      turns: parts.slice(0, 8).map(widths),
      classes: [0, 1, 2, 3, 4, 5, 6].map((wanted) => listed(parts[8], characters, (sign) => classOf(sign) === wanted)),
      words: listed(parts[9], words, () => true),
    };
  };
  const kana = [...line("kana")];
  const first = pairs.findIndex(([name]) => name === "/");
  return {
    of: Object.fromEntries(["family", "given", "place", "block", "building", "free", "mail"].map((name) => [name, kind(name)])),
    kana,
    after: pairs.slice(first, first + 3 + kana.length).map(([, levels]) => widths(levels)),
    prefectures: line("prefectures").split(" "),
    postcodes: line("postcodes"),
  };
}

// --- The coder

class Tape {
  constructor(number) {
    this.x = number;
  }
  uniform(n) {
    if (this.x === 0n) throw new Error("nothing is left");
    const r = this.x % BigInt(n);
    this.x /= BigInt(n);
    return Number(r);
  }
  pick(weights) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (this.x === 0n) throw new Error("nothing is left");
    const r = this.x % BigInt(total);
    let start = 0, index = 0;
    while (start + weights[index] <= Number(r)) start += weights[index++];
    this.x = (this.x / BigInt(total)) * BigInt(weights[index]) + r - BigInt(start);
    return index;
  }
  bit() {
    return this.uniform(2) === 1;
  }
  digits(length) {
    let text = "";
    while (text.length < length) {
      const group = Math.min(6, length - text.length);
      text += String(this.uniform(10 ** group)).padStart(group, "0");
    }
    return text;
  }
}

// --- Texts

const span = (first, size) => Array.from({ length: size }, (_, nth) => String.fromCodePoint(first + nth));
const CLASSES = [
  span(0x2d, 13), span(0xff10, 10), [..."一二三四五六七八九十都道府県市区町村郡大字丁目番地号東西南北中上"], span(0x4e00, 0x5200), span(0x30a1, 92),
  span(0x3041, 86), span(0x20, 95), span(0xff01, 94), span(0x3000, 32),
];
const NAME = [12, 0, 0, 0, 142, 6, 4, 4, 1, 4, 2], KANA = [0, 0, 0, 0, 0, 190, 1, 2, 1, 3, 1];
const WEIGHTS = {
  family: NAME, given: NAME, familyKana: KANA, givenKana: KANA,
  place: [20, 5, 3, 62, 76, 22, 24, 1, 1, 2, 2],
  block: [4, 132, 30, 32, 4, 2, 3, 3, 3, 1, 2],
  building: [12, 44, 12, 12, 32, 92, 12, 10, 4, 2, 2],
  free: [44, 10, 4, 14, 66, 28, 56, 6, 2, 12, 2],
  mail: [0, 41, 0, 0, 0, 0, 0, 204, 0, 0, 0],
};
const ESCAPES = [[0xe0100, 240], [0, 0x10000], [0x20000, 0x10000], [0, 0x110000]];
const KANJI = 5, ESCAPE = 11;

class Reader {
  constructor(number, { table, towns, forms }) {
    Object.assign(this, { tape: new Tape(number), table, towns, forms, seenSigns: [], said: [], named: null });
    this.seen = { people: [], families: [], addresses: [], cities: [], phones: [], mails: [], accounts: [] };
  }

  rare(style) {
    const weights = [...WEIGHTS[style]];
    if (this.seenSigns.length === 0) weights[0] = 0;
    const pick = 1 + this.tape.pick(weights);
    let sign;
    if (pick === 1) sign = this.seenSigns[this.tape.uniform(this.seenSigns.length)];
    else if (pick === ESCAPE) {
      const [first, size] = ESCAPES[this.tape.uniform(4)];
      sign = String.fromCodePoint(first + this.tape.uniform(size));
    } else sign = CLASSES[pick - 2][this.tape.uniform(CLASSES[pick - 2].length)];
    if ((pick === KANJI || pick === ESCAPE) && !this.seenSigns.includes(sign)) this.seenSigns.push(sign);
    return sign;
  }

  text(style) {
    const kind = this.table.of[style];
    let text = "";
    for (;;) {
      const before = [...text].at(-1);
      if (!kind) {
        const kana = before === undefined ? (style === "givenKana" ? -2 : -3) : this.table.kana.indexOf(before);
        const pick = this.tape.pick(this.table.after[before !== undefined && kana < 0 ? 2 : 3 + kana]);
        if (pick === END) return text;
        text += pick === RARE ? this.rare(style) : this.table.kana[pick - 2];
        continue;
      }
      const turn = this.tape.pick(kind.turns[before === undefined ? 0 : 1 + classOf(before)]);
      if (turn === END) return text;
      const listed = turn === WORD ? kind.words : kind.classes[turn - 3];
      if (turn === RARE) text += this.rare(style);
      else if (turn === COPY) text += this.said[this.tape.uniform(this.said.length)];
      else text += listed.signs[this.tape.pick(listed.widths)];
    }
  }

  say(...texts) {
    for (const text of texts) if ([...text].length > 1 && !this.said.includes(text)) this.said.push(text);
  }

  // --- Answers

  again(kind, weights, read) {
    const seen = this.seen[kind];
    if (seen.length > 0 && this.tape.pick(weights) === 1) return seen[this.tape.uniform(seen.length)];
    const value = read();
    seen.push(value);
    return value;
  }

  person() {
    return this.again("people", [24, 40], () => {
      const [family, familyKana] = this.again("families", [12, 52], () => [this.text("family"), this.text("familyKana")]);
      const [given, givenKana] = [this.text("given"), this.text("givenKana")];
      const rare = this.tape.pick([63, 1]) === 1;
      this.say(family, given, `${family}\u3000${given}`);
      return [family, given, familyKana, givenKana, ...(rare ? ["rare-glyph"] : [])].join("\u001f");
    });
  }

  address() {
    return this.again("addresses", [24, 40], () => {
      const place = this.tape.pick([20, 44]) === 1 ? this.own() : this.elsewhere();
      const way = this.tape.pick([60, 3, 1]);
      const before = way === 0 ? "" : (way === 1 ? "字" : "") + this.text("place");
      const block = before + this.text("block");
      const building = this.tape.bit() ? this.text("building") : "";
      this.say(place[1], place[2], place[1] + place[2]);
      return [...place, block, building].join("\u001f");
    });
  }

  own() {
    if (!this.named) {
      const hash = this.tape.uniform(4096);
      this.named = this.towns.find((towns) => towns.hash === hash);
      if (!this.named) throw new Error(`no town table ${hash}`);
      this.say(this.named.city, this.named.name, butLast(this.named.name));
    }
    const row = this.named.rows[this.tape.uniform(this.named.rows.length)];
    const [postcode, town] = [row.slice(0, 7), row.slice(7)];
    this.say(town, butLast(town));
    let rest = "";
    const way = this.tape.pick([28, 32, 4]);
    if (way === 1) {
      const numbers = [[..."一二三四五六七八九十"], "1 2 3 4 5 6 7 8 9 10".split(" "), "１ ２ ３ ４ ５ ６ ７ ８ ９ １０".split(" ")][this.tape.pick([12, 2, 2])];
      rest = `${numbers[this.tape.pick([14, 14, 12, 8, 6, 4, 2, 2, 1, 1])]}丁目`;
    } else if (way === 2) rest = this.text("place");
    return [postcode, this.named.city, town + rest];
  }

  elsewhere() {
    const postcode = this.tape.digits(7);
    const city = this.again("cities", [24, 40], () => {
      const { prefectures, postcodes } = this.table;
      const way = this.tape.pick([56, 4, 4]);
      const likely = () => prefectures[postcodes.charCodeAt(Number(postcode.slice(0, 2))) - 0x41];
      const prefecture = way === 0 ? likely() : way === 1 ? prefectures[this.tape.uniform(47)] : "";
      return prefecture + this.text("place");
    });
    return [postcode, city, this.text("place")];
  }

  phone() {
    return this.again("phones", [24, 40], () => {
      const kind = this.tape.pick([48, 12, 4]);
      return kind === 0 ? `0${7 + this.tape.uniform(3)}0${this.tape.digits(8)}` : `0${this.tape.digits(8 + kind)}`;
    });
  }

  free() {
    const text = this.text("free");
    this.say(text);
    return text;
  }

  date() {
    const day = (from, days) => new Date(from + days * 86400000).toISOString().slice(0, 10);
    const kind = this.tape.pick([24, 39, 1]);
    if (kind === 0) return day(this.made, this.tape.uniform(256) - 192);
    if (kind === 1) return day(Date.UTC(1868, 0, 25), this.tape.uniform(131072));
    const two = (number) => String(number).padStart(2, "0");
    const year = String(this.tape.uniform(10000)).padStart(4, "0");
    if (!this.tape.bit()) {
      if (this.tape.bit()) throw new Error("a day without a month");
      return year;
    }
    const month = two(1 + this.tape.uniform(12));
    return this.tape.bit() ? `${year}-${month}-${two(1 + this.tape.uniform(31))}` : `${year}-${month}`;
  }

  account() {
    return this.again("accounts", [24, 40], () => {
      const nameOrCode = (length) => (this.tape.bit() ? this.tape.digits(length) : this.free());
      const [bank, branch] = [nameOrCode(4), nameOrCode(3)];
      const type = ["ordinary", "current", "savings"][this.tape.uniform(3)];
      return [bank, branch, type, this.tape.digits(7), this.text("familyKana")].join("\u001f");
    });
  }

  amount() {
    const length = 1 + this.tape.uniform(10);
    const zeros = this.tape.uniform(length);
    return String(Number(this.tape.digits(length - zeros) + "0".repeat(zeros)));
  }

  answer(question, soFar, place, lines) {
    switch (question.kind) {
      case "person": return this.person();
      case "address": return this.address();
      case "phone": return this.phone();
      case "date": case "partial-date": return this.date();
      case "mail": return this.again("mails", [24, 40], () => this.text("mail"));
      case "account": return this.account();
      case "amount": return this.amount();
      case "choice": return question.options[this.tape.uniform(question.options.length)];
      case "several": return question.options.filter(() => this.tape.pick([42, 22]) === 1).join("\u001f");
      case "yes-no": return this.tape.bit() ? "yes" : "no";
      case "count": return String(question.min + this.tape.uniform(question.max - question.min + 1));
      case "digits": return this.tape.digits(question.length);
      case "text": return this.free();
      case "group": {
        const length = this.tape.uniform(question.max + 1);
        const items = [];
        for (let nth = 1; nth <= length; nth++) {
          const inner = [];
          items.push(this.questions(question.questions, soFar, `${place}${question.id}.${nth}.`, inner));
          lines.push(...inner);
        }
        soFar[`${question.id}.`] = items;
        return String(length);
      }
      default: throw new Error(`no kind ${question.kind}`);
    }
  }

  meets({ is, number, age }, answer) {
    if (answer === undefined) return false;
    if (is) return answer.split("\u001f").some((option) => is.includes(option));
    if (number) return number[0] <= Number(answer) && Number(answer) <= number[1];
    const born = new Date(answer), made = new Date(this.made);
    const before = made.getUTCMonth() * 32 + made.getUTCDate() < born.getUTCMonth() * 32 + born.getUTCDate();
    const years = made.getUTCFullYear() - born.getUTCFullYear() - (before ? 1 : 0);
    return age[0] <= years && years <= age[1];
  }

  questions(questions, around, place, lines) {
    const answers = {}, blocks = {};
    questions.forEach((question, nth) => {
      const holds = (when) => {
        if (when.all) return when.all.every(holds);
        if (when.any) return when.any.some(holds);
        if (when.not) return !holds(when.not);
        const [group, within] = when.question.split(".");
        if (within) return (answers[`${group}.`] ?? []).some((item) => this.meets(when, item[within]));
        const inside = around === null || questions.slice(0, nth).some(({ id }) => id === when.question);
        return this.meets(when, (inside ? answers : around)[when.question]);
      };
      if (question.kind === "total" || (question.when && !holds(question.when))) return;
      if (question.optional && !this.tape.bit()) return;
      const inner = [];
      answers[question.id] = this.answer(question, answers, place, inner);
      blocks[question.id] = [...inner, `${place}${question.id}=${answers[question.id]}\n`];
    });
    const byId = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other));
    for (const id of Object.keys(blocks).sort(byId)) lines.push(...blocks[id]);
    return answers;
  }

  code() {
    const header = [16, 2048, 16384, 96, 16].map((n) => this.tape.uniform(n));
    if (header[0] !== 2) throw new Error(`tables ${header[0]}`);
    this.made = Date.UTC(2024, 0, 1) + header[2] * 86400000;
    let canonical = header.map((number) => `${number} `).join("");
    for (let form = 0; form <= header[4]; form++) {
      const heading = [this.tape.uniform(256), this.tape.uniform(64)];
      const found = this.forms.find(({ number, edition }) => number === heading[0] && edition === heading[1]);
      if (!found) throw new Error(`no form ${heading}`);
      const lines = [];
      this.questions(found.questions, null, "", lines);
      canonical += `${heading.join(" ")}\n${lines.join("")}`;
    }
    if (this.tape.x !== 1n) throw new Error("something is left");
    return canonical;
  }
}

// --- Towns

const butLast = (name) => [...name].slice(0, -1).join("");

function townTable(text) {
  const lines = text.split("\n");
  const [prefecture, name] = lines[0].split(" ");
  const hash = createHash("sha256").update(text).digest().readUInt16BE(0) >> 4;
  return { city: prefecture + name, name, rows: lines.slice(1, -1), hash };
}

// --- The vectors

const table = readTable(readFileSync(join(SPECIFICATION, "table-2.txt"), "utf8"));
const folder = process.argv[2] ?? join(SPECIFICATION, "vectors");
let wrong = 0;
const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
for (const name of files) {
  const vector = JSON.parse(readFileSync(join(folder, name), "utf8"));
  try {
    if (vector.pictures && joined(vector.pictures.toReversed()) !== vector.digits) throw new Error("the pages come to another code");
    const read = new Reader(inside(vector.digits, vector.key), { table, towns: vector.towns.map(townTable), forms: vector.forms }).code();
    if (read !== vector.canonical) throw new Error(`read\n${read}\ninstead of\n${vector.canonical}`);
    const check = String(crc32(Buffer.from(read)) % 1000000).padStart(6, "0");
    if (vector.digits[0] === "1" && vector.digits.slice(1, 7) !== check) throw new Error(`check digits ${check}`);
    console.log(`${name}: as it says`);
  } catch (error) {
    wrong += 1;
    console.log(`${name}: ${error.message}`);
  }
}
console.log(`${files.length - wrong} passed, ${wrong} failed`);
process.exit(wrong || files.length === 0 ? 1 : 0);
