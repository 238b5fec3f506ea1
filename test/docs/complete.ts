import { readFileSync } from 'node:fs';

export const PAGE = readFileSync('docs/codes.md', 'utf8');

const [, base = ''] = /^```yaml\n(.*?)^```$/ms.exec(PAGE) ?? [];
const parts = base.split(/^(?=\w+:)/m);
const keyOf = (part: string): string => /^\w+/.exec(part)?.[0] ?? '';
const lastStep = parts.find((part) => keyOf(part) === 'steps')?.replace('steps:\n', '') ?? '';

/**
 * The playbook that an example of the page stands for: at the end of its steps the last step of the base, unless it has
 * that itself, then every key of the base that it lacks. So a line of the example keeps its number.
 */
export function complete(example: string): string {
  const has = (key: string) => new RegExp(`^${key}:`, 'm').test(example);
  const goes = has('steps') && !/\bid: goodbye\b/.test(example) ? lastStep : '';
  return [example, goes, ...parts.filter((part) => !has(keyOf(part)))].join('');
}
