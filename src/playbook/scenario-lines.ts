import { writtenLists } from './build/written.js';
import type { Flow } from './flow.js';
import { createSource, type Span } from './read/source.js';
import { at, entries, items, keySpan, type Tree, text } from './read/tree.js';
import { parseYaml } from './read/yaml.js';

/** The 1-based lines of what a scenario can miss. */
export interface Lines {
  readonly step: (step: string) => number;
  readonly option: (step: string, option: string) => number;
  /** `way` as a call takes it: the number of a condition, `else`, a step that is tried, `then`, `skipped`, `shown`. */
  readonly way: (step: string, way: string) => number;
  readonly card: (card: string) => number;
  readonly offer: (offer: string) => number;
}

/** Finds what a flow does not keep the place of in the text it was compiled from. */
export function linesOf(flow: Flow): Lines {
  const source = createSource(flow.text);
  const tree = parseYaml(source, () => {});
  const written = tree === undefined ? [] : writtenLists(tree).flatMap(({ steps }) => steps);
  const trees = new Map(written.flatMap(({ id, tree: step }) => (id === undefined ? [] : [[id.text, step] as const])));
  const line = (span: Span): number => source.place(span).line;
  const stepLine = (step: string): number => flow.steps.get(step)?.line ?? 1;
  const keyLine = (map: Tree | undefined, key: string): number | undefined =>
    map !== undefined && at(map, key) !== undefined ? line(keySpan(map, key)) : undefined;
  const section = (key: string, id: string): number => keyLine(tree && at(tree, key), id) ?? 1;
  return {
    step: stepLine,
    option: (step, option) => {
      const [here, ask] = [trees.get(step), at(trees.get(step), 'ask')];
      // A set of options that several questions share is told of at the question.
      const places = [keyLine(at(ask, 'options'), option), keyLine(ask, option), keyLine(here, option)];
      return (
        places.find((place) => place !== undefined) ?? keyLine(here, 'offer') ?? keyLine(here, 'ask') ?? stepLine(step)
      );
    },
    way: (step, way) => {
      const here = trees.get(step);
      if (way === 'skipped' || way === 'shown') return keyLine(here, 'when') ?? stepLine(step);
      const [next, attempts] = [items(at(here, 'next')), at(here, 'try')];
      const branch = way === 'else' ? next.at(-1) : next[Number(way) - 1];
      if (branch !== undefined) return line(branch.span);
      const tried = entries(attempts)
        .flatMap(({ value }) => items(value))
        .find((item) => text(item)?.text === way);
      return tried === undefined
        ? (keyLine(attempts, way) ?? keyLine(here, 'outcomes') ?? stepLine(step))
        : line(tried.span);
    },
    card: (card) => section('cards', card),
    offer: (offer) => section('offers', offer),
  };
}
