import { at, entries, items, keySpan, number, type Tree, text, typed } from './read/tree.js';
import type { Detail } from './scenario.js';
import { rawOf } from './scenario-raw.js';
import { knownStep, type Telling } from './scenario-telling.js';
import { suggestion } from './suggest.js';
import { optionsOf } from './targets.js';

/** What is expected of how a call counts, what it promises, and what the rep can do at a step, from `expect`. */
export function readDetails(tree: Tree | undefined, telling: Telling): readonly Detail[] {
  if (tree === undefined) return [];
  const { source, names, tell } = telling;
  const lineOf = (span: Tree['span']): number => source.place(span).line;
  const word = (kind: 'group' | 'reason' | 'role'): readonly Detail[] => {
    const value = text(at(tree, kind))?.text;
    return value === undefined ? [] : [{ kind, value, line: lineOf(keySpan(tree, kind)) }];
  };
  const [evidence, path] = [at(tree, 'evidence'), at(tree, 'path')];
  const costs = entries(at(tree, 'costs')).map(({ key, keySpan: span, value }): Detail => {
    if (!names.offers.has(key))
      tell('unknown-offer', span, `there is no offer "${key}"`, suggestion(key, names.offers, 'the playbook has none'));
    return { kind: 'cost', offer: key, value: number(value) ?? Number.NaN, line: lineOf(span) };
  });
  knownReason(tree, telling);
  return [
    ...word('group'),
    ...word('reason'),
    ...word('role'),
    ...(path === undefined
      ? []
      : [{ kind: 'path', value: stepsOf(path, telling), line: lineOf(keySpan(tree, 'path')) } as const]),
    ...(evidence === undefined
      ? []
      : [{ kind: 'evidence', value: evidenceOf(evidence, telling), line: lineOf(keySpan(tree, 'evidence')) } as const]),
    ...costs,
    ...(['must_answer', 'may_skip'] as const).flatMap((kind) =>
      items(at(tree, kind)).flatMap((item): readonly Detail[] => {
        const step = text(item);
        if (step === undefined || !knownStep(step.text, step.span, telling)) return [];
        return [{ kind, step: step.text, line: lineOf(step.span) }];
      }),
    ),
    ...entries(at(tree, 'open_at')).map(({ key: card, keySpan: span, value }): Detail => {
      if (!names.cards.has(card))
        tell(
          'unknown-card',
          span,
          `there is no card "${card}"`,
          suggestion(card, names.cards, 'the playbook has none'),
        );
      return { kind: 'open_at', card, value: stepsOf(value, telling), line: lineOf(span) };
    }),
    ...entries(at(tree, 'at')).flatMap((entry) =>
      knownStep(entry.key, entry.keySpan, telling) ? atStep(entry.key, entry.value, telling) : [],
    ),
    ...entries(at(tree, 'follow_ups')).flatMap(({ key: followUp, value: details }) =>
      entries(details).map(({ key, keySpan: span, value }): Detail => {
        return { kind: 'promise', followUp, key, value: typed(value)?.text ?? '', line: lineOf(span) };
      }),
    ),
    ...entries(at(tree, 'drafts')).map(({ key: draft, keySpan: span, value }): Detail => {
      return { kind: 'draft', draft, value: text(value)?.text ?? '', line: lineOf(span) };
    }),
  ];
}

const stepsOf = (list: Tree, telling: Telling): readonly string[] =>
  items(list)
    .flatMap((item) => text(item) ?? [])
    .flatMap((step) => (knownStep(step.text, step.span, telling) ? [step.text] : []));

function atStep(step: string, tree: Tree, telling: Telling): readonly Detail[] {
  const { source } = telling;
  const shows = at(tree, 'shows');
  const shown: readonly Detail[] =
    shows === undefined
      ? []
      : [
          {
            kind: 'shows',
            step,
            value: shownOf(step, shows, telling),
            line: source.place(keySpan(tree, 'shows')).line,
          },
        ];
  const tried = (['takes', 'asks_why', 'refuses'] as const).flatMap((kind) =>
    items(at(tree, kind)).map((item): Detail => {
      const long = number(at(item, 'characters'));
      const value = long === undefined ? rawOf(item) : 'x'.repeat(Math.min(Math.max(long, 0), MOST_CHARACTERS));
      return { kind, step, value, line: source.place(item.span).line };
    }),
  );
  return [...shown, ...tried];
}

/** Longer than any answer may be. */
const MOST_CHARACTERS = 100_000;

function shownOf(step: string, list: Tree, { names, tell }: Telling): readonly string[] {
  const asked = names.steps.get(step);
  const known = [...optionsOf(asked?.ask).map(({ id }) => id), ...(asked?.offer?.offers ?? [])];
  return items(list).flatMap((item) => {
    const id = text(item);
    if (id === undefined) return [];
    if (!known.includes(id.text))
      tell(
        'unknown-option',
        id.span,
        `step "${step}" has no option "${id.text}"`,
        suggestion(id.text, known, 'it has none'),
      );
    return [id.text];
  });
}

function evidenceOf(list: Tree, telling: Telling): readonly string[] {
  return items(list).flatMap((item) => {
    const need = text(item);
    if (need === undefined) return [];
    if (!BESIDE_STEPS.has(need.text)) knownStep(need.text, need.span, telling);
    return [need.text];
  });
}

const BESIDE_STEPS: ReadonlySet<string> = new Set(['offer', 'follow_up', 'note']);

function knownReason(tree: Tree, { flow, tell }: Telling): void {
  const reason = text(at(tree, 'reason'));
  if (reason === undefined) return;
  const step = flow.reason === undefined ? undefined : flow.steps.get(flow.reason);
  const known = optionsOf(step?.ask).map(({ id }) => id);
  if (!known.includes(reason.text))
    tell(
      'unknown-option',
      reason.span,
      `"${reason.text}" is no reason that reports count`,
      suggestion(reason.text, known, 'the playbook has no `reason`'),
    );
}
