import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openLog } from '../../src/store/open-log.js';
import { callLogContract } from './contract.js';
import { PLAYBOOK, scriptedCall } from './scripted-call.js';
import { tempLogs } from './temp-logs.js';

callLogContract('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-contract-'));
  return {
    open: () => openLog(join(folder, 'calls.db')),
    drop: () => rmSync(folder, { recursive: true }),
  };
});

describe('find', () => {
  const log = tempLogs()();
  const calls = [scriptedCall(), scriptedCall()];
  for (const call of calls) log.append(call.start(), [PLAYBOOK]);

  test('a whole id finds its call', () => {
    for (const { id } of calls) expect(log.find(id.toUpperCase())).toEqual([id]);
  });

  test('a beginning finds every call that has it', () => {
    expect(log.find('0')).toEqual(calls.map(({ id }) => id).sort());
    expect(log.find('f')).toEqual([]);
    expect(log.find('%')).toEqual([]);
  });
});
