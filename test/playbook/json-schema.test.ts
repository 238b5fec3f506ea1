import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPlaybookId, spelled } from '../../src/playbook/build/ids.js';
import { CODES, type Code } from '../../src/playbook/codes.js';
import { playbookSchema, scenariosSchema } from '../../src/playbook/json-schema.js';
import { decode } from '../../src/playbook/read/decode.js';
import { createSource } from '../../src/playbook/read/source.js';
import { plain } from '../../src/playbook/read/tree.js';
import { parseYaml } from '../../src/playbook/read/yaml.js';
import { playbook } from '../../src/playbook/schema.js';
import { GOLDEN } from './find-golden.js';

type Json = { readonly [key: string]: unknown };
type Ajv = new (options: object) => { compile(schema: object): (document: unknown) => boolean };

// The validator that the language server of editors brings along.
const server = join(import.meta.dirname, '../../node_modules/yaml-language-server/package.json');
const { default: Ajv } = createRequire(server)('ajv') as { readonly default: Ajv };
const schema = JSON.parse(playbookSchema()) as Json;
const fits = new Ajv({ strict: false }).compile(schema);

/** What a golden playbook holds, as `check` sees it; `undefined` where YAML itself fails. */
function valueIn(path: string): unknown {
  const text = decode(readFileSync(join(GOLDEN, path)));
  const tree = typeof text === 'string' ? parseYaml(createSource(text), () => {}) : undefined;
  return tree && plain(tree);
}

const under = (folder: string): readonly string[] =>
  readdirSync(join(GOLDEN, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `${folder}/${file}`);

test('says what it is', () => {
  expect(schema).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:holdfast:playbook',
    title: 'A playbook of Holdfast',
    type: 'object',
    additionalProperties: false,
  });
});

test.each([
  ['a playbook', schema],
  ['scenarios', JSON.parse(scenariosSchema()) as Json],
])('every property of %s has words of its own', (_, schema) => {
  const definitions = (schema['definitions'] ?? {}) as Readonly<Record<string, Json>>;
  const meant = (property: Json): Json => {
    const [, name] = /^#\/definitions\/(.+)$/.exec(String(property['$ref'])) ?? [];
    return name === undefined ? property : (definitions[name] ?? {});
  };
  const found = { bare: [] as string[], described: 0 };
  const tally = (name: string, property: Json): void => {
    if (typeof meant(property)['description'] === 'string') found.described += 1;
    else found.bare.push(name);
  };
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      // Under `if` stands a condition of the schema, and no key that an author types.
      if (key === 'if' && !path.endsWith('/properties')) continue;
      if (key === 'properties')
        for (const [name, property] of Object.entries(inner as object)) tally(`${path}/${name}`, property);
      visit(inner, `${path}/${key}`);
    }
  };
  visit(schema, '');
  expect(found.bare).toEqual([]);
  expect(found.described).toBeGreaterThan(15);
});

describe('agrees with check', () => {
  test.each(under('ok'))('on %s', (path) => {
    expect(fits(valueIn(path))).toBe(true);
  });

  const wrong = under('err').flatMap((path) => {
    const value = valueIn(path);
    return value === undefined ? [] : [{ path, code: path.split('/')[1] ?? '', value }];
  });

  test('on every shape that is wrong', () => {
    const misshapen = wrong.filter(({ value }) => !playbook.safeParse(value).success);
    expect(misshapen.length).toBeGreaterThan(50);
    expect(misshapen.filter(({ value }) => fits(value)).map(({ path }) => path)).toEqual([]);
  });

  test('and finds no fault where check finds none, or a warning', () => {
    const faulty = wrong.filter(({ value }) => !fits(value)).map(({ code }) => CODES[code as Code].severity);
    expect(new Set(faulty)).toEqual(new Set(['error']));
    expect(wrong.length - faulty.length).toBeGreaterThan(100);
  });

  test.each([
    'bad-id',
    'missing-else',
    'missing-key',
    'missing-value',
    'options-are-a-map',
    'unknown-key',
    'wrong-place',
    'wrong-value',
  ])('that there is something of the kind %s', (wanted) => {
    const ofKind = wrong.filter(({ code }) => code === wanted);
    expect(ofKind.filter(({ value }) => !fits(value))).not.toHaveLength(0);
  });

  test('on how an id is written', () => {
    const names = schema['properties'] as { readonly playbook: Json; readonly facts: { readonly propertyNames: Json } };
    const [isPlaybook, isName] = [names.playbook, names.facts.propertyNames].map((form) =>
      new Ajv({ strict: false }).compile(form),
    );
    const id = fc.stringMatching(/^[aZ_1-]{0,6}( |[a_]{55,58})?$/);
    fc.assert(
      fc.property(fc.oneof(id, fc.string({ unit: 'binary' })), (written) => {
        expect(isPlaybook?.(written)).toBe(isPlaybookId(written));
        expect(isName?.(written)).toBe(written === spelled(written));
      }),
      { numRuns: 1000 },
    );
  });
});
