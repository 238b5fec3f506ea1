import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { EventBody } from '../../src/call/event.js';
import { CSV_COLUMNS, type CsvTable } from '../../src/store/csv-columns.js';
import { type CsvExport, exportCsv } from '../../src/store/export.js';
import type { SqliteLog } from '../../src/store/sqlite-log.js';
import { clean } from '../../src/store/words.js';
import {
  account,
  answered,
  corrected,
  ENDED,
  noted,
  overridden,
  PLAYBOOK,
  PRICE,
  promised,
  type Started,
  scriptedCall,
  shown,
  text,
  waived,
} from './scripted-call.js';
import { tempLogs } from './temp-logs.js';

const newLog = tempLogs();

type Row = Record<string, string>;

const csv = (log: SqliteLog, what: CsvExport): string => [...exportCsv(log, what)].join('');
const rows = (log: SqliteLog, what: CsvExport): Row[] =>
  parse(csv(log, what), { columns: true, record_delimiter: '\r\n', relax_column_count: false });

/** A log with one call in it that has these texts as its answers. */
function logOf(...texts: readonly string[]): SqliteLog {
  const log = newLog();
  const bodies = texts.flatMap((words, at) => [shown(at + 1, 'note'), answered(at + 1, 'note', text(words))]);
  log.append(scriptedCall().start(...bodies), [PLAYBOOK]);
  return log;
}

describe('whatever was typed', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          '\t',
          '\r',
          '\n',
          '"',
          "'",
          ',',
          ';',
          '\0',
          '\x1b[2J',
          '\ud800',
          '🛡',
          'שלום',
          'a',
        ),
      )
      .map((parts) => parts.join('')),
  );

  test('comes back from a raw export as it was stored', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 30 }), (texts) => {
        const read = rows(logOf(...texts), { what: 'answers', raw: true });
        expect(read.map((row) => row['words'])).toEqual(texts.map(clean));
      }),
      { numRuns: 25 },
    );
  });

  test('cannot run in a spreadsheet, and is otherwise the same', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 30 }), (texts) => {
        const read = rows(logOf(...texts), { what: 'answers' });
        expect(read.map((row) => row['words'])).toEqual(
          texts.map((words) => (/^[=+\-@\t\r\n]/.test(words) ? `'${clean(words)}` : clean(words))),
        );
      }),
      { numRuns: 25 },
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '="x"'])(
    '%j is defused unless it is asked for raw',
    (words) => {
      const log = logOf(words);
      expect(rows(log, { what: 'answers' })[0]?.['words']).toBe(`'${words}`);
      expect(rows(log, { what: 'answers', raw: true })[0]?.['words']).toBe(words);
    },
  );

  test('is defused in a call as well, in every column that people fill', () => {
    const log = newLog();
    const call = scriptedCall({ rep: '@ann' });
    const reason = { type: 'choice', id: 'price', label: '=price', words: '-half' } as const;
    const end = { ...ENDED, label: '+stays' } as const;
    log.append(call.start(account('=AC,1'), shown(1, 'reason'), answered(1, 'reason', reason), end), [PLAYBOOK]);
    expect(rows(log, { what: 'calls' })).toMatchObject([
      { rep: "'@ann", customer: "'=AC,1", outcome_label: "'+stays", reason_label: "'=price", reason_words: "'-half" },
    ]);
  });

  test('a number is left alone, negative or not', () => {
    const log = newLog();
    const numbers = [
      answered(1, 'change', { type: 'number', number: -12.5 }),
      answered(2, 'refund', { type: 'money', minor: -5, currency: 'EUR' }),
    ];
    log.append(scriptedCall().start(...numbers), [PLAYBOOK]);
    expect(rows(log, { what: 'answers' })).toMatchObject([
      { value: '-12.5', number: '-12.5', currency: '' },
      { value: '-0.05', number: '-0.05', currency: 'EUR' },
    ]);
  });
});

