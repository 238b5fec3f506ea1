import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutationsOf } from './mutations.mjs';
import { pick } from './pick.mjs';

const RULES = new Set(['rule-broken', 'rule-not-proved']);

/** A playbook of a folder with its scenarios, and the mutations that are tried on it. */
export async function bench(core, folder, id, { count, seed }) {
  const read = (name) => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      return undefined;
    }
  };
  const [text, scenarios] = [read(`${id}.yaml`), read(`${id}.test.yaml`)];
  if (text === undefined || scenarios === undefined)
    throw new Error(`${id}: the playbook or its scenarios are missing`);
  const find = (wanted) => (wanted === id ? undefined : read(`${wanted}.yaml`));
  const lines = new core.LineCounter();
  const document = core.parseDocument(text, { lineCounter: lines });
  const judge = (changed, expected) => judged(core, changed, scenarios, find, expected);

  // The same text from the same printer, for what is found in a mutant to be the doing of its mutation.
  const same = document.toString({ lineWidth: 0 });
  const known = new Set(core.check(same, find).diagnostics.map(keyOf));
  const whole = await judge(same, { covered: false, known });
  if (whole.by !== undefined) throw new Error(`${id} is not whole as it is: ${whole.why}`);

  const mutations = pick(mutationsOf(document.toJS()), count, seed);
  const expected = { covered: whole.covered, known };
  return {
    mutations,
    lineOf: ({ path }) => lines.linePos(startOf(core, document, path)).line,
    judge: (mutation) => judge(edited(core, text, mutation.edits), expected),
  };
}

/**
 * `by`: what catches it, absent for a survivor. The scenarios come before what only `check` looks for, since proofs over all
 * paths take longest. With `covered`, what no scenario comes by any more is a catch.
 */
async function judged(core, text, scenarios, find, expected) {
  const { flow, diagnostics } = core.compile(text, find);
  const errors = fresh(diagnostics, expected);
  if (errors.length > 0) return told(errors);
  const played = await play(core, flow, scenarios, expected);
  if (played.by !== undefined) return played;
  const found = fresh(core.check(text, find).diagnostics, expected);
  return found.length > 0 ? told(found) : played;
}

/** What the playbook is not told of as it is, by what is said of it: lines move. */
const fresh = (diagnostics, { known }) => diagnostics.filter((each) => !known.has(keyOf(each)));

const keyOf = ({ code, message }) => `${code} ${message.replaceAll(/\d+/g, '#')}`;

function told(diagnostics) {
  const first = diagnostics.find(({ code }) => !RULES.has(code));
  if (first === undefined) return { by: 'rules', why: diagnostics[0].message };
  return { by: 'check', why: `${first.code}: ${first.message}` };
}

async function play(core, flow, scenarios, expected) {
  const read = core.readScenarios(scenarios, flow);
  if (read.scenarios === undefined) return { by: 'scenarios', why: read.diagnostics[0]?.message };
  const all = [];
  for (const scenario of read.scenarios) {
    const played = await core.judgeScenario(flow, scenario);
    const [failure] = played.failures;
    if (failure !== undefined) return { by: 'scenarios', why: `${scenario.name}: ${failure.message}` };
    all.push(played);
  }
  const least = core.leastCovered(core.coverageOf(flow, all));
  const covered = least === undefined || least.covered === least.of;
  if (expected.covered && !covered) return { by: 'scenarios', why: `no scenario comes by ${least.missing[0]?.label}` };
  return { covered };
}

/** The text with a mutation in it, still YAML: the document is changed, and printed. */
function edited(core, text, edits) {
  const document = core.parseDocument(text);
  // Of one list, the later first: what is dropped moves what comes after.
  for (const { path, to, rename } of edits) {
    if (rename !== undefined) {
      const pair = document.getIn(path.slice(0, -1)).items.find(({ key }) => String(key) === path.at(-1));
      pair.key = document.createNode(rename);
    } else if (to === undefined) document.deleteIn(path);
    else document.setIn(path, document.createNode(to));
  }
  return document.toString({ lineWidth: 0 });
}

/** Of what a path leads to, or of what holds it where it is yet to be. */
function startOf(core, document, path) {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const pair = core.isCollection(parent)
      ? parent.items.find((item) => String(item?.key?.value ?? '') === String(path[length - 1]))
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (node?.range) return node.range[0];
  }
  return 0;
}
