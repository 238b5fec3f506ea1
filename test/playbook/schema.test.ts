import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { playbook } from '../../src/playbook/schema.js';

type Json = { readonly [key: string]: unknown };

test('the shapes become a JSON Schema in which every property is described', () => {
  const schema = z.toJSONSchema(playbook, { target: 'draft-7', io: 'input' });
  const bare: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'properties') {
        for (const [name, property] of Object.entries(inner as Json)) {
          const words = JSON.stringify(property);
          if (!words.includes('"description"')) bare.push(`${path}/${name}`);
        }
      }
      visit(inner, `${path}/${key}`);
    }
  };
  visit(schema, '');
  expect(bare).toEqual([]);
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
});
