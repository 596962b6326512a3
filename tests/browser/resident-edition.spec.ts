// A form changes while somebody is filling it in: what fits is carried over, the rest is shown where it is asked for now.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from './fixtures/access.ts';
import { expectAlive } from './fixtures/arrival.ts';
import { expectSaved } from './fixtures/household.ts';
import { expect, test } from './fixtures/test.ts';

const PUBLIC = join(import.meta.dirname, '../../public');

/** The city, with a new edition of the water form: one question has become a text, one is gone, one choice has other options. */
function cityWithNewEdition(): string {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-city-'));
  cpSync(join(PUBLIC, 'cities/sakurano'), folder, { recursive: true });
  mkdirSync(join(folder, 'forms'), { recursive: true });
  const first = readFileSync(join(PUBLIC, 'forms/water-start.toml'), 'utf8');
  const place = /id = "previous-address"[\s\S]*?kind = "address"/.exec(first)?.[0] ?? '';
  const supply = /\[\[question\]\]\nid = "supply-number"[\s\S]*?max = 20\n/.exec(first)?.[0] ?? '';
  const second = first
    .replace('edition = 1', 'edition = 2')
    .replace(place, place.replace('kind = "address"', 'kind = "text"\nmax = 100'))
    .replace(supply, '')
    .replace(/^supply-number = .*\n/m, '')
    .replace(/^previous-address = .*$/m, 'previous-address = "もみじ県もみじ川市710番地"')
    .replace('{ id = "transfer", label = "口座振替" }', '{ id = "card", label = "クレジットカード" }');
  writeFileSync(join(folder, 'forms/water-start@1.toml'), first);
  writeFileSync(join(folder, 'forms/water-start.toml'), second);
  return folder;
}

test('what an older edition’s answers leave over is shown beside the new question', async ({ hall, another }) => {
  const city = cityWithNewEdition();
  try {
    // Without the app on the device, so that the new form is there at once.
    const page = await (await another({ serviceWorkers: 'block' })).newPage();
    await page.goto('/forms/water-start#user');
    await expectAlive(page);
    const control = (name: string) => page.locator(`[name="${name}"]`);
    const write = async (texts: Record<string, string>) => {
      await page.evaluate((texts) => {
        for (const [name, text] of Object.entries(texts)) {
          const found = document.querySelector<HTMLInputElement>(`[name="${name}"][type="radio"][value="${text}"]`);
          const field = found ?? document.querySelector<HTMLInputElement>(`[name="${name}"]`);
          if (field === null) throw new Error(name);
          if (found) found.checked = true;
          else field.value = text;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        }
      }, texts);
      await expectSaved(page);
    };
    await write({
      'user.family': '佐倉',
      'user.given': '太郎',
      'supply-number': 'W-104-22871',
      'previous-address.city': 'もみじ県もみじ川市',
      'previous-address.block': '710番地',
      payment: 'transfer',
    });

    await hall.restart(['--city', city]);
    await page.goto('about:blank');
    await page.goto('/forms/water-start#previous-address');
    await expectAlive(page);
    await expect(page.getByText('様式が新しくなりました')).toBeVisible();
    await expect(control('user.family')).toHaveValue('佐倉');
    const left = page.locator('#LeftOver').getByRole('listitem');
    await expect(left).toHaveText(['もみじ県もみじ川市　710番地']);
    await expectAccessible(page);
    await page.evaluate(() => (location.hash = 'payment'));
    await expect(left).toHaveText(['前に選んだものは、新しい様式にはありません。']);
    await page.evaluate(() => (location.hash = 'Review'));
    await expect(left).toHaveText(['W-104-22871']);

    // It is still there after the draft was saved as one of the new edition.
    await control('user.given').evaluate((field: HTMLInputElement) => {
      field.value = '次郎';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await expectSaved(page);
    await page.reload();
    await expectAlive(page);
    await expect(control('user.given')).toHaveValue('次郎');
    await expect(left).toHaveText(['W-104-22871']);
  } finally {
    rmSync(city, { recursive: true });
  }
});
