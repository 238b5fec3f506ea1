import { join, resolve } from 'node:path';
import { UserError } from '../call/user-error.js';
import { isPlaybookId, kebab } from '../playbook/build/ids.js';
import { playbookSchema, scenariosSchema } from '../playbook/json-schema.js';
import { suggestion } from '../playbook/suggest.js';
import { usedFlows } from '../playbook/uses.js';
import type { Context, ExitCode } from './context.js';
import { bundledIds, flowOf, library } from './find-playbook.js';
import { type Documents, PLAYBOOK_SCHEMA, renamed, SCENARIOS_SCHEMA, withTitle } from './new-document.js';
import { playbookFolder } from './playbook-folder.js';

/** `holdfast new <id>`: writes a playbook to begin with, or a copy of a bundled one, into the folder one is in. */
export async function newPlaybook(
  context: Context,
  id: string,
  { from }: { readonly from?: string },
): Promise<ExitCode> {
  const { files, print, say } = context;
  if (!isPlaybookId(id)) {
    const hint = `use small letters, digits and dashes: ${kebab(id)}`;
    throw new UserError(`"${id.slice(0, 80)}" cannot be the id of a playbook`, hint, 2);
  }
  const { playbook, scenarios } = from === undefined ? template(context, id) : copyOf(context, from, id);
  const wanted = [
    ...(scenarios === undefined ? [] : [[`${id}.test.yaml`, scenarios] as const]),
    [`${id}.yaml`, playbook] as const,
  ];
  refuseTaken(
    context,
    id,
    wanted.map(([path]) => path),
  );

  const schemas = [[PLAYBOOK_SCHEMA, playbookSchema()] as const, [SCENARIOS_SCHEMA, scenariosSchema()] as const];
  const missing = schemas.filter(([path]) => !files.exists(path));
  const others = schemas.filter(([path, text]) => files.exists(path) && textOf(context, path) !== text);
  for (const [path, text] of [...missing, ...wanted]) files.create(path, text);
  for (const [path] of [...wanted.toReversed(), ...missing]) print(path);
  for (const [path] of others) {
    const flag = path === SCENARIOS_SCHEMA ? ' --scenarios' : '';
    say(`${path} was there already, and is not that of this version; to renew it: holdfast schema${flag} > ${path}`);
  }
  if (from !== undefined) tellUses(context, id, from);
  if (bundledIds(context).includes(id)) {
    say(`a playbook that comes with Holdfast has the same id, and reports do not tell the two apart`);
    const taken = resolve(library(context).file(id) ?? '');
    if (taken === resolve(`${id}.yaml`)) say('yours goes before it, since this is your folder of playbooks');
    else say(`yours is the one called ./${id}.yaml; \`holdfast call ${id}\` takes the other`);
  }
  tellNext(context, id, scenarios !== undefined);
  return 0;
}

const template = (context: Context, id: string): Documents => {
  const { playbook, scenarios } = documentsIn(context, context.templates, 'playbook');
  return renamed({ playbook: withTitle(playbook, id), scenarios }, 'my-playbook', id);
};

function copyOf(context: Context, from: string, id: string): Documents {
  const known = bundledIds(context);
  if (known.includes(from)) return renamed(documentsIn(context, context.playbooks, from), from, id);
  throw new UserError(`no playbook "${from}" comes with Holdfast`, suggestion(from, known, ''), 2);
}

function documentsIn(context: Context, folder: string, name: string): Documents {
  const scenarios = join(folder, `${name}.test.yaml`);
  return {
    playbook: textOf(context, join(folder, `${name}.yaml`)),
    scenarios: context.files.exists(scenarios) ? textOf(context, scenarios) : undefined,
  };
}

const textOf = ({ files }: Context, path: string): string =>
  new TextDecoder().decode(files.read(path)).replaceAll('\r\n', '\n');

/** Nothing is written where something is in the way. */
function refuseTaken(context: Context, id: string, wanted: readonly string[]): void {
  const there = wanted.find(context.files.exists);
  if (there !== undefined) throw new UserError(`${there} is there already`, 'take another id, or another folder');
  const isHere = !bundledIds(context).includes(id) && playbookFolder(context, '.').file(id) !== undefined;
  if (isHere) throw new UserError(`a playbook in this folder has the id "${id}" already`, 'take another id');
}

function tellUses(context: Context, id: string, from: string): void {
  const used = usedFlows(flowOf(context, `./${id}.yaml`)).map((flow) => flow.id);
  if (used.length > 0) context.say(`like ${from}, it uses ${used.join(' and ')}`);
}

function tellNext({ say }: Context, id: string, tested: boolean): void {
  say('next:');
  say(`  holdfast check ${id}.yaml      what is wrong in it, after each change`);
  if (tested) say(`  holdfast test ${id}.yaml       plays its scenarios`);
  say(`  holdfast preview ${id}.yaml    plays a call, and keeps nothing`);
}
