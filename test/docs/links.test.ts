import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const PAGES = ['README.md', 'CHANGELOG.md', 'docs/playbooks.md', 'docs/workbench.md', 'docs/codes.md', 'src/README.md'];

/** The name by which GitHub links to a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

/** What stands between the fences of code is no heading, and no link. */
const prose = (file: string): string => readFileSync(file, 'utf8').replaceAll(/^```.*?^```$/gms, '');

const anchors = new Map(
  PAGES.map((file) => [file, [...prose(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))]),
);

/** Where each link of a page leads to. */
const links = (file: string) =>
  [...prose(file).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)].map(([link, path = '', anchor = '']) => ({
    link,
    anchor,
    target: path === '' ? file : join(dirname(file), path),
  }));

test.each(PAGES)('every link of %s leads somewhere', (file) => {
  const leads = ({ target, anchor }: ReturnType<typeof links>[number]) =>
    existsSync(target) && (anchor === '' || anchors.get(target)?.includes(anchor));
  expect(
    links(file)
      .filter((link) => !leads(link))
      .map(({ link }) => link),
  ).toEqual([]);
});

test('the pages for trainers are a click away from each other', () => {
  const targets = (file: string) => links(file).map(({ target }) => target);
  expect(targets('README.md')).toEqual(expect.arrayContaining(['docs/playbooks.md', 'docs/workbench.md']));
  expect(targets('docs/workbench.md')).toEqual(expect.arrayContaining(['docs/playbooks.md', 'docs/codes.md']));
  expect(targets('docs/playbooks.md')).toContain('docs/workbench.md');
  expect(targets('docs/codes.md')).toContain('docs/workbench.md');
});