describe('the file', () => {
  test.each(['calls', 'answers'] as const)(
    'of %s has a header, CRLF and its columns, even with nothing in it',
    (what) => {
      const header = CSV_COLUMNS[what].map(({ name }) => name).join(',');
      expect(csv(newLog(), { what })).toBe(`${header}\r\n`);
      expect(csv(newLog(), { what, excel: true })).toBe(`\uFEFF${header}\r\n`);
      expect(csv(logOf('a'), { what })).toMatch(/^[^\r\n]+\r\n[^\r\n]+\r\n$/);
    },
  );

  test.each(['a,b', 'a"b', 'a\rb', 'a\nb'])('has quotes around %j', (words) => {
    expect(csv(logOf(words), { what: 'answers' })).toContain(`,"${words.replace('"', '""')}",`);
  });

  test.each(['calls', 'answers'] as const)('of %s has each column once, with a meaning', (what: CsvTable) => {
    const names = CSV_COLUMNS[what].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { meaning } of CSV_COLUMNS[what]) expect(meaning).toMatch(/^\S.*[^.]$/);
    expect(names).toEqual(expect.arrayContaining(['playbook', 'playbook_version', 'playbook_hash']));
  });

  test('comes in chunks of about 64 KB, and shows one moment while calls go on', () => {
    const log = logOf(...Array(500).fill('a long story '.repeat(50)));
    const chunks = exportCsv(log, { what: 'answers' });
    const first = chunks.next().value ?? '';
    expect(first.length).toBeGreaterThan(60_000);
    expect(first.length).toBeLessThan(70_000);
    const late = scriptedCall();
    expect(log.append(late.start(answered(1, 'note', text('too late'))), [])).toEqual({ kind: 'saved' });
    const rest = [...chunks].join('');
    expect(parse(first + rest, { columns: true }).length).toBe(500);
    expect(rest).not.toContain('too late');
    expect(csv(log, { what: 'answers' })).toContain('too late');
  });

  test('that nobody reads to its end holds nothing back', () => {
    const log = logOf(...Array(500).fill('a long story '.repeat(50)));
    for (const _ of exportCsv(log, { what: 'answers' })) break;
    expect(log.db.pragma('wal_checkpoint(TRUNCATE)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }]);
  });
});

describe('a call', () => {
  test('is one row that tells it all', () => {
    const log = newLog();
    const call = scriptedCall({ at: '2026-11-20T23:30:00.000Z', offset: 60, rep: 'bo' });
    log.append(
      call.start(account('AC-1'), shown(1, 'reason'), answered(1, 'reason', { ...PRICE, words: 'half' }), ENDED),
      [PLAYBOOK],
    );
    expect(rows(log, { what: 'calls' })).toEqual([
      {
        call_id: call.id,
        playbook: 'defend-cancellation',
        playbook_title: 'Defend, with care',
        playbook_version: '3',
        playbook_hash: PLAYBOOK.hash,
        about: 'cancellation',
        rep: 'bo',
        customer_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        customer: 'AC-1',
        status: 'closed',
        outcome: 'saved',
        outcome_label: 'Stays',
        outcome_group: 'saved',
        reason: 'price',
        reason_label: 'Found it cheaper',
        reason_words: 'half',
        started_utc: '2026-11-20T23:30:00.000Z',
        started_local: '2026-11-21 00:30:00',
        ended_utc: '2026-11-20T23:30:04.000Z',
        ended_local: '2026-11-21 00:30:04',
        handle_seconds: '5',
        sessions: '1',
        answers: '1',
        waived: '0',
        waived_needs: '',
        overridden: '0',
        insisted: '0',
        notes: '',
        role: '',
        team: '',
        cards: '0',
        cards_opened: '',
        offers_shown: '0',
        offers_accepted: '0',
        offers_after_insist: '0',
        follow_ups: '0',
        instead_of: '',
        corrected: '0',
        outcome_first: 'saved',
        outcome_first_group: 'saved',
        corrected_by: '',
        corrected_why: '',
      },
    ]);
  });

  test('that is open has an empty end', () => {
    expect(rows(logOf('a'), { what: 'calls' })).toMatchObject([
      { status: 'open', outcome: '', ended_utc: '', ended_local: '' },
    ]);
  });

  test('tells its notes in their order, one line each', () => {
    const log = newLog();
    const call = scriptedCall();
    log.append(call.start(noted('=late\r\nagain'), shown(1, 'reason'), noted('a "quote",\nand\rmore')), [PLAYBOOK]);
    log.append(scriptedCall().start(), []);
    log.append(scriptedCall().start(noted('not hers')), []);
    log.append(call.events({ type: 'went_back', visit: 1 }, noted('call after three')), []);
    const notes = (raw: boolean) => rows(log, { what: 'calls', raw }).map((row) => row['notes']);
    expect(notes(true)).toEqual(['=late again | a "quote", and more | call after three', '', 'not hers']);
    expect(notes(false)[0]).toBe('\'=late again | a "quote", and more | call after three');
    log.db.exec("UPDATE texts SET salt = NULL, text = NULL WHERE text LIKE 'a %' OR text = 'not hers'");
    expect(notes(true)).toEqual(['=late again | call after three', '', '']);
  });

  test('tells which evidence was waived, and how, until the rep goes back', () => {
    const log = newLog();
    const call = scriptedCall();
    log.append(call.start(shown(1, 'reason'), waived('promise', 'would_not_say'), waived('note', 'not_asked')), [
      PLAYBOOK,
    ]);
    const marks = { waived: '2', waived_needs: 'promise:would_not_say|note:not_asked' };
    expect(rows(log, { what: 'calls' })).toMatchObject([marks]);
    log.append(call.events({ type: 'went_back', visit: 1 }), []);
    expect(rows(log, { what: 'calls' })).toMatchObject([{ waived: '0', waived_needs: '' }]);
  });

  test('tells that the customer insisted, even after going back', () => {
    const log = newLog();
    const call = scriptedCall();
    log.append(call.start(shown(1, 'reason'), { type: 'insisted', step: 'reason' }, shown(2, 'leave_well')), [
      PLAYBOOK,
    ]);
    log.append(call.events({ type: 'went_back', visit: 1 }), []);
    expect(rows(log, { what: 'calls' })).toMatchObject([{ insisted: '1' }]);
  });

  test('tells who took it, what was opened, offered and promised, and how its outcome was corrected', () => {
    const log = newLog();
    const [first, ...more] = scriptedCall().start(
      shown(1, 'reason'),
      { type: 'card_opened', card: 'competitor', label: 'Names one', step: 'reason' },
      { type: 'card_closed', card: 'competitor', how: 'replaced' },
      { type: 'card_opened', card: 'boss', label: 'Wants the boss', step: 'reason' },
      { type: 'insisted' },
      { type: 'offer_shown', visit: 2, step: 'tactic', offer: 'free_month', label: 'A free month' },
      { type: 'offer_answered', visit: 2, step: 'tactic', offer: 'free_month', reply: 'accepted', label: 'Takes it' },
      promised('visit', '2026-12-01'),
      { ...ENDED, insteadOf: 'lost' } as EventBody,
      { ...corrected('lost', '=he lied,\r\nsays "she"'), by: '@mo' } as EventBody,
    );
    if (first?.body.type !== 'call_started') throw new Error('a call begins with call_started');
    const started = { ...first, body: { ...first.body, role: 'team_lead', team: '+North' } as const };
    log.append([started, ...more], [PLAYBOOK]);
    const told = {
      outcome: 'lost',
      outcome_label: 'It was lost',
      outcome_group: 'lost',
      role: 'team_lead',
      team: '+North',
      cards: '2',
      cards_opened: 'competitor|boss',
      offers_shown: '1',
      offers_accepted: '1',
      offers_after_insist: '1',
      follow_ups: '1',
      instead_of: 'lost',
      corrected: '1',
      outcome_first: 'saved',
      outcome_first_group: 'saved',
      corrected_by: '@mo',
      corrected_why: '=he lied,\r\nsays "she"',
    };
    expect(rows(log, { what: 'calls', raw: true })).toMatchObject([told]);
    const defused = { team: "'+North", corrected_by: "'@mo", corrected_why: '\'=he lied,\r\nsays "she"' };
    expect(rows(log, { what: 'calls' })).toMatchObject([{ ...told, ...defused }]);
    expect(rows(log, { what: 'calls', filters: { outcome: 'lost' } }).length).toBe(1);
    expect(rows(log, { what: 'calls', filters: { outcome: 'saved' } })).toEqual([]);
    log.db.exec('UPDATE texts SET salt = NULL, text = NULL');
    expect(rows(log, { what: 'calls' })).toMatchObject([{ corrected: '1', corrected_why: '' }]);
  });

  test('whose words are erased keeps its row', () => {
    const log = logOf('a secret');
    log.db.exec('UPDATE texts SET salt = NULL, text = NULL');
    expect(rows(log, { what: 'answers' })).toMatchObject([{ type: 'text', words: '' }]);
  });
});

describe('answers', () => {
  test('say what was asked, what was meant and what was shown', () => {
    const log = newLog();
    const call = scriptedCall({ at: '2026-11-20T23:30:00.000Z', offset: -90 });
    log.append(
      call.start(shown(1, 'reason', 'wrap_up'), {
        ...answered(1, 'reason', { ...PRICE, words: 'half' }, 'sighed'),
        personal: true,
        kept: true,
      }),
      [PLAYBOOK],
    );
    expect(rows(log, { what: 'answers' })).toEqual([
      {
        call_id: call.id,
        playbook: 'defend-cancellation',
        playbook_version: '3',
        playbook_hash: PLAYBOOK.hash,
        rep: 'ann',
        customer_id: '',
        seq: '3',
        visit: '1',
        frame: 'wrap_up',
        step: 'reason',
        type: 'choice',
        value: 'price',
        label: 'Found it cheaper',
        words: 'half',
        number: '',
        currency: '',
        jot: 'sighed',
        override: '',
        personal: '1',
        on_path: '1',
        kept: '1',
        answered_utc: '2026-11-20T23:30:02.000Z',
        answered_local: '2026-11-20 22:00:02',
      },
    ]);
  });

  test('tell of cards, offers and what a playbook that is used came to', () => {
    const log = newLog();
    log.append(
      scriptedCall().start(
        shown(1, 'reason'),
        shown(2, 'competitor', 'card'),
        answered(2, 'competitor', text('Acme')),
        answered(1, 'reason', PRICE),
        { type: 'offer_shown', visit: 3, step: 'tactic', offer: 'free_month', label: 'A free month' },
        { type: 'offer_answered', visit: 3, step: 'tactic', offer: 'free_month', reply: 'declined', label: '=No' },
        shown(5, 'defend/hello'),
        answered(5, 'defend/hello', text('hello')),
        { type: 'frame_left', visit: 6, step: 'defend', value: { type: 'choice', id: 'saved', label: 'Stays' } },
      ),
      [PLAYBOOK],
    );
    expect(rows(log, { what: 'answers' })).toMatchObject([
      { visit: '1', frame: 'playbook', step: 'reason', value: 'price' },
      { visit: '2', frame: 'card', step: 'competitor', words: 'Acme' },
      { visit: '3', frame: 'offer', step: 'tactic', type: 'choice', value: 'declined', label: "'=No" },
      { visit: '5', frame: 'playbook', step: 'defend/hello', words: 'hello' },
      { visit: '6', frame: 'use', step: 'defend', type: 'choice', value: 'saved', label: 'Stays' },
    ]);
  });

  test('say with which reason a soft check was passed', () => {
    const log = newLog();
    const seats: EventBody = {
      type: 'fact_set',
      fact: 'seats',
      label: 'Seats',
      question: 'number',
      value: { type: 'number', number: 900 },
    };
    log.append(
      scriptedCall().start(
        overridden(0, 'seats', 'a hospital'),
        { ...seats, fact: 'beds' },
        shown(1, 'seats', 'facts'),
        overridden(1, 'seats', '=so, "they" say'),
        seats,
        shown(2, 'reason'),
        answered(2, 'reason', PRICE),
      ),
      [PLAYBOOK],
    );
    const told = (raw: boolean) => rows(log, { what: 'answers', raw }).map((row) => [row['step'], row['override']]);
    expect(told(true)).toEqual([
      ['beds', 'a hospital'],
      ['seats', '=so, "they" say'],
      ['reason', ''],
    ]);
    expect(told(false)[1]).toEqual(['seats', '\'=so, "they" say']);
    log.db.exec('UPDATE texts SET salt = NULL, text = NULL');
    expect(told(true).map(([, override]) => override)).toEqual(['', '', '']);
  });

  test('off the path come only when all are asked for', () => {
    const log = newLog();
    const back = { type: 'went_back', visit: 1 } as const;
    const again = answered(1, 'reason', { type: 'choice', id: 'closing', label: 'The business closes' });
    log.append(scriptedCall().start(shown(1, 'reason'), answered(1, 'reason', PRICE), back, again), [PLAYBOOK]);
    expect(rows(log, { what: 'answers' })).toMatchObject([{ value: 'closing', on_path: '1' }]);
    expect(rows(log, { what: 'answers', all: true })).toMatchObject([
      { value: 'price', on_path: '0' },
      { value: 'closing', on_path: '1' },
    ]);
  });
});

describe('facts', () => {
  const customer = (words: string): EventBody => ({
    type: 'fact_set',
    fact: 'customer',
    label: 'Customer',
    question: 'text',
    personal: true,
    value: text(words),
  });
  const monthly = (minor: number): EventBody => ({
    type: 'fact_set',
    fact: 'monthly_value',
    label: 'Monthly value',
    question: 'money',
    value: { type: 'money', minor, currency: 'EUR' },
  });

  test('come with the answers, before those of the steps', () => {
    const log = newLog();
    const call = scriptedCall();
    log.append(
      call.start(
        account('AC-1'),
        monthly(4990),
        shown(1, 'customer', 'facts'),
        customer('Ms Núñez'),
        shown(2, 'seats', 'facts'),
        { type: 'fact_set', fact: 'seats', label: 'Seats', question: 'number', value: null },
        shown(3, 'reason'),
        answered(3, 'reason', PRICE),
      ),
      [PLAYBOOK],
    );
    const read = rows(log, { what: 'answers' });
    expect(read).toMatchObject([
      { visit: '0', frame: 'facts', step: 'account', type: 'text', value: '', words: 'AC-1' },
      { visit: '0', frame: 'facts', step: 'monthly_value', type: 'money', value: '49.90', currency: 'EUR' },
      { visit: '1', frame: 'facts', step: 'customer', type: 'text', value: '', words: 'Ms Núñez' },
      { visit: '2', frame: 'facts', step: 'seats', type: 'number', value: '', words: '', number: '' },
      { visit: '3', frame: 'playbook', step: 'reason', type: 'choice', value: 'price' },
    ]);
    const known = { call_id: call.id, rep: 'ann', customer_id: expect.stringMatching(/^[0-9a-f-]{36}$/) };
    expect(read[1]).toEqual({
      ...known,
      playbook: 'defend-cancellation',
      playbook_version: '3',
      playbook_hash: PLAYBOOK.hash,
      seq: '3',
      visit: '0',
      frame: 'facts',
      step: 'monthly_value',
      type: 'money',
      value: '49.90',
      label: '',
      words: '',
      number: '49.90',
      currency: 'EUR',
      jot: '',
      override: '',
      personal: '0',
      on_path: '1',
      kept: '0',
      answered_utc: '2026-11-20T09:00:02.000Z',
      answered_local: '2026-11-20 10:00:02',
    });
    expect(rows(log, { what: 'calls' })).toMatchObject([{ answers: '1', customer: 'AC-1' }]);
  });

  test('that were set anew come only when all are asked for', () => {
    const log = newLog();
    log.append(scriptedCall().start(monthly(4990), monthly(5990)), [PLAYBOOK]);
    expect(rows(log, { what: 'answers' })).toMatchObject([{ value: '59.90', on_path: '1' }]);
    expect(rows(log, { what: 'answers', all: true })).toMatchObject([
      { value: '49.90', on_path: '0' },
      { value: '59.90', on_path: '1' },
    ]);
  });

  test('keep their row when their words are erased', () => {
    const log = newLog();
    log.append(scriptedCall().start(customer('Ms Núñez')), [PLAYBOOK]);
    log.db.exec('UPDATE texts SET salt = NULL, text = NULL');
    expect(rows(log, { what: 'answers' })).toMatchObject([{ step: 'customer', type: 'text', words: '' }]);
  });
});

describe('filters', () => {
  const log = newLog();
  const take = (started: Started, ...rest: readonly EventBody[]): void => {
    log.append(scriptedCall(started).start(answered(1, 'reason', PRICE), ...rest), [PLAYBOOK]);
  };
  take({ rep: 'early', at: '2026-11-19T12:00:00.000Z' });
  take({ rep: 'midnight', at: '2026-11-19T23:30:00.000Z', offset: 60 }, ENDED);
  take({ rep: 'late', at: '2026-11-21T00:30:00.000Z', offset: -60, playbook: 'late-delivery' });
  take({ rep: "o'neill", at: '2026-11-21T12:00:00.000Z' });

  test.each([
    [{}, ['early', 'midnight', 'late', "o'neill"]],
    [{ since: '2026-11-20' }, ['midnight', 'late', "o'neill"]],
    [{ until: '2026-11-20' }, ['early', 'midnight', 'late']],
    [{ since: '2026-11-20', until: '2026-11-20' }, ['midnight', 'late']],
    [{ playbook: 'late-delivery' }, ['late']],
    [{ rep: "o'neill" }, ["o'neill"]],
    [{ outcome: 'saved' }, ['midnight']],
    [{ since: '2026-11-20', outcome: 'lost' }, []],
  ] as const)('%j', (filters, expected) => {
    for (const what of ['calls', 'answers'] as const) {
      expect(rows(log, { what, filters }).map((row) => row['rep'])).toEqual(expected);
    }
  });
});
