import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../temp-folder.js';

/** Writes a playbook of the steps given, and says where it is. The steps are YAML at the indentation of a list item. */
export function playbookOf(steps: string, top = '', outcomes = 'over: {label: Over, group: done}'): string {
  const path = join(tempFolder(), 'test.yaml');
  writeFileSync(
    path,
    `playbook: test\ntitle: Test\nversion: 1\nlanguage: en\nabout: interview\n${top}outcomes:\n  ${outcomes}\nsteps:\n${steps}`,
  );
  return path;
}

/** Twenty questions of every kind a key can answer at once or a line can. */
export function twentyQuestions(): string {
  const kinds = [
    '{type: choice, options: {a: Alpha, b: Beta, c: Gamma}}',
    '{type: yes_no}',
    '{type: text}',
    '{type: number}',
    '{type: scale, min: 1, max: 5}',
  ];
  return Array.from(
    { length: 20 },
    (_, at) =>
      `  - {id: q${at + 1}, say: "Question ${at + 1}", ask: ${kinds[at % 5]}${at === 19 ? ', end: over' : ''}}\n`,
  ).join('');
}
