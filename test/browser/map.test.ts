import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { Flow } from '../../src/playbook/flow.js';
import { htmlMap } from '../../src/rehearsal/map/map.js';
import { bundled, flowOf } from '../playbooks/bundled.js';
import { hostileFlow } from '../rehearsal/map-hostile.js';
import { browserTest, chromium } from './chromium.js';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-map-'));
let browser: Browser | undefined;
beforeAll(async () => {
  // As root, which containers are, Chromium has no sandbox; it is shown pages of ours alone.
  if (chromium !== undefined) browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox'] });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** What it said, and what it asked for beyond itself. */
  readonly told: string[];
}

async function opened(flow: Flow, width = 1280, hash = ''): Promise<Opened> {
  const page = await (browser as Browser).newPage();
  const told: string[] = [];
  page.on('console', (message) => told.push(message.text()));
  page.on('pageerror', (error) => told.push(String(error)));
  page.on('dialog', (dialog) => told.push(dialog.message()));
  const file = join(folder, `${flow.id}.html`);
  const url = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && request.url() !== 'data:,') told.push(request.url());
  });
  writeFileSync(file, await htmlMap(flow));
  await page.setViewport({ width, height: 800 });
  await page.goto(url + hash);
  // Panzoom goes to where it starts once the page is there.
  await page.waitForFunction(
    () => (globalThis as unknown as Seen).document.getElementById('sheet')?.style['transform'],
  );
  return { page, told };
}

/** What tests see of the page, where their functions run. */
interface Seen {
  readonly document: {
    readonly activeElement: Shown | null;
    readonly getElementById: (id: string) => Shown | null;
    readonly querySelectorAll: (selector: string) => Iterable<Shown>;
  };
}
interface Shown {
  readonly id: string;
  readonly style: Readonly<Record<string, string>>;
  readonly textContent: string;
  readonly parentElement: Shown;
  readonly getBoundingClientRect: () => Box;
  readonly querySelectorAll: (selector: string) => Iterable<Shown>;
}
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

const panel = (page: Page): Promise<string> =>
  page.$eval('#panel', (element) =>
    element.checkVisibility() ? (element as unknown as { readonly innerText: string }).innerText : '',
  );
const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (globalThis as unknown as Seen).document.activeElement?.id);

const boxOf = (page: Page, selector: string): Promise<Box> =>
  page.$eval(selector, (element) => {
    const { left, right, top, bottom, width } = (element as unknown as Shown).getBoundingClientRect();
    return { left, right, top, bottom, width };
  });

/** Whether a place is where one looks, as far as it can be seen in full. */
async function inView(page: Page, selector: string): Promise<boolean> {
  const [box, view] = [await boxOf(page, selector), await boxOf(page, '#view')];
  return box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;
}

const seen = (page: Page, selector: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => {
      const { document } = globalThis as unknown as Seen;
      const [box] = [...document.querySelectorAll(wanted)].map((each) => each.getBoundingClientRect());
      const view = document.getElementById('view')?.getBoundingClientRect();
      return (
        box &&
        view &&
        box.left >= view.left - 1 &&
        box.right <= view.right + 1 &&
        box.top >= view.top - 1 &&
        box.bottom <= view.bottom + 1
      );
    },
    {},
    selector,
  );

