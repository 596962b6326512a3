// Whatever a scanner types wrong: each stream gets its named error, nothing is typed elsewhere, nothing is pressed.
import { type Focus, type Key, type Outcome, type Stream, plugInKeyboard } from './fixtures/keys.ts';
import { join } from './fixtures/desk.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

/** How many streams; `cargo xtask soak keys` tells of 10,000. */
const STREAMS = Number(process.env['STREAMS'] ?? 260);

test.use({ viewport: { width: 1366, height: 768 } });
test.setTimeout(120_000 + 120 * STREAMS);

/** Chance that is the same every time (mulberry32). */
function dice(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const SPECIAL: Record<string, Omit<Key, 'gap'>> = {
  '\u001b': { code: 'Escape', key: 'Escape' },
  '\u0002': { code: 'F2', key: 'F2' },
  '\u0010': { code: 'KeyP', key: 'p', ctrl: true },
  '\u000d': { code: 'Enter', key: 'Enter', ctrl: true },
  '\t': { code: 'Tab', key: 'Tab' },
  '\u000a': { code: 'KeyJ', key: 'j', ctrl: true },
  '\u0011': { code: 'ArrowDown', key: 'ArrowDown' },
  '\u007f': { code: 'Delete', key: 'Delete' },
};

/** What a stream is made of: characters, `|` for a pause of three seconds. */
interface Told {
  how: string;
  text: string;
  /** Whether the code is whole for all that, and to be read. */
  isWhole?: boolean;
}

const ways: ((code: string, other: string, roll: (below: number) => number) => Told)[] = [
  (code, _, roll) => ({ how: 'cut', text: code.slice(0, 8 + roll(code.length - 9)) }),
  (code, _, roll) => ({ how: 'the beginning cut', text: code.slice(1 + roll(code.length - 9)) }),
  (code, _, roll) => {
    const at = roll(code.length);
    return { how: 'a digit doubled', text: code.slice(0, at) + code[at] + code.slice(at) };
  },
  (code) => ({ how: 'all of it doubled', text: code + code }),
  (code, _, roll) => {
    let at = roll(code.length - 1);
    while (code[at] === code[at + 1]) at = (at + 1) % (code.length - 1);
    return { how: 'two swapped', text: code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2) };
  },
  (code, _, roll) => {
    const at = roll(code.length);
    return { how: 'a digit changed', text: code.slice(0, at) + ((Number(code[at]) + 1 + roll(9)) % 10) + code.slice(at + 1) };
  },
  (code, _, roll) => {
    const at = 1 + roll(code.length - 2);
    return { how: 'a pause of three seconds', text: `${code.slice(0, at)}|${code.slice(at)}`, isWhole: true };
  },
  (code, other, roll) => {
    const at = 8 + roll(code.length - 16);
    return { how: 'one person’s beginning, another’s end', text: code.slice(0, at) + other.slice(at) };
  },
  (code, other, roll) => {
    const [both, left] = [[] as string[], [code.split(''), other.split('')]];
    while (left.some((digits) => digits.length > 0)) both.push(left[roll(2)]?.shift() ?? '');
    return { how: 'two scanners at once', text: both.join('') };
  },
  (code, _, roll) => {
    const [at, keys] = [8 + roll(code.length - 10), Object.keys(SPECIAL)];
    return { how: 'a control character', text: code.slice(0, at) + (keys[roll(keys.length)] ?? '') + code.slice(at) };
  },
  (_, __, roll) => ({ how: 'an address', text: `https://example.jp/${'a'.repeat(roll(40))}?id=${roll(1_000_000)}` }),
  (_, __, roll) => ({ how: 'another vendor’s code', text: `49${String(roll(1e9)).padStart(9, '0')}${String(roll(100)).padStart(2, '0')}` }),
  (_, __, roll) => ({ how: 'digits of somebody else', text: Array.from({ length: 20 + roll(900) }, () => roll(10)).join('').replace(/^[1235]/, '7') }),
];

/** The keys of a scanner of some make. */
function keys(text: string, roll: (below: number) => number): Key[] {
  const [place, asProcess, gap] = [['Digit', 'Numpad'][roll(2)] ?? '', roll(4) === 0, 1 + roll(20)];
  let pause = 0;
  const struck: Key[] = [];
  for (const c of text) {
    if (c === '|') {
      pause = 3_000;
      continue;
    }
    const letter = { code: /[a-z]/i.test(c) ? `Key${c.toUpperCase()}` : 'Slash', key: c };
    const key = /\d/.test(c) ? { code: `${place}${c}`, key: asProcess ? 'Process' : c } : (SPECIAL[c] ?? letter);
    struck.push({ ...key, gap: gap + pause });
    pause = 0;
  }
  const end = [{ code: 'Enter', key: 'Enter' }, { code: 'NumpadEnter', key: 'Enter' }, { code: 'Tab', key: 'Tab' }, null][roll(4)];
  return end ? [...struck, { ...end, gap }] : struck;
}

test('whatever a scanner types wrong is named, and typed nowhere else', async ({ page, hall, troubles }) => {
  troubles.expect(/status of 4\d\d .*\/api\/open/);
  await plugInKeyboard(page);
  await join(page, hall);
  const codes = ['佐倉', '前田', '𠮷﨑', '井上'].map((family) => sealed(hall, 'residence-certificate', { 'applicant.family': family }));
  const wrong: unknown[] = [];
  const named = new Map<string, Map<string, number>>();
  for (let begin = 0; begin < STREAMS; begin += 100) {
    const told: (Told & { stream: Stream })[] = [];
    for (let nth = begin; nth < Math.min(begin + 100, STREAMS); nth += 1) {
      const roll = dice(20_261_123 + nth);
      const [one, other] = [roll(codes.length), roll(codes.length - 1)];
      const way = ways[nth % ways.length]?.(codes[one] ?? '', codes[(one + 1 + other) % codes.length] ?? '', roll);
      if (way === undefined) throw new Error('there are ways');
      const focus = (['field', 'button', 'nothing', 'reading'] as Focus[])[roll(4)] ?? 'nothing';
      told.push({ ...way, stream: { keys: keys(way.text, roll), focus } });
    }
    const outcomes = await page.evaluate(async (streams) => {
      const outcomes: Outcome[] = [];
      for (const stream of streams) outcomes.push(await window.strike(stream));
      return outcomes;
    }, told.map(({ stream }) => stream));
    outcomes.forEach((outcome, nth) => {
      const { how, text, isWhole = false, stream } = told[nth] ?? { how: '', text: '', stream: { keys: [], focus: 'nothing' as Focus } };
      const last = outcome.read.at(-1) ?? 'nothing';
      const counts = named.get(how) ?? new Map<string, number>();
      named.set(how, counts.set(last, (counts.get(last) ?? 0) + 1));
      const isOpen = outcome.read.includes('open');
      // A beginning that looks whole may be shown first; what begins like a page is judged by the desk itself.
      const isRead = /^(check-failed,)?open$/.test(outcome.read.join());
      const isNamed = !isOpen && outcome.said !== '' && (outcome.read.length > 0 || text.startsWith('3'));
      const isRight = isWhole ? isRead : isNamed;
      if (!isRight || outcome.field !== 'A0' || outcome.strange.length > 0) wrong.push({ how, text, focus: stream.focus, end: stream.keys.at(-1), outcome });
    });
  }
  for (const [how, counts] of named) console.log(`${how}: ${[...counts].map(([name, count]) => `${name} ${count}`).join(', ')}`);
  expect(wrong.slice(0, 5)).toEqual([]);
});
