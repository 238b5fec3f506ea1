import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';
import { tempFolder } from '../temp-folder.js';
import { BEFRIEND, COAX, MESSY } from './kill-messy.js';
import { playbookOf, twentyQuestions } from './playbook.js';

/** A playbook for calls that are killed. */
export interface Material {
  /** What `holdfast call` takes for it. */
  readonly name: string;
  readonly flow: Flow;
  /** Each screen follows the one before, whatever was answered: keys may be typed ahead. */
  readonly straight: boolean;
}

/** Every kind of question and screen, one after the other. */
const EVERY_KIND = `  - {id: greet, say: Good morning to you., do: Smile.}
  - id: reason
    say: What made you decide?
    jot: How they said it
    ask: {type: choice, options: {price: Found it cheaper, other: {label: Something else, words: true}}}
  - id: missed
    say: What did you miss?
    ask: {type: choices, options: {calls: Your calls, speed: Your speed, care: Your care}, min: 1}
  - {id: words, say: Tell me more., ask: {type: text}}
  - {id: more, say: Anything else at all?, jot: In passing, ask: {type: text, optional: true, personal: true}}
  - {id: seats, say: For how many is it?, ask: {type: number, min: 1, max: 500}}
  - {id: budget, say: What may it cost?, ask: {type: money, min: 0}}
  - {id: day, say: Which day suits you?, ask: {type: date, min: today}}
  - {id: mood, say: How was it with us?, ask: {type: scale, min: 1, max: 5}}
  - {id: recommend, say: Would you recommend us?, ask: {type: scale, min: 0, max: 10}}
  - id: again
    say: May I call you again?
    ask: {type: yes_no, yes: {label: With pleasure}, no: {label: Rather not, words: true}}
  - id: city
    say: Where are you?
    ask: {type: choice, options: {ams: Amsterdam, bru: Brussels, cph: Copenhagen, dub: Dublin, edi: Edinburgh, fra: Frankfurt,
      gva: Geneva, hel: Helsinki, ist: Istanbul, lis: Lisbon}}
  - {id: bye, say: Goodbye., end: over}
`;

const FACTS = `facts:
  customer: {type: text, label: Customer, identifies: customer, personal: true}
  monthly_value: {type: money, label: Monthly value, min: 0}
`;

/** The one with everything beside the path comes as often as all others together. */
export function materials(): readonly Material[] {
  const bundled = readdirSync('playbooks')
    .filter((file) => !file.includes('.test.'))
    .map((file) => ({
      name: basename(file, '.yaml'),
      flow: flowIn(join('playbooks', file)),
      straight: false,
    }));
  const twenty = playbookOf(twentyQuestions());
  const every = playbookOf(EVERY_KIND, FACTS);
  const others = [
    { name: twenty, flow: flowIn(twenty), straight: true },
    { name: every, flow: flowIn(every), straight: false },
    ...bundled,
  ];
  const messy = messyFile();
  return [...others, ...others.map(() => ({ name: messy, flow: flowIn(messy), straight: false }))];
}

function messyFile(): string {
  const folder = tempFolder();
  writeFileSync(join(folder, 'coax.yaml'), COAX);
  writeFileSync(join(folder, 'befriend.yaml'), BEFRIEND);
  writeFileSync(join(folder, 'messy.yaml'), MESSY);
  return join(folder, 'messy.yaml');
}

function flowIn(file: string): Flow {
  const beside = (id: string): string => readFileSync(join(dirname(file), `${id}.yaml`), 'utf8');
  const { flow, diagnostics } = compile(readFileSync(file, 'utf8'), beside);
  if (flow === undefined) throw new Error(`${file} does not compile: ${diagnostics[0]?.message}`);
  return flow;
}