describe('the page of a map', () => {
  browserTest('begins where the call does, says nothing and asks for nothing', async () => {
    const { page, told } = await opened(flowOf('defend-cancellation'));
    await seen(page, '#start');
    expect(await inView(page, '#step-opening')).toBe(true);
    expect(await panel(page)).toBe('');
    expect(told).toEqual([]);
  });

  browserTest('a click on a step opens what there is to read of it', async () => {
    const { page } = await opened(flowOf('defend-cancellation'));
    await seen(page, '#step-reason');
    await page.click('#step-reason');
    const read = await panel(page);
    expect(read).toContain("What made you decide? I'm asking to learn, not to argue.");
    expect(read).toContain('Found it cheaper');
    expect(read).toContain('answered(where_now) and where_now == "stays"');
    expect(read).not.toContain('Thank you for telling me yourself');
    expect(await inView(page, '#step-reason')).toBe(true);
    const lit = await page.$$eval('.line.lit', (lines) => lines.map((line) => line.getAttribute('data-to')));
    expect(lit).toEqual(expect.arrayContaining(['step-reason', 'step-tactics']));
    await page.keyboard.press('Escape');
    expect(await panel(page)).toBe('');
  });

  browserTest('a way that is told of in a box leads there by a click, a link by Enter', async () => {
    const { page } = await opened(flowOf('defend-cancellation'), 1280, '#step-if_changed');
    expect(await panel(page)).toContain('If I change that, will you stay?');
    await page.click('#step-if_changed .way[data-to="step-agreed"]');
    expect(await panel(page)).toContain('Let me say back what we agreed');
    await seen(page, '#step-agreed');
    await page.focus('#about-step-agreed a[href="#end-saved"]');
    await page.keyboard.press('Enter');
    expect(await panel(page)).toContain('outcome saved, group: saved');
    expect(await focused(page)).toBe('about-end-saved');
  });

  browserTest('a card tells at which questions it can be opened', async () => {
    const { page } = await opened(flowOf('missed-delivery'), 1280, '#card-believe');
    expect(await panel(page)).toContain('Asks why to believe it');
    const links = await page.$$eval('#about-card-believe a', (all) => all.map((each) => each.getAttribute('href')));
    expect(links).toEqual(expect.arrayContaining(['#step-certain', '#step-apology', '#step-believe']));
    await seen(page, '#card-believe');
    const angry = await opened(flowOf('missed-delivery'), 1280, '#card-angry');
    expect(await panel(angry.page)).toContain('Is angry');
  });

  browserTest('searching finds by words that are said, and brings one there', async () => {
    const { page, told } = await opened(flowOf('defend-cancellation'));
    await page.keyboard.press('/');
    await page.keyboard.type('in my shoes');
    const found = await page.$$eval('#found [role=option]', (all) => all.map((each) => each.getAttribute('data-key')));
    expect(found).toEqual(['step-in_our_shoes']);
    const matching = await page.$$eval('.place.match', (all) => all.map(({ id }) => id));
    expect(matching).toEqual(found);
    await page.keyboard.press('Enter');
    expect(await panel(page)).toContain('what would you have done to keep you?');
    await seen(page, '#step-in_our_shoes');
    await page.keyboard.press('/');
    await page.keyboard.type('zebra');
    expect(await page.$eval('#found', ({ textContent }) => textContent)).toBe('Nothing found');
    expect(told).toEqual([]);
  });

  browserTest('all of it can be done with keys', async () => {
    const { page } = await opened(flowOf('win-back'));
    for (let at = 0; at < 20 && !(await focused(page))?.startsWith('step-'); at++) await page.keyboard.press('Tab');
    const step = await focused(page);
    await seen(page, `#${step}`);
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe(`about-${step}`);
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe(step);

    const before = await boxOf(page, '#start');
    await page.keyboard.press('+');
    await page.waitForFunction(
      (was) =>
        ((globalThis as unknown as Seen).document.getElementById('start')?.getBoundingClientRect().width ?? 0) >
        was * 1.1,
      {},
      before.width,
    );
    await page.keyboard.press('0');
    await seen(page, '#sheet');
    const whole = await boxOf(page, '#start');
    expect(whole.width).toBeLessThan(before.width);
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      (was) =>
        ((globalThis as unknown as Seen).document.getElementById('start')?.getBoundingClientRect().left ?? 0) <
        was - 40,
      {},
      whole.left,
    );
  });

  browserTest('a narrow window has the panel below, and the wheel zooms', async () => {
    const { page } = await opened(flowOf('exit-interview'), 700);
    await seen(page, '#start');
    const before = await boxOf(page, '#start');
    await page.mouse.move(350, 400);
    await page.mouse.wheel({ deltaY: -200 });
    await page.waitForFunction(
      (was) =>
        ((globalThis as unknown as Seen).document.getElementById('start')?.getBoundingClientRect().width ?? 0) > was,
      {},
      before.width,
    );
    await page.goto(`${page.url()}#step-calm`);
    await page.reload();
    const [view, beside] = [await boxOf(page, '#view'), await boxOf(page, '#panel')];
    expect(beside.top).toBeGreaterThanOrEqual(view.bottom);
    expect(beside.right).toBeLessThanOrEqual(700);
    expect(await page.$eval('body', ({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(700);
  });

  browserTest('on paper, the picture and then everything to read', async () => {
    const { page } = await opened(flowOf('win-back'));
    await page.emulateMediaType('print');
    const read = await panel(page);
    for (const { id } of flowOf('win-back').steps.values()) expect(read).toContain(`step ${id}, line`);
    const [sheet, body] = [await boxOf(page, '#sheet'), await boxOf(page, 'body')];
    expect(sheet.width).toBeLessThanOrEqual(body.width);
    expect(await page.$eval('header', (element) => element.checkVisibility())).toBe(false);
  });

  browserTest('hostile words run nothing', async () => {
    const { page, told } = await opened(hostileFlow);
    for (const key of ['step-s0', 'step-s5', 'end-won']) {
      await page.goto(`${page.url().replace(/#.*/, '')}#${key}`);
      await page.reload();
      expect(await panel(page)).not.toBe('');
    }
    await page.keyboard.press('/');
    await page.keyboard.type('script');
    expect(await page.$$eval('#found [role=option]', (all) => all.length)).toBeGreaterThan(1);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(told).toEqual([]);
  });

  describe.each([...bundled.keys()].map((file) => file.replace('.yaml', '')))('%s', (id) => {
    browserTest('no words leave their box, and no label lies on a box or on another label', async () => {
      const { page } = await opened(flowOf(id));
      const { checked, outside } = await page.evaluate(measured);
      expect(checked).toBeGreaterThan(flowOf(id).steps.size * 3);
      expect(outside).toEqual([]);
    });
  });
});

/** Runs in the page: texts that reach beyond their box or frame, and labels of lines that lie on a box or on each other. */
function measured(): { readonly checked: number; readonly outside: readonly string[] } {
  const { document } = globalThis as unknown as Seen;
  const outside: string[] = [];
  let checked = 0;
  const places: Box[] = [];
  for (const place of [...document.querySelectorAll('.place'), ...document.querySelectorAll('.card')]) {
    const [rect] = [...place.querySelectorAll('rect')].map((each) => each.getBoundingClientRect());
    if (rect === undefined) continue;
    if (place.id.startsWith('step-')) places.push(rect);
    for (const text of place.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      checked++;
      const fits =
        box.left >= rect.left + 4 && box.right <= rect.right - 4 && box.top >= rect.top && box.bottom <= rect.bottom;
      if (!fits) outside.push(`${place.id}: ${text.textContent}`);
    }
  }
  const labels = [...document.querySelectorAll('.label')].map((each) => ({
    box: each.getBoundingClientRect(),
    of: each,
  }));
  const over = (a: Box, b: Box): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  for (const [at, { box, of }] of labels.entries()) {
    checked++;
    if (places.some((place) => over(place, box))) outside.push(`on a box: ${of.textContent}`);
    const other = labels
      .slice(at + 1)
      .find((each) => each.of.parentElement !== of.parentElement && over(each.box, box));
    if (other) outside.push(`${of.textContent} on ${other.of.textContent}`);
  }
  return { checked, outside };
}
