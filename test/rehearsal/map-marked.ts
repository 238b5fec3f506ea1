/** An element of SVG or HTML, as a strict reader finds it: whatever is not well-formed throws. */
export interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
}

const VOID = new Set(['meta', 'link', 'input']);
const RAW = new Set(['script', 'style']);
const SIGNS = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
]);

interface Open {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

export function read(text: string): Element {
  const top: Open = { tag: '', attributes: new Map(), children: [] };
  const open = [top];
  const marked = text.replace(/^<!doctype html>\n/, '').trim();
  for (let at = 0; at < marked.length; ) {
    const within = open.at(-1) ?? top;
    const raw = RAW.has(within.tag) ? marked.indexOf(`</${within.tag}>`, at) : at;
    const part = raw > at ? marked.slice(at, raw) : partAt(marked, at);
    if (raw > at) within.children.push(part);
    else take(open, within, part);
    at += part.length;
  }
  const [root, ...more] = top.children;
  if (open.length !== 1 || typeof root !== 'object' || more.length > 0)
    throw new Error(`still open: ${open.at(-1)?.tag}`);
  return root;
}

/** A tag, or the text before the next one. */
function partAt(text: string, at: number): string {
  const part = /<[^>]*>|[^<]+/y;
  part.lastIndex = at;
  return part.exec(text)?.[0] ?? fail(text, at);
}

function take(open: Open[], within: Open, part: string): void {
  const [, closes, tag, attributes = '', closed] =
    /^<(\/?)([\w-]+)((?: [\w:-]+(?:="[^"<>]*")?)*)(\/?)>$/.exec(part) ?? [];
  if (tag === undefined) within.children.push(decoded(part));
  else if (closes) close(open, tag);
  else {
    const element: Open = { tag, attributes: attributesOf(attributes), children: [] };
    within.children.push(element);
    if (!closed && !VOID.has(tag)) open.push(element);
  }
}

function close(open: Open[], tag: string): void {
  if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes something else`);
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const all = [...text.matchAll(/ ([\w:-]+)(?:="([^"]*)")?/g)];
  return new Map(all.map(([, name = '', value = '']) => [name, decoded(value)]));
}

/** Only our own signs are known, and none stands bare. */
function decoded(text: string): string {
  if (/[<>\u202e\u0000-\u0009\u000b-\u001f]/.test(text)) throw new Error(`a bare sign in: ${text}`);
  return text.replaceAll(/&\w*#?\w*;?/g, (sign) => SIGNS.get(sign) ?? fail(text, 0));
}

function fail(text: string, at: number): never {
  throw new Error(`cannot read: ${text.slice(at, at + 200)}`);
}

/** The element itself, and all within. */
export function all(element: Element, has: (each: Element) => boolean = () => true): readonly Element[] {
  const within = element.children.flatMap((child) => (typeof child === 'string' ? [] : all(child, has)));
  return has(element) ? [element, ...within] : within;
}

export const textOf = ({ children }: Element): string =>
  children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

export const classed =
  (name: string) =>
  ({ attributes }: Element): boolean =>
    (attributes.get('class') ?? '').split(' ').includes(name);
