const KINDS = [
  '{type: choice, options: {a: Alpha, b: Beta, c: Gamma, d: {label: Delta, words: true}}}',
  '{type: yes_no}',
  '{type: text}',
  '{type: number}',
  '{type: choice, options: {a: Alpha, b: Beta, c: Gamma}}',
  '{type: scale, min: 1, max: 5}',
  '{type: choices, options: {a: Alpha, b: Beta, c: Gamma}}',
  '{type: money}',
  '{type: date}',
  '{type: yes_no, yes: {label: Yes, words: true}}',
];

/**
 * The text of a playbook: every kind of question in turn, conditions, a jump now and then. Its screens say "No. 1." and so on;
 * with `terse` nothing more, and 10,000 steps are no more bytes than a playbook may have.
 */
export function playbook(steps, { terse = false } = {}) {
  const numbers = Array.from({ length: steps }, (_, at) => at + 1);
  return `playbook: bench-${steps}
title: ${steps} questions
version: 1
language: en
about: cancellation
reason: q1
facts:
  customer: {type: text, label: Customer, identifies: customer, personal: true}
computed:
  points: {type: number, value: 'default(q4, 0) * 12'}
outcomes:
  saved: {label: Stays, group: saved, needs: [q1]}
steps:
${numbers.map((number) => step(number, steps, terse)).join('')}`;
}

function step(number, steps, terse) {
  const ask = KINDS[(number - 1) % KINDS.length];
  const before = number > 5 && number % 5 === 0 ? `    when: answered(q${number - 3}) or points >= 0\n` : '';
  const ahead = `q${Math.min(number + 3, steps)}`;
  const jump = `    next:\n      - {if: 'q${number} == "c"', go: ${ahead}}\n      - {else: q${number + 1}}\n`;
  const after = number === steps ? '    end: saved\n' : number % 10 === 5 ? jump : '';
  if (terse) return `  - id: q${number}\n    say: No. ${number}.\n${before}    ask: ${ask}\n${after}`;
  return `  - id: q${number}
    say: No. ${number}. Before we go on, {{ customer }}, how do you see point ${number}, and what would put it right?
    do: Listen. No excuses, no interruption.
    why: The first answer is easy; the real one usually comes second.
${before}    ask: ${ask}
${after}`;
}

const WORDS = [
  'late again',
  'they said "never mind"',
  'price, mostly',
  '= too much',
  'no-one called back',
  'über alles',
];

/** An answer to a question, by chance. */
export function answerTo(question, random) {
  const one = (list) => list[Math.floor(random() * list.length)];
  switch (question.type) {
    case 'choice':
      return { raw: one(question.options).id, words: one(WORDS) };
    case 'choices':
      return { raw: question.options.filter(() => random() < 0.5).map(({ id }) => id) };
    case 'yes_no':
      return { raw: random() < 0.5 ? 'yes' : 'no', words: one(WORDS) };
    case 'text':
      return { raw: `${one(WORDS)}, ${one(WORDS)}` };
    case 'scale':
      return { raw: question.min + Math.floor(random() * (question.max - question.min + 1)) };
    case 'date':
      return { raw: `2026-12-${10 + Math.floor(random() * 20)}` };
    default:
      return { raw: Math.floor(random() * 1000) };
  }
}

/** The same numbers at every run, between 0 and 1 (mulberry32). */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
