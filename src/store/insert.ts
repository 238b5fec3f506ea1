import type { Database, Statement } from 'better-sqlite3';

/** A statement that inserts a whole row of a table, or replaces the one with the same `key`. */
export function insertInto<Row extends object>(
  db: Database,
  table: string,
  { schema = 'main', replace }: { readonly schema?: 'main' | 'temp'; readonly replace?: string } = {},
): Statement<[Row]> {
  const columns = db
    .prepare<[string, string], string>('SELECT name FROM pragma_table_info(?, ?)')
    .pluck()
    .all(table, schema);
  const values = columns.map((name) => `@${name}`);
  const updates = columns.map((name) => `${name} = excluded.${name}`);
  const conflict = replace === undefined ? '' : `ON CONFLICT (${replace}) DO UPDATE SET ${updates.join(', ')}`;
  return db.prepare(`INSERT INTO ${schema}.${table} (${columns.join(', ')}) VALUES (${values.join(', ')}) ${conflict}`);
}
