// A scanner on a serial line, with a `navigator.serial` that behaves as the standard says.
import type { Page } from '@playwright/test';
import { join } from './fixtures/desk.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1280, height: 800 } });

const TITLE = '住民票の写し等交付請求書';
const FORM = 'residence-certificate';

declare global {
  interface Window {
    line: { send: (text: string) => void; pullOut: () => void; plugIn: () => void; opened: () => boolean; disturb: () => void; busy: boolean };
  }
}

/** Puts a scanner on a serial line beside the desk; `granted`: it was allowed on another day. */
async function plugIn(page: Page, granted = false): Promise<void> {
  await page.addInitScript((granted) => {
    class Port extends EventTarget {
      readable: ReadableStream<Uint8Array> | null = null;
      private to: ReadableStreamDefaultController<Uint8Array> | undefined;
      isOpen = false;

      async open({ baudRate }: { baudRate: number }) {
        if (!(baudRate > 0)) throw new TypeError('baudRate');
        if (this.isOpen) throw new DOMException('', 'InvalidStateError');
        if (window.line.busy) throw new DOMException('', 'NetworkError');
        this.isOpen = true;
        this.stream();
      }

      private stream() {
        this.readable = new ReadableStream({ start: (to) => void (this.to = to) });
      }

      async close() {
        if (this.readable?.locked) throw new TypeError('locked');
        [this.isOpen, this.readable] = [false, null];
      }

      send(bytes: Uint8Array) {
        this.to?.enqueue(bytes);
      }

      /** A disturbance on the line ends the stream, and there is a new one. */
      disturb() {
        this.to?.error(new DOMException('', 'FramingError'));
        this.stream();
      }

      lose() {
        this.to?.error(new DOMException('', 'NetworkError'));
        [this.isOpen, this.readable] = [false, null];
      }
    }
    const port = new Port();
    let [known, plugged] = [granted, true];
    const serial = Object.assign(new EventTarget(), {
      getPorts: async () => (known && plugged ? [port] : []),
      requestPort: async () => {
        if (!navigator.userActivation.isActive) throw new DOMException('', 'SecurityError');
        known = true;
        return port;
      },
    });
    // What happens to a port is told at the port and bubbles to the line.
    const tell = (what: string) => {
      const event = new Event(what, { bubbles: true });
      Object.defineProperty(event, 'target', { value: port });
      serial.dispatchEvent(event);
    };
    Object.defineProperty(navigator, 'serial', { value: serial });
    window.line = {
      busy: false,
      send: (text) => port.send(new TextEncoder().encode(text)),
      disturb: () => port.disturb(),
      opened: () => port.isOpen,
      pullOut: () => {
        plugged = false;
        port.lose();
        tell('disconnect');
      },
      plugIn: () => {
        plugged = true;
        tell('connect');
      },
    };
  }, granted);
}

const way = (page: Page) => page.getByRole('button', { name: 'シリアル接続の読取機をつなぐ' });
const told = (page: Page) => page.locator('.ways-serial');
const send = (page: Page, text: string) => page.evaluate((text) => window.line.send(text), text);
const close = async (page: Page) => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: TITLE })).toBeHidden();
};

test('a scanner is chosen once, read to its line end, in pieces and without an end', async ({ page, hall }) => {
  await plugIn(page);
  await join(page, hall);
  await expect(told(page)).toHaveText('');
  await way(page).click();
  await expect(told(page)).toHaveText('シリアル接続の読取機を使っています。');
  const digits = sealed(hall, FORM);
  await page.getByLabel('番号で呼ぶ').fill('A0');
  await send(page, `${digits}\r\n`);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(page.getByLabel('番号で呼ぶ')).toHaveValue('A0');
  await close(page);
  for (const piece of [digits.slice(0, 100), digits.slice(100, 101), digits.slice(101)]) await send(page, piece);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await close(page);
  // A disturbance costs what was on its way, and no more.
  await send(page, digits.slice(0, 50));
  await page.evaluate(() => window.line.disturb());
  await send(page, `\r${digits}\r`);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
});

test('it is remembered, pulled out and plugged in again', async ({ page, hall }) => {
  await plugIn(page, true);
  await join(page, hall);
  await expect(told(page)).toHaveText('シリアル接続の読取機を使っています。');
  await page.evaluate(() => window.line.pullOut());
  await expect(told(page)).toHaveText('シリアル接続の読取機が抜けています。差し直すと、自動でつながります。');
  await page.evaluate(() => window.line.plugIn());
  await expect(told(page)).toHaveText('シリアル接続の読取機を使っています。');
  await send(page, `${sealed(hall, FORM)}\r`);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  // Nobody listens any more once somebody has signed out.
  await page.getByRole('button', { name: 'サインアウト' }).click();
  await expect.poll(() => page.evaluate(() => window.line.opened())).toBe(false);
});

test('another program has it', async ({ page, hall }) => {
  await plugIn(page);
  await join(page, hall);
  await page.evaluate(() => (window.line.busy = true));
  await way(page).click();
  await expect(told(page)).toContainText('開けません');
  await page.evaluate(() => (window.line.busy = false));
  await page.getByRole('button', { name: 'もう一度つなぐ' }).click();
  await expect(told(page)).toHaveText('シリアル接続の読取機を使っています。');
});

test('a browser without serial lines offers none', async ({ page, hall }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'serial', { value: undefined }));
  await join(page, hall);
  await expect(page.getByRole('button', { name: 'カメラで読む' })).toBeVisible();
  await expect(way(page)).toBeHidden();
});
