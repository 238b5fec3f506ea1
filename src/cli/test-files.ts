import { dirname, resolve } from 'node:path';
import { UserError } from '../call/user-error.js';
import { compile } from '../playbook/compile.js';
import type { Diagnostic } from '../playbook/diagnostic.js';
import type { Flow } from '../playbook/flow.js';
import { decode } from '../playbook/read/decode.js';
import type { Scenario } from '../playbook/scenario.js';
import { readScenarios } from '../playbook/scenarios.js';
import type { Context } from './context.js';
import { placeOf, playbooksNear } from './find-playbook.js';

/** A playbook, and the file of its scenarios. */
export interface Pair {
  readonly playbook: string;
  readonly scenarios: string;
}

/** A pair as it was read; or what is wrong with one of the two, and in which. */
export type ReadPair =
  | { readonly ok: true; readonly flow: Flow; readonly scenarios: readonly Scenario[] }
  | { readonly ok: false; readonly file: string; readonly text: string; readonly diagnostics: readonly Diagnostic[] };

export interface Found {
  readonly pairs: readonly Pair[];
  /** Playbooks of a folder that have no scenarios. */
  readonly bare: readonly string[];
}

/** The scenarios of the playbooks, scenario files and folders that were named, else of the folder one is in. */
export function findScenarios(context: Context, named: readonly string[]): Found {
  const pairs: Pair[] = [];
  const bare: string[] = [];
  for (const name of named.length > 0 ? named : ['.']) {
    const path = placeOf(context, name);
    if (IS_TEST.test(path)) {
      pairs.push(beside(context, path));
      continue;
    }
    const playbooks = playbooksAt(context, path);
    for (const playbook of playbooks) {
      const scenarios = scenariosOf(context, playbook);
      if (context.files.exists(scenarios)) pairs.push({ playbook, scenarios });
      else if (playbooks.length === 1 && playbook === path) throw lacking(context, playbook);
      else bare.push(playbook);
    }
  }
  const [first] = bare;
  if (pairs.length === 0 && first !== undefined) throw lacking(context, first);
  if (pairs.length === 0)
    throw new UserError('there is no playbook here', 'name one, or its scenarios: holdfast test my-playbook.yaml', 2);
  return { pairs: distinct(pairs), bare };
}

export function readPair(context: Context, { playbook, scenarios: file }: Pair): ReadPair {
  const wrong = (of: string, text: string, diagnostics: readonly Diagnostic[]): ReadPair => {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    return { ok: false, file: of, text, diagnostics: errors };
  };
  const text = decode(context.files.read(playbook));
  if (typeof text !== 'string') return wrong(playbook, '', [text]);
  const { flow, diagnostics } = compile(text, playbooksNear(context, dirname(playbook)));
  if (flow === undefined) return wrong(playbook, text, diagnostics);
  const written = decode(context.files.read(file));
  if (typeof written !== 'string') return wrong(file, '', [written]);
  const read = readScenarios(written, flow);
  if (read.scenarios === undefined) return wrong(file, written, read.diagnostics);
  return { ok: true, flow, scenarios: read.scenarios };
}

/** A file by another ending would stand beside itself. */
function playbooksAt({ files }: Context, path: string): readonly string[] {
  const playbooks = files.yaml(path);
  if (playbooks[0] !== path || /\.ya?ml$/i.test(path)) return playbooks;
  const hint = 'those of my-playbook.yaml stand in my-playbook.test.yaml';
  throw new UserError(`${path} does not end in .yaml, so that its scenarios have no name`, hint, 2);
}

const IS_TEST = /\.test\.ya?ml$/i;

/** The scenarios beside a playbook; of one that has none, where they would stand. `of` may be the scenarios themselves. */
export function scenariosOf({ files }: Context, of: string): string {
  const own = of.replace(/(?:\.test)?\.(ya?ml)$/i, '.test.$1');
  return [own, otherEnding(own)].find((file) => files.exists(file)) ?? own;
}

/** `.yml` for `.yaml`, and the other way round. */
const otherEnding = (file: string): string =>
  file.replace(/\.(ya?ml)$/i, (ending) => (ending.length === 5 ? '.yml' : '.yaml'));

function beside(context: Context, scenarios: string): Pair {
  const own = scenarios.replace(/\.test\.(ya?ml)$/i, '.$1');
  const playbook = [own, otherEnding(own)].find((file) => context.files.exists(file)) ?? own;
  // Of two that are not there, the one that was named is told of.
  if (!context.files.exists(playbook)) context.files.read(scenarios);
  if (!context.files.exists(playbook))
    throw new UserError(`${scenarios} stands beside no playbook`, `it holds the scenarios of ${playbook}`);
  return { playbook, scenarios };
}

const lacking = (context: Context, playbook: string): UserError =>
  new UserError(
    `${playbook} has no scenarios yet`,
    `write them into ${scenariosOf(context, playbook)}, or begin with a call that was taken: holdfast test ${playbook} --record <call>`,
  );

const distinct = (pairs: readonly Pair[]): readonly Pair[] => [
  ...new Map(pairs.map((pair) => [resolve(pair.scenarios), pair])).values(),
];
