import type { WrittenAnswer } from './answers.js';
import { isDate } from './expression/compare.js';
import { ROLES } from './flow.js';
import type { Span } from './read/source.js';
import { at, type Entry, entries, keySpan, type Tree, text, typed } from './read/tree.js';
import type { Scenario, Written } from './scenario.js';
import { readExpected } from './scenario-expect.js';
import { rawOf } from './scenario-raw.js';
import { knownStep, namesIn, type Telling } from './scenario-telling.js';
import { suggestion } from './suggest.js';

/** What the scenarios of a file have in common. */
interface Common {
  readonly today: string | undefined;
  readonly currency: string;
}

export function readScenario(tree: Tree, common: Common, telling: Telling): Scenario {
  const { flow, tell, names, source } = telling;
  const lineOf = (span: Span): number => source.place(span).line;
  const today = dayAt(tree, telling) ?? common.today;
  const name = text(at(tree, 'name'))?.text ?? '';
  const named = keySpan(tree, 'name');
  if (today === undefined)
    tell('no-day', named, `"${name}" has no day on which it is played`, 'add `today: 2026-03-02` at the top');
  const role = ROLES.find((each) => each === text(at(tree, 'role'))?.text) ?? flow.runBy;
  if (ROLES.indexOf(role) < ROLES.indexOf(flow.runBy))
    tell('wrong-value', keySpan(tree, 'role'), `a ${role} may not take this call`, `write \`role: ${flow.runBy}\``);

  const mapped = <T>(key: string, read: (entry: Entry) => T): ReadonlyMap<string, Written<T>> =>
    new Map(
      entries(at(tree, key)).map((entry) => [entry.key, { value: read(entry), line: lineOf(entry.keySpan) }] as const),
    );
  const facts = mapped('facts', ({ key, keySpan: span, value }) => {
    if (!flow.facts.has(key))
      tell(
        'unknown-fact',
        span,
        `there is no fact "${key}"`,
        suggestion(key, flow.facts.keys(), 'the playbook has none'),
      );
    return rawOf(value) as string | number | boolean;
  });
  const answered = mapped('answers', ({ key, keySpan: span, value }) => {
    if (key !== 'note' && !flow.facts.has(key)) knownStep(key, span, telling);
    return answerOf(value);
  });
  const offered = mapped('offers', (entry) => offersOf(entry, telling));
  for (const { key, keySpan: span } of entries(at(tree, 'offers')))
    if (answered.has(key))
      tell('two-answers', span, `"${key}" has an answer above`, 'keep it here or under `answers`, not in both');
  const cards = mapped('cards', ({ key, keySpan: span, value }) => {
    if (!flow.facts.has(key)) knownStep(key, span, telling);
    return namesIn(value, 'unknown-card', names.cards, 'card', telling).map((card) => card.text);
  });
  const settled = mapped('wrap_up', ({ value }) => String(rawOf(value)));
  const note = settled.get('note');
  // `note: not_asked` is about the evidence that goes by that name.
  const isNote = note !== undefined && !['would_not_say', 'not_asked'].includes(note.value);
  return {
    name,
    line: lineOf(named),
    today: today ?? '',
    role,
    currency: common.currency,
    facts,
    answers: new Map([...answered, ...offered]),
    cards,
    wrapUp: new Map([...settled].filter(([key]) => key !== 'note' || !isNote)),
    ...(isNote ? { note } : {}),
    expect: readExpected(tree, telling),
  };
}

/** The day at `today`, when one is written there. */
export function dayAt(tree: Tree, { tell }: Telling): string | undefined {
  const day = text(at(tree, 'today'));
  if (day === undefined || isDate(day.text)) return day?.text;
  tell('bad-date', day.span, `"${day.text}" is not a date`, 'write it as 2026-03-31');
  return undefined;
}

/** What is offered at a step, as the answers that it gets one after the other. */
function offersOf({ key, keySpan: span, value }: Entry, telling: Telling): WrittenAnswer {
  const { names, tell } = telling;
  if (!knownStep(key, span, telling)) return {};
  const offer = names.steps.get(key)?.offer;
  if (offer === undefined) {
    const making = [...names.steps].flatMap(([name, step]) => (step.offer === undefined ? [] : [name]));
    tell(
      'unknown-offer',
      span,
      `step "${key}" makes no offer`,
      suggestion(key, making, 'no step of the playbook does'),
    );
    return {};
  }
  for (const { key: id, keySpan: at } of entries(value))
    if (!offer.offers.includes(id))
      tell('unknown-offer', at, `step "${key}" has no offer "${id}"`, suggestion(id, offer.offers, ''));
  if (value.kind === 'scalar') return { raw: 'none' };
  return { raw: entries(value).flatMap((each) => [each.key, typed(each.value)?.text ?? '']) };
}

function answerOf(tree: Tree): WrittenAnswer {
  if (tree.kind !== 'mapping') return { raw: rawOf(tree) };
  const words = (key: string) => typed(at(tree, key))?.text;
  const [answer, first] = [at(tree, 'answer'), at(tree, 'first')];
  return {
    ...(answer === undefined ? {} : { raw: rawOf(answer) }),
    ...withText('words', words('words')),
    ...withText('jot', words('jot')),
    ...withText('override', words('override')),
    ...(first === undefined ? {} : { first: [rawOf(first)].flat().map(String) }),
  };
}

const withText = (key: 'words' | 'jot' | 'override', value: string | undefined) =>
  value === undefined ? {} : { [key]: value };
