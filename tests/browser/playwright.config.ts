// How the browser specs run: Debian's chromium, two workers at most, nothing asked of the internet.
import { defineConfig } from '@playwright/test';
import { CHROMIUM, FLAGS } from './fixtures/browser.ts';

export default defineConfig({
  testDir: '.',
  outputDir: '../../target/browser-tests',
  snapshotPathTemplate: 'snapshots/{testFileName}/{arg}{ext}',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A spec that passes only at the second try is a spec that fails.
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: CHROMIUM, args: FLAGS },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    // A small phone; the screens of the hall say their own size with `test.use`.
    viewport: { width: 360, height: 740 },
    // A story takes half as long again while it is recorded: `--trace on` for the one that fails.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
