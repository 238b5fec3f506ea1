import type * as z from 'zod/mini';
import { at, type Tree } from './tree.js';

export type Path = readonly PropertyKey[];

type Schema = z.core.$ZodType;

/** What a file must look like, and what it is called. */
export interface Shape {
  readonly schema: z.ZodMiniType;
  readonly name: string;
}

/** What stands at `path`; `broken` when it is inside something already told of. */
export function treeAt(tree: Tree, path: Path): Tree | 'broken' | undefined {
  let here: Tree = tree;
  for (const part of path) {
    if (here.kind === 'broken') return 'broken';
    const next: Tree | undefined =
      here.kind === 'list' ? here.items[Number(part)] : here.kind === 'mapping' ? at(here, String(part)) : undefined;
    if (next === undefined) return undefined;
    here = next;
  }
  return here.kind === 'broken' ? 'broken' : here;
}

/** The keys that may stand in the map at `path`, with the schema of each. */
export function keysAt(root: Schema, tree: Tree, path: Path): ReadonlyMap<string, Schema> {
  let schemas = branches(root, tree);
  let here: Tree | undefined = tree;
  for (const part of path) {
    here = here?.kind === 'list' ? here.items[Number(part)] : at(here, String(part));
    const inside = here;
    schemas = schemas.flatMap((schema) => below(schema, String(part))).flatMap((schema) => branches(schema, inside));
  }
  return new Map(schemas.flatMap((schema) => Object.entries(shapeOf(schema) ?? {})));
}

/** The keys of the maps that may stand under `schema`. */
export const keysUnder = (schema: Schema): ReadonlySet<string> =>
  new Set(branches(schema, undefined).flatMap((branch) => Object.keys(shapeOf(branch) ?? {})));

/** Whether any name may stand under `schema`. */
export const isOpen = (schema: Schema): boolean =>
  branches(schema, undefined).some((branch) => {
    const { def } = (branch as z.core.$ZodTypes)._zod;
    return def.type === 'object' && def.catchall !== undefined && def.catchall._zod.def.type !== 'never';
  });

function below(schema: Schema, key: string): readonly Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'array') return [def.element];
  if (def.type !== 'object') return [];
  // A key may be named like what every object inherits: constructor, toString.
  const inner = Object.hasOwn(def.shape, key) ? def.shape[key] : def.catchall;
  return inner === undefined ? [] : [inner];
}

/** A schema without its wrappers: of a union, those that fit what was typed. */
function branches(schema: Schema, tree: Tree | undefined): readonly Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional') return branches(def.innerType, tree);
  if (def.type !== 'union') return [schema];
  const all = def.options.flatMap((option) => branches(option, tree));
  const type = at(tree, 'type');
  if (type?.kind !== 'scalar') return all;
  const fitting = all.filter((option) => allows(shapeOf(option)?.['type'], type.value));
  return fitting.length > 0 ? fitting : all;
}

function allows(schema: Schema | undefined, value: string | number | boolean | null): boolean {
  if (schema === undefined) return false;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'literal' && def.values.includes(value);
}

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'object' ? def.shape : undefined;
}
