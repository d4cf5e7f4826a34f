// A headless browser, and what every test of a page wants to know: complaints of the console, requests to elsewhere.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const programs = [process.env.WHENCE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];

// What the browser says by itself of an answer that the app shows in its own words, or of one that did not come.
const refusal = /^Failed to load resource: (the server responded with a status of (404|412|422)|net::ERR_CONNECTION_REFUSED)/;

export function browser_program() {
  return programs.find((each) => each && existsSync(each));
}

export async function open_browser() {
  return chromium.launch({ executablePath: browser_program(), args: ['--no-sandbox', '--disable-gpu'] });
}

export async function open_page(browser, address, { width = 1280, height = 800, theme = 'light' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', acceptDownloads: true });
  context.setDefaultTimeout(180_000); // a busy machine is no fault of the page
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && !refusal.test(message.text()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('blob:')) complaints.push(`request to ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, complaints, context };
}
