import { spoken } from '../../call/trail.js';
import type { Card, Flow, Option, Outcome, Step } from '../../playbook/flow.js';
import { BUILT_IN_OUTCOMES } from '../../playbook/outcomes.js';
import { answersOf } from '../../playbook/targets.js';
import { detailed, type Entry, entry, linked, listOf } from './about-parts.js';
import { cardKey, endKey, stepKey } from './keys.js';
import { type Markup, markup } from './markup.js';
import type { Edge, Picture } from './picture.js';
import { keyOf, takesRoute } from './ways.js';
import { questionInWords } from './words.js';

/** What there is to read of each place of a picture, in the order of the file. */
export function about(flow: Flow, picture: Picture): readonly Markup[] {
  const into = new Map<string, Edge[]>();
  for (const edge of picture.edges) {
    const before = into.get(edge.to);
    if (before === undefined) into.set(edge.to, [edge]);
    else before.push(edge);
  }
  const from = (key: string): Entry | undefined => {
    const edges = (into.get(key) ?? []).filter(({ from }) => from !== 'start');
    return entry(
      'Comes from',
      listOf(edges.map((edge) => linked(picture, edge.from, edge.labels.join(' / ')))),
      'from',
    );
  };
  const steps = [...flow.steps.values()].map((step) => aboutStep(flow, picture, step, from(stepKey(step.id))));
  const outcomes = [...picture.places.values()].flatMap(({ key, kind }) => {
    const id = key.slice(endKey('').length);
    const outcome = kind === 'end' ? (flow.outcomes.get(id) ?? BUILT_IN_OUTCOMES.get(id)) : undefined;
    return outcome === undefined ? [] : [aboutOutcome(picture, outcome, from(key))];
  });
  const cards = [...flow.cards.values()].map((card) => aboutCard(flow, picture, card));
  return [...steps, ...cards, ...outcomes];
}

function aboutStep(flow: Flow, picture: Picture, step: Step, from: Entry | undefined): Markup {
  const { id, say, when, jot, ask, offer, use, line, card } = step;
  const label = flow.cards.get(card ?? '')?.label;
  const of = label === undefined ? '' : `, of the card “${label}”`;
  const asked = ask === undefined ? undefined : markup`<p>${questionInWords(ask)}</p>`;
  const checks = (ask?.checks ?? []).map(
    ({ if: condition, level, message }) => markup`${message} <em>(${level}, if <code>${condition.source}</code>)</em>`,
  );
  return article(stepKey(id), spoken(id), `step ${id}, line ${line}${of}`, [
    entry('Say', say && markup`<blockquote>${say.source}</blockquote>`),
    entry('Do', step.do && paragraph(step.do.source)),
    entry('Why', step.why && paragraph(step.why.source)),
    entry('Only if', when && markup`<p><code>${when.source}</code></p>`),
    entry('Line of words before it', jot === undefined ? undefined : paragraph(jot)),
    entry('Asks', asked),
    entry('Offers', listOf((offer?.offers ?? []).map((each) => offered(flow, each)))),
    entry(
      'Plays',
      use &&
        markup`<p>${use.flow.title} <code>${use.flow.id}</code></p>${listOf([...use.with].map(([there, here]) => markup`<code>${there}</code> is <code>${here}</code>`))}`,
    ),
    entry('Answers', listOf(answersOf(step).map((option) => answer(picture, step, option)))),
    entry('Checks', listOf(checks)),
    ...detailed(step),
    entry('Goes on', takesRoute(step) ? goesOn(picture, step) : undefined),
    from,
  ]);
}

function aboutCard({ steps }: Flow, picture: Picture, { id, label, key, on = new Set() }: Card): Markup {
  const linkTo = (step: string): Markup => linked(picture, stepKey(step), '');
  const own = [...steps.values()].flatMap((step) => (step.card === id ? linkTo(step.id) : []));
  return article(cardKey(id), label, `card ${id}${key === undefined ? '' : `, key ${key}`}`, [
    entry('Can be opened', listOf([...on].map(linkTo)) ?? markup`<p>at any question</p>`),
    entry('Its steps', listOf(own)),
  ]);
}

function aboutOutcome(picture: Picture, outcome: Outcome, from: Entry | undefined): Markup {
  const { id, label, group, needs } = outcome;
  const needed = needs.map((need) =>
    need.kind === 'step' ? linked(picture, stepKey(need.step), '') : markup`${spoken(need.kind)}`,
  );
  return article(endKey(id), label, `outcome ${id}, group: ${group}`, [
    entry('Needs', listOf(needed)),
    ...detailed(outcome),
    from,
  ]);
}

function article(key: string, title: string, what: string, entries: readonly (Entry | undefined)[]): Markup {
  return markup`<article id="about-${key}" data-key="${key}" tabindex="-1"><h2>${title}</h2>
<p class="what">${what}</p>
<dl>${entries.map((each) => each ?? markup``)}</dl></article>
`;
}

const paragraph = (text: string): Markup => markup`<p>${text}</p>`;

function offered(flow: Flow, id: string): Markup {
  const offer = flow.offers.get(id);
  if (offer === undefined) return markup`${id}`;
  const { label, cost, suits, authority, times } = offer;
  const terms = [
    ...(cost === undefined ? [] : [`costs ${cost.source}`]),
    ...(suits === undefined ? [] : [`suits ${[...suits].join(', ')}`]),
    ...(authority === 'rep' ? [] : [`needs a ${spoken(authority).toLowerCase()}`]),
    ...(times === 1 ? [] : [`${times} times at most`]),
  ];
  return markup`${label} <code>${id}</code>${terms.length === 0 ? undefined : markup` <em>(${terms.join('; ')})</em>`}`;
}

function answer(picture: Picture, step: Step, { id, label, target, when, words }: Option): Markup {
  const leads = target === undefined ? undefined : linked(picture, keyOf(target, step), '');
  return markup`<strong>${label}</strong> <code>${id}</code>${words ? markup`, with a few words` : undefined}${
    when === undefined ? undefined : markup`, if <code>${when.source}</code>`
  }${leads === undefined ? undefined : markup` → ${leads}`}`;
}

/** Where its route leads, in its own order; every list of a `try`. */
function goesOn(picture: Picture, step: Step): Markup | undefined {
  const to = (target: Parameters<typeof keyOf>[0]): Markup => linked(picture, keyOf(target, step), '');
  const { route } = step;
  switch (route.kind) {
    case 'target':
      return markup`<p>${to(route.target)}</p>`;
    case 'branch':
      return listOf([
        ...route.branches.map((branch) => markup`if <code>${branch.if.source}</code> → ${to(branch.target)}`),
        markup`else → ${to(route.otherwise)}`,
      ]);
    case 'try': {
      const list = (name: string, ids: readonly string[]): Markup =>
        markup`<strong>${name}</strong>${listOf(
          ids.map((go) => to({ go })),
          'ol',
        )}`;
      const lists = [...route.lists].map(([id, ids]) => list(id, ids));
      const other =
        route.otherwise.length === 0 ? [] : [list(lists.length === 0 ? 'in turn' : 'else', route.otherwise)];
      const by =
        route.by === undefined ? undefined : markup`<p>by the answer at ${linked(picture, stepKey(route.by), '')}</p>`;
      return markup`<p>the first that fits and was not visited</p>${by}${listOf([...lists, ...other, markup`when none is left → ${to(route.then)}`])}`;
    }
  }
}
