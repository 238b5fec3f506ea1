import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../temp-folder.js';

/** A text between double quotes in YAML, whatever is in it. */
export const quoted = (text: string): string =>
  `"${text.replaceAll(/[^ -~]|["\\]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;

export function written(name: string, text: string): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, text);
  return path;
}

/** Where a rep reads what a trainer wrote. A § and the number of its step tell one screen from the next. */
export function scriptOf(texts: readonly string[]): { readonly path: string; readonly steps: number } {
  const five = Array.from({ length: Math.ceil(texts.length / 5) }, (_, at) => texts.slice(at * 5, at * 5 + 5));
  const steps = five.map(([say = '', doing = '', why = '', one = '', other = ''], at) => {
    const options = `{a: ${quoted(`${one}.`)}, b: ${quoted(`${other}.`)}}`;
    return [
      `  - id: s${at}`,
      `    say: ${quoted(`§${at}§${say}`)}`,
      `    do: ${quoted(`${doing}.`)}`,
      `    why: ${quoted(`${why}.`)}`,
      `    jot: ${quoted(`${one}.`)}`,
      `    ask: {type: choice, options: ${options}}`,
    ].join('\n');
  });
  const [title = '', label = '', outcome = ''] = texts;
  const head = [
    'playbook: naughty',
    `title: ${quoted(`${title}.`)}`,
    'version: 1',
    'language: en',
    'about: interview',
    `facts: {customer: {type: text, label: ${quoted(`${label}.`)}, identifies: customer}}`,
    `outcomes: {over: {label: ${quoted(`${outcome}.`)}, group: done}}`,
    'steps:',
  ];
  const path = written('naughty.yaml', `${[...head, ...steps].join('\n')}\n    end: over\n`);
  return { path, steps: steps.length };
}

/** A folder of playbooks that are wrong wherever a text can be: quoted with escapes, and as they are. */
export function brokenPlaybooks(texts: readonly string[]): string {
  const folder = tempFolder();
  for (const [at, text] of texts.entries()) {
    const name = at % 20 === 0 ? text.slice(0, 30).replaceAll(/[\0/]/g, '') : '';
    writeFileSync(join(folder, `${at}${name}.yaml`), broken(quoted(text), text));
    writeFileSync(join(folder, `${at}-raw.yaml`), `title: "${text}"\nabout: ${text}\n# ${text}\n${text}: ${text}\n`);
  }
  return folder;
}

const broken = (text: string, bare: string): string => `playbook: ${text}
title: ${text}
version: ${text}
language: ${text}
about: ${text}
${text}: x
outcomes: {over: {label: ${text}, group: ${text}}}
steps:
  - id: ${text}
    say: ${quoted(`{{ ${bare} }}`)}
    when: ${text}
    ask: {type: ${text}, options: {a: {label: ${text}, go: ${text}}}}
  - {id: s, say: x, ask: {type: text, pattern: ${text}}, next: ${text}}
`;
