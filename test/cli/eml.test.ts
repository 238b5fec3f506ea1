import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eml, type Mail } from '../../src/cli/eml.js';

const mail = (more: Partial<Mail> = {}): Mail => ({
  from: 'Anna de Vries',
  to: 'jansen@example.com',
  subject: 'What we agreed',
  body: 'Dear Ms Jansen,\n\nwe call you on Friday.',
  at: '2026-11-21T23:30:00.000Z',
  offset: 60,
  ...more,
});

/** Reads mails, one JSON text a line, and says what each holds. Its newer half puts a space between two encoded words of a name. */
const READER = `
import email, email.policy, json, sys
from email.header import decode_header, make_header
for line in sys.stdin.buffer:
    raw = json.loads(line).encode('latin1')
    m = email.message_from_bytes(raw, policy=email.policy.default)
    old = email.message_from_bytes(raw)
    print(json.dumps({
        'headers': [k for k in m.keys()],
        'defects': [str(d) for d in m.defects] + [str(d) for k in m.keys() for d in m[k].defects],
        'subject': m['subject'], 'date': m['date'].datetime.isoformat(),
        'body': m.get_content().replace('\\r\\n', '\\n'),
        'to': str(make_header(decode_header(old['To']))), 'from': str(make_header(decode_header(old['From']))),
        'addresses': [a.addr_spec for h in ('to', 'from') for a in m[h].addresses],
    }))
`;

interface ReadMail {
  readonly headers: readonly string[];
  readonly defects: readonly string[];
  readonly subject: string;
  readonly date: string;
  readonly body: string;
  readonly to: string;
  readonly from: string;
  readonly addresses: readonly string[];
}

function read(...texts: readonly string[]): readonly ReadMail[] {
  const input = texts.map((text) => JSON.stringify(text)).join('\n');
  const { status, stdout, stderr } = spawnSync('python3', ['-c', READER], { input, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const HEADERS = [
  'Date',
  'From',
  'To',
  'Subject',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'X-Unsent',
];

/** A parser that we did not write; where there is none, the run says that these were skipped. */
const parsing = process.env['CI'] || spawnSync('python3', ['--version']).status === 0 ? test : test.skip;

parsing('a mail is read as it was written', () => {
  const [one] = read(eml(mail()));
  expect(one).toEqual({
    headers: HEADERS,
    defects: [],
    subject: 'What we agreed',
    date: '2026-11-22T00:30:00+01:00',
    body: 'Dear Ms Jansen,\n\nwe call you on Friday.',
    to: 'jansen@example.com',
    from: 'Anna de Vries:;',
    addresses: ['jansen@example.com'],
  });
});

parsing('several addresses are addresses; what is none is a name, to be filled in', () => {
  const to = (typed: string) => {
    const [one] = read(eml(mail({ to: typed })));
    return [one?.to.replace(/ ?:;$/, ''), one?.addresses];
  };
  expect(to('a.b@example.com,  c@example.org')[1]).toEqual(['a.b@example.com', 'c@example.org']);
  for (const name of ['Jansen BV', 'Müller & Söhne, "Bad" <x@y>', 'x@y, z']) expect(to(name)).toEqual([name, []]);
  expect(to('')).toEqual(['undisclosed-recipients', []]);
  expect(read(eml(mail({ offset: -210 })))[0]?.date).toBe('2026-11-21T20:00:00-03:30');
});

parsing('no words begin a header, and none are lost', () => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          '\u2028',
          '\0',
          '\t',
          '=?utf-8?Q?x?=',
          '\r\nBcc: all@example.com\r\n\r\n',
          '😀',
          'é',
          '"',
          '<',
          ',',
        ),
        fc.string({ unit: 'grapheme', maxLength: 90 }),
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => parts.join(''));
  const samples = fc.sample(fc.tuple(hostile, hostile, hostile), { numRuns: 300, seed: 7 });
  const mails = samples.map(([to, subject, body]) => eml(mail({ to, subject, body })));
  const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  for (const [at, one] of read(...mails).entries()) {
    const [to = '', subject = '', body = ''] = samples[at] ?? [];
    expect(one.headers).toEqual(HEADERS);
    expect(one.subject).toBe(oneLine(subject));
    expect([one.to.replace(/ ?:;$/, ''), one.addresses]).toEqual([oneLine(to) || 'undisclosed-recipients', []]);
    expect(one.body).toBe(body.replaceAll(/\r\n?|\n/g, '\n'));
  }
});

test('lines end as mail wants them, and none is long', () => {
  const text = eml(mail({ subject: 'Grüße '.repeat(40), to: 'Ünal '.repeat(60), body: 'x'.repeat(5000) }));
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
  expect(text).toMatch(/^[ -~\r\n]*$/);
});
