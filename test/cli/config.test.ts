import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { bodies, freshLog } from '../terminal/log.js';
import { playbookOf } from '../terminal/playbook.js';
import { run } from './run.js';

/** Settings of a test alone, without a name from the environment. */
function place(text?: string) {
  const file = join(tempFolder(), 'settings', 'config.yaml');
  if (text !== undefined) {
    mkdirSync(join(file, '..'));
    writeFileSync(file, text);
  }
  const env = { HOLDFAST_CONFIG: file, HOLDFAST_REP: '' };
  return { file, env, config: (...args: readonly string[]) => run(['config', ...args], '', env) };
}

describe('the file', () => {
  test('is made by the first setting, for its owner only, and holds what was said', async () => {
    const { file, config } = place();
    expect(await config('name', ' Anna de Vries ')).toMatchObject({ code: 0, stdout: '' });
    expect(await config('role', 'Team Lead')).toMatchObject({ code: 0 });
    expect(await config('name')).toEqual({ code: 0, stdout: 'Anna de Vries\n', stderr: '' });
    expect((await config()).stdout).toBe(
      'name: Anna de Vries\nrole: team_lead\nteam: –\ncurrency: EUR\nlocale: en-GB\nplaybooks: –\n',
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  });

  test('keeps its other lines when one is changed or removed', async () => {
    const { file, config } = place('# mine\nname: Anna # short\n\ncurrency: USD\n');
    await config('currency', 'gbp');
    await config('team', 'The "night": #1');
    expect(readFileSync(file, 'utf8')).toBe(
      '# mine\nname: Anna # short\n\ncurrency: "GBP"\nteam: "The \\"night\\": #1"\n',
    );
    expect((await config('team')).stdout).toBe('The "night": #1\n');
    expect(await config('--unset', 'currency')).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe('# mine\nname: Anna # short\n\nteam: "The \\"night\\": #1"\n');
    expect(await config('--unset', 'currency')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('is not set'),
    });
  });

  test('a value over several lines is replaced as a whole', async () => {
    const { config } = place('name: >\n  Anna\n  de Vries\nteam: Night\n');
    expect((await config('name')).stdout).toBe('Anna de Vries\n');
    await config('name', 'Bo');
    expect((await config()).stdout).toContain('name: Bo\nrole: rep\nteam: Night\n');
  });

  test.each([
    ['colour: red', /config\.yaml:2:1 error: there is no setting "colour"[\s\S]*\[unknown-key\]/],
    [
      'role: boss',
      /config\.yaml:2:7 error: "role" is "boss", which is not a role[\s\S]*one of: rep, team_lead, manager/,
    ],
    ['locale:', /config\.yaml:2:1 error: "locale" has no words after it/],
    ['- a list', /config\.yaml:\d:\d error/],
    ['"', /config\.yaml:2:1 error/],
  ])('what is wrong in it is told with its place: %s', async (line, words) => {
    const { config, env } = place(`name: Anna\n${line}\n`);
    const shown = await config();
    expect(shown).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(words) });
    const log = freshLog();
    const call = await run(['call', 'exit-interview', '--db', log], '', env);
    expect(call).toMatchObject({ code: 1, stderr: expect.stringMatching(words) });
    expect(existsSync(log)).toBe(false);
  });

  test('what is wrong in it can be taken out', async () => {
    const { config } = place('name: Anna\ncolour: red\nrole: boss\n');
    expect(await config('--unset', 'colour')).toMatchObject({ code: 0, stderr: expect.stringContaining('"boss"') });
    expect(await config('role', 'manager')).toMatchObject({ code: 0 });
    expect(await config('role')).toEqual({ code: 0, stdout: 'manager\n', stderr: '' });
  });

  test('a file that cannot be read as settings is not overwritten', async () => {
    const { file, config } = place('milk, eggs\n');
    expect(await config('name', 'Anna')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('mend it, or delete it'),
    });
    expect(readFileSync(file, 'utf8')).toBe('milk, eggs\n');
  });
});

describe('where a setting comes from', () => {
  const steps = '  - {id: q, say: Tell, ask: {type: text}, end: over}\n';

  /** What a call was begun with. */
  async function begun(env: Readonly<Record<string, string>>, ...flags: readonly string[]) {
    const log = freshLog();
    const { code, stderr } = await run(['call', playbookOf(steps), '--db', log, ...flags], 'x\n\n', env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [started] = bodies(log);
    return started;
  }

  test('a flag is above the environment, that above the file, that above the account', async () => {
    const { env } = place('name: File\nrole: manager\nteam: Night\ncurrency: USD\nlocale: nl\n');
    const fromFile = { rep: 'File', role: 'manager', team: 'Night', currency: 'USD', locale: 'nl' };
    expect(await begun(env)).toMatchObject(fromFile);
    const fromEnv = { HOLDFAST_REP: 'Env', HOLDFAST_ROLE: 'rep', HOLDFAST_TEAM: 'Day', HOLDFAST_CURRENCY: 'GBP' };
    const loud = { ...env, ...fromEnv, HOLDFAST_LOCALE: 'de' };
    expect(await begun(loud)).toMatchObject({ rep: 'Env', role: 'rep', team: 'Day', currency: 'GBP', locale: 'de' });
    const flags = ['--rep', 'Flag', '--role', 'team_lead', '--team', 'Dawn', '--currency', 'JPY', '--locale', 'fr'];
    const fromFlag = { rep: 'Flag', role: 'team_lead', team: 'Dawn', currency: 'JPY', locale: 'fr' };
    expect(await begun(loud, ...flags)).toMatchObject(fromFlag);
    const bare = await begun(place().env);
    expect(bare).toMatchObject({ role: 'rep', currency: 'EUR', locale: 'en-GB' });
    expect(bare).not.toHaveProperty('team');
  });

  test('--show-origin names the variable, the path, or what it is otherwise', async () => {
    const { file, env } = place('role: manager\n');
    const { stdout } = await run(['config', '--show-origin'], '', { ...env, HOLDFAST_REP: 'Env' });
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('name: Env   (HOLDFAST_REP)');
    expect(lines[1]).toBe(`role: manager   (${file})`);
    expect(lines[3]).toBe('currency: EUR   (unless set)');
  });

  test('--json gives the same to programs', async () => {
    const { file, config } = place('role: manager\n');
    const rows = JSON.parse((await config('--json')).stdout);
    expect(rows).toHaveLength(6);
    expect(rows[1]).toEqual({ setting: 'role', value: 'manager', origin: 'file', from: file });
    expect(rows[2]).toMatchObject({ setting: 'team', value: null });
    expect(JSON.parse((await config('role', '--json')).stdout)).toEqual([rows[1]]);
  });

  test('a setting that is overridden says so when it is set; one that is not set ends with 1', async () => {
    const { env, config } = place();
    const set = await run(['config', 'name', 'Anna'], '', { ...env, HOLDFAST_REP: 'Env' });
    expect(set).toMatchObject({ code: 0, stderr: expect.stringContaining('HOLDFAST_REP is set to "Env"') });
    expect(await config('team')).toEqual({ code: 1, stdout: '', stderr: 'team is not set\n' });
  });

  test('nobody is asked who they are where nobody sits', async () => {
    const { file, env } = place();
    expect(await begun(env)).toMatchObject({ type: 'call_started' });
    expect(existsSync(file)).toBe(false);
  });
});
