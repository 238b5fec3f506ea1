/** An e-mail that has not been sent. */
export interface Mail {
  readonly from: string;
  /** An address, several, or only a name. */
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** When it was written: UTC, ISO 8601, and minutes east of UTC. */
  readonly at: string;
  readonly offset: number;
}

/**
 * The mail as a file that mail programs open to be sent (RFC 5322). Nothing in it can begin a header of its own: words
 * pass `header`, which leaves no line break, and the body is base64.
 */
export function eml({ from, to, subject, body, at, offset }: Mail): string {
  return [
    `Date: ${dateOf(at, offset)}`,
    // Whose address it is only the mail program knows; a group without members is a name alone (RFC 6854).
    `From: ${group(from)}`,
    `To: ${addresses(to) ?? group(to)}`,
    `Subject:${header(subject, 'Subject:'.length)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    'X-Unsent: 1',
    '',
    base64(body.replaceAll(/\r\n?|\n/g, '\r\n')),
    '',
  ].join('\r\n');
}

/** Addresses as they are typed, when they are nothing else. */
function addresses(typed: string): string | undefined {
  const all = typed.split(',').map((part) => part.trim());
  const plain = all.every((part) =>
    /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/.test(part),
  );
  return plain ? all.join(',\r\n ') : undefined;
}

const group = (name: string): string =>
  `${header(name, 'From::;'.length, 'phrase').trimStart() || 'undisclosed-recipients'}:;`;

/** A line holds 78 characters, an encoded word 75 with its frame. */
const LINE = 78;
const FRAME = '=?utf-8?B??='.length;
const WORD = 75;

/** Words after the name of a header, with the space before them: as they are where that is safe, else as encoded words (RFC 2047). */
function header(typed: string, used: number, kind: 'text' | 'phrase' = 'text'): string {
  const words = typed.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  if (words === '') return '';
  const safe = kind === 'phrase' ? /^[A-Za-z0-9 -]+$/ : /^[ -~]+$/;
  if (safe.test(words) && !words.includes('=?') && words.length + used + 1 <= LINE) return ` ${words}`;
  const encoded: string[] = [];
  let part = '';
  // The first shares its line with the name of the header; a character is never cut in two.
  const room = () => (encoded.length === 0 ? Math.min(WORD, LINE - used - 1) : WORD) - FRAME;
  for (const character of words) {
    if (base64Length(part + character) > room()) {
      encoded.push(word(part));
      part = '';
    }
    part += character;
  }
  encoded.push(word(part));
  return ` ${encoded.join('\r\n ')}`;
}

const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

const base64Length = (text: string): number => Math.ceil(Buffer.byteLength(text) / 3) * 4;

const base64 = (text: string): string =>
  Buffer.from(text)
    .toString('base64')
    .replaceAll(/.{76}(?=.)/g, '$&\r\n');

/** As in `Sat, 21 Nov 2026 10:00:00 +0100`. */
function dateOf(at: string, offset: number): string {
  const [day = '', date = '', month = '', year = '', time = ''] = new Date(Date.parse(at) + offset * 60_000)
    .toUTCString()
    .split(' ');
  const minutes = Math.abs(offset);
  const zone = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join('');
  return `${day} ${date} ${month} ${year} ${time} ${offset < 0 ? '-' : '+'}${zone}`;
}
