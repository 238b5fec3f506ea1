import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';
import { bundled, flowOf } from '../playbooks/bundled.js';
import { messy } from './messy.js';
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

/** Two playbooks of which one plays the other, at once: with cards, an offer, evidence, follow-ups and drafts in both. */
const CHILD = `playbook: small-talk
title: A little talk
version: 1
language: en
about: interview
facts:
  who: {type: text, label: Who}
offers:
  coffee: {label: A coffee}
  dinner: {label: A dinner, authority: manager}
cards:
  hurry: {label: Is in a hurry, key: 2, say: It takes a minute only., ask: {type: yes_no}}
outcomes:
  warm: {label: A warm talk, group: done, needs: [again]}
  cold: {label: A cold talk, group: done}
steps:
  - {id: weather, say: "What a day, {{ who }}.", ask: {type: text}}
  - {id: treat, say: Let me invite you., offer: [coffee, dinner], accepted: {end: warm}, declined: {end: cold}}
  - {id: again, say: Shall we talk again?, ask: {type: yes_no, yes: {end: warm}, no: {end: cold}}}
`;
const PARENT = `  - id: talk
    use: small-talk
    with: {who: customer}
    follow_up: {in: 3 days, what: Send a card}
  - id: sum_up
    say: What comes of it?
    do: Sum up what was said.
    ask: {type: choice, options: {good: {label: Good things, end: over}, bad: Bad things}}
    draft: {kind: email, to: "{{ customer }}", subject: Our talk, body: Thank you.}
  - {id: sorry, say: I am sorry to hear it., ask: {type: text}, end: sad}
`;
const PARENT_TOP = `facts:
  customer: {type: text, label: Customer, identifies: customer}
cards:
  phone: {label: The phone rings, key: 1, steps: [
    {id: phone_who, say: Who is on the line?, ask: {type: text}},
    {id: phone_bye, say: Good day to them.}]}
`;

function usingPlaybook(): string {
  const path = playbookOf(PARENT, PARENT_TOP, 'over: {label: Over, group: done}\n  sad: {label: Sad, group: done}');
  writeFileSync(join(dirname(path), 'small-talk.yaml'), CHILD);
  return path;
}

const FACTS = `facts:
  customer: {type: text, label: Customer, identifies: customer, personal: true}
  monthly_value: {type: money, label: Monthly value, min: 0}
`;

export function materials(): readonly Material[] {
  const [all, using] = [messy(), usingPlaybook()];
  // Those with everything come up more often than the others.
  const own = [
    [playbookOf(twentyQuestions()), true],
    [playbookOf(EVERY_KIND, FACTS), false],
    [all, false],
    [all, false],
    [using, false],
    [using, false],
  ] as const;
  const ids = [...bundled.keys()].map((file) => file.replace('.yaml', ''));
  return [
    ...own.map(([file, straight]) => ({ name: file, flow: flowIn(file), straight })),
    ...ids.map((name) => ({ name, flow: flowOf(name), straight: false })),
  ];
}

function flowIn(file: string): Flow {
  const { flow, diagnostics } = compile(readFileSync(file, 'utf8'), () => CHILD);
  if (flow === undefined) throw new Error(`${file} does not compile: ${diagnostics[0]?.message}`);
  return flow;
}
