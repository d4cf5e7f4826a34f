// Pictures of every page in both themes and widths, to be looked at.   node tests/screens.mjs PROGRAM OUTPUT [ARTICLE]
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open_browser, open_page } from './browser.mjs';
import { start } from './server.mjs';

const [program, output, article] = process.argv.slice(2);
const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const document = readFileSync(article ?? join(examples, 'parliament-mail.txt'), 'utf8');
const incident = readFileSync(join(examples, 'drafting-office.yaml'), 'utf8');

const views = {
  start: async () => {},
  read: async (page) => {
    await page.getByLabel('Text of a document').fill(document);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.waitForSelector('.saying');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
  },
  ledger: async (page) => page.waitForSelector('article'),
  case: async (page) => {
    await page.getByLabel('or write one').fill(incident);
    await page.getByRole('button', { name: 'Weigh it' }).click();
    await page.waitForSelector('.headline');
  },
  relations: async (page) => page.waitForSelector('td a'),
  'relations/NZ/CN': async (page) => page.waitForSelector('figure'),
  'actors/APT40': async (page) => page.waitForSelector('.entries'),
};

mkdirSync(output, { recursive: true });
const server = await start(program, mkdtempSync(join(tmpdir(), 'whence-screens-')));
const browser = await open_browser();
for (const width of [1280, 1920]) {
  for (const theme of ['light', 'dark']) {
    for (const [name, act] of Object.entries(views)) {
      const { page, complaints, context } = await open_page(browser, server.address, { width, height: width === 1280 ? 800 : 1080, theme });
      await page.goto(`${server.address}#/${name === 'start' ? 'read' : name}`);
      await act(page).catch((error) => console.error(`${name}: ${error.message.split('\n')[0]}`));
      await page.waitForTimeout(200);
      await page.screenshot({ path: join(output, `${name.replaceAll('/', '-')}-${width}-${theme}.png`), fullPage: name !== 'read' && width === 1280 });
      if (complaints.length) console.error(name, theme, complaints.slice(0, 3));
      await context.close();
    }
  }
}
await browser.close();
await server.close();
