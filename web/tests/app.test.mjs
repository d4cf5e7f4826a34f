// The app in a headless browser, on a real program and a workspace.   WHENCE=path/to/whence node --test tests/app.test.mjs
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { browser_program, open_browser, open_page } from './browser.mjs';
import { start } from './server.mjs';

const program = process.env.WHENCE;
const here = fileURLToPath(new URL('..', import.meta.url));
const examples = join(here, '../examples');
const article = readFileSync(join(examples, 'parliament-mail.txt'), 'utf8');
const incident = readFileSync(join(examples, 'drafting-office.yaml'), 'utf8');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ready = program && browser_program();
const skip = ready ? false : 'WHENCE names no program, or there is no chromium';

let server, browser;
const folder = mkdtempSync(join(tmpdir(), 'whence-web-'));

before(async () => {
  if (!ready) return;
  server = await start(program, folder);
  browser = await open_browser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

// A page at an address, given to `act`; whatever the console complained of afterwards is a failure.
async function on(hash, act, options = {}) {
  const { page, complaints, context } = await open_page(browser, server.address, options);
  if (options.coder) await page.getByLabel('Your name').fill(options.coder);
  await page.goto(`${server.address}#/${hash}`);
  await act(page, complaints);
  await context.close();
  assert.deepEqual(complaints, []);
}

async function read(page, text) {
  await page.getByLabel('Text of a document').fill(text);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.waitForSelector('.review');
}

async function weigh(page, yaml) {
  await page.getByLabel('or write one').fill(yaml);
  await page.getByRole('button', { name: 'Weigh it' }).click();
  await page.waitForSelector('.headline');
}

async function becomes(true_of) {
  for (let i = 0; i < 600; ++i) {
    if (await true_of()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('it did not become so in a minute');
}

const views = {
  read: async (page) => page.waitForSelector('.kept'),
  'read (a document)': async (page) => {
    await read(page, article);
    await page.keyboard.press('j');
  },
  ledger: async (page) => page.waitForSelector('article'),
  case: async (page) => weigh(page, incident),
  relations: async (page) => page.waitForSelector('td a'),
  'relations/NZ/CN': async (page) => page.waitForSelector('figure'),
  'actors/APT40': async (page) => page.waitForSelector('.entries'),
};

for (const theme of ['light', 'dark']) {
  for (const [name, act] of Object.entries(views)) {
    test(`${name} has no fault that axe finds, ${theme}`, { skip }, async () => {
      await on(name.split(' ')[0], async (page) => {
        await act(page);
        await page.evaluate(`${axe};0`).catch(() => undefined);
        if (!(await page.evaluate('typeof axe === "object"'))) await page.context().newCDPSession(page).then((cdp) => cdp.send('Runtime.evaluate', { expression: axe }));
        const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join(' | ')}`));
        assert.deepEqual(found, []);
      }, { theme });
    });
  }
}

test('a click on either side of a reading shows the other', { skip }, async () => {
  await on('read', async (page) => {
    await read(page, article);
    await page.locator('.saying.alleged').nth(2).click();
    assert.equal((await page.locator('.text .chosen').count()) > 0, true);
    const before = await page.locator('aside').textContent();
    await page.locator('.text .answered[data-claims]').last().click();
    const now = await page.locator('aside').textContent();
    assert.notEqual(now, before);
    assert.match(now, /frame:/);
    assert.equal((await page.locator('.saying.answered.chosen').count()) > 0, true);
  });
});

test('a verdict by keyboard stands in the workspace, and can be taken back', { skip }, async () => {
  await on('read', async (page) => {
    await read(page, article);
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.getByText('Keep the document first').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('button', { name: 'Kept in the workspace' }).waitFor();
    await page.keyboard.press('a');
    await page.getByText('Give your name first').waitFor();
    await page.getByLabel('Your name').fill('A. Analyst');
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await page.getByText(/^1 of/).waitFor();
    await page.reload();
    await page.getByText(/^1 of/).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('u');
    await page.getByText(/^0 of/).waitFor();
  });
});

test('accusations and answers have one size', { skip }, async () => {
  await on('ledger', async (page) => {
    await page.waitForSelector('article');
    const widths = await page.$$eval('article', (all) => all.map((line) => [...line.children].map((cell) => Math.round(cell.getBoundingClientRect().width))));
    for (const [left, right] of widths) assert.equal(left, right);
  });
});

test('a filter of the ledger is in its address', { skip }, async () => {
  await on('ledger', async (page) => {
    await page.waitForSelector('article');
    await page.getByRole('checkbox', { name: /New Zealand/ }).first().check();
    await page.waitForURL(/accuser=NZ/);
    await page.getByText(/^1[0-9] statements shown/).waitFor();
    await page.goBack();
    await page.getByText(/^170 statements shown|^1[7-9][0-9] statements/).waitFor();
  });
});

test('a case shows words and range first, never a leading name without the share of nobody we know', { skip }, async () => {
  await on('case', async (page) => {
    await weigh(page, incident);
    const head = await page.locator('.headline').innerText();
    assert.match(head, /Not established/);
    assert.match(head, /Leviathan.*Range .*%.*Not in the catalogue: .*%/s);
    await page.getByText('EXERCISE').first().waitFor();
    await page.getByText('DRAFT').first().waitFor();
    const above = await page.locator('section', { hasText: 'Above the cluster' }).last().innerText();
    for (const figure of above.match(/[~<\d]+ (?:to [~<\d]+ )?%/g) ?? []) assert.match(figure, /^~/);
  });
});

test('a switch answers at once and says that it is a question', { skip }, async () => {
  await on('case', async (page) => {
    await weigh(page, incident);
    const before = await page.locator('.headline').innerText();
    await page.getByRole('checkbox', { name: /BADFLICK/ }).uncheck();
    await page.getByText('WITHOUT e8').waitFor();
    await becomes(async () => (await page.locator('.headline').innerText()) !== before);
    assert.match(page.url(), /without=e8/);
    await page.goBack();
    await becomes(async () => (await page.locator('.headline').innerText()) === before);
  });
});

test('of two who edit one case at once the second hears of it and loses nothing', { skip }, async () => {
  await on('case', async (page) => {
    await weigh(page, incident);
    await page.getByRole('button', { name: 'Keep in the workspace' }).click();
    await page.waitForURL(/case\/drafting-office/);
    const other = await page.context().newPage();
    await other.goto(page.url());
    for (const [tab, note] of [[page, 'first'], [other, 'second']]) {
      await tab.getByRole('button', { name: 'Edit the case' }).click();
      await tab.getByLabel('The case, as a file').fill(incident.replace('exercise: true', `exercise: true\nprepared_by: ${note}`).replace(/^prepared_by: A.*\n/m, ''));
      await tab.getByRole('button', { name: 'Save', exact: true }).click();
      if (note === 'first') await tab.getByText('prepared by first').waitFor();
    }
    await other.getByText('Somebody changed this meanwhile').waitFor();
    assert.match(await other.getByLabel('The case, as a file').inputValue(), /prepared_by: second/);
  }, { coder: 'A. Analyst' });
});

test('no word of a document or a case becomes markup, and nothing hidden stays hidden', { skip }, async () => {
  const bad = '<img src=x onerror=alert(1)><script>alert(2)</script>"\'{{7*7}}';
  const text = `${bad} Xalia accused Xebros of hacking ${bad} its parliament on 3 March 2026, calling it "${bad}". \u202eXebros denied the claim\u202c. ` +
    `The Ministry of ${bad} of Xebros reportedly rejected it. See hxxp://evil[.]example/${bad} and APT${bad}.`;
  await on('read', async (page) => {
    await read(page, text);
    assert.equal(await page.locator('main img, main script, main iframe').count(), 0);
    assert.match(await page.locator('.text').innerText(), /‹U\+202E›/);
    await page.keyboard.press('j');
    await page.locator('aside').waitFor();
  });
  await on('case', async (page) => {
    await weigh(page, incident.replace('case: drafting-office', `case: '${bad.replaceAll("'", "''")}'`).replaceAll('origin: own forensics', `origin: '${bad.replaceAll("'", "''")}'`).replaceAll('a channel called Sable Truth', '<b onclick=alert(3)>Sable</b>'));
    assert.equal(await page.locator('main img, main script, main b').count(), 0);
    assert.match(await page.locator('h1').innerText(), /<img src=x/);
  });
});

test('a document of 5 MB is read, shown in part, and goes on', { skip }, async () => {
  await on('read', async (page) => {
    const file = { name: 'large.txt', mimeType: 'text/plain', buffer: Buffer.from(`${article}\n`.repeat(Math.ceil(5e6 / article.length))) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.waitForSelector('.review', { timeout: 600000 });
    await page.waitForSelector('.saying');
    const shown = await page.locator('.sentence').count();
    assert.ok(shown <= 800, `${shown} sentences on the page`);
    await page.getByRole('button', { name: 'Show more of the text' }).click();
    await becomes(async () => (await page.locator('.sentence').count()) > shown);
  });
});

test('a server that is gone is said, and comes back without losing what was typed', { skip }, async () => {
  const own = await start(program, mkdtempSync(join(tmpdir(), 'whence-web-')));
  const port = Number(new URL(own.address).port);
  const { page, context } = await open_page(browser, own.address);
  await page.waitForSelector('.kept');
  await page.getByLabel('Text of a document').fill(article);
  await own.close();
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByText('The server does not answer').waitFor();
  assert.equal(await page.getByLabel('Text of a document').inputValue(), article);
  const again = await start(program, mkdtempSync(join(tmpdir(), 'whence-web-')), port);
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.waitForSelector('.saying');
  await context.close();
  await again.close();
});

test('the first load is at most 300 kB compressed', { skip: false }, () => {
  const files = readdirSync(join(here, 'dist/assets')).map((name) => join(here, 'dist/assets', name));
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  assert.ok(bytes <= 300_000, `${bytes} bytes`);
});
