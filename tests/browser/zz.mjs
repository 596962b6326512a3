// shots: node zz.mjs
import { chromium } from 'playwright';
const BASE = process.env.BASE ?? 'http://127.0.0.1:8123';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const ctx = await b.newContext({viewport:{width:390,height:844}, locale:'ja-JP', colorScheme: process.env.DARK ? 'dark':'light', serviceWorkers:'block'});
const p = await ctx.newPage();
let n=0; const shot = async (name, full=true) => p.screenshot({path:`/tmp/shots/${process.env.DARK?'d-':''}${String(++n).padStart(2,'0')}-${name}.png`, fullPage: full});
p.on('console', m=>console.log('console', m.text()));
const live=()=>p.waitForSelector('html.live');
await p.goto(BASE+'/'); await live(); await shot('choose');
await p.goto(BASE+'/forms/move-in'); await live(); await shot('start');
for (const f of ['residence-certificate#relation','residence-certificate#applicant','residence-certificate#birth','water-start#place','move-in#members.1','water-start#Review','move-in#Review','outbox']) {
  await p.goto('about:blank');
  await p.goto(BASE+(f==='outbox'?'/outbox':'/forms/'+f)); await live(); await p.waitForTimeout(300); await shot(f.replace('#','-'));
}
await b.close();
