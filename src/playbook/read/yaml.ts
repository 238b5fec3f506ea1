import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  type YAMLMap,
  type YAMLParseError,
  type Scalar as YamlScalar,
} from 'yaml';
import type { Report } from '../problems.js';
import type { Source, Span } from './source.js';
import { reportSyntax } from './syntax.js';
import { commaSplit, needsQuotes, reportComment, reportTag } from './traps.js';
import type { Broken, Entry, Tree } from './tree.js';

/** Playbooks need eight. Deep nesting overflows the parser's stack, so it is refused while the text is still tokens. */
const DEEPEST = 50;

/** The tree of a text; `undefined` when its syntax leaves none to look at. */
export function parseYaml(source: Source, report: Report): Tree | undefined {
  const tokens = tokenize(source.text, report);
  if (tokens === undefined) return undefined;
  // Duplicate keys are found when the tree is made: the parser compares every key with every other.
  const composer = new Composer({ stringKeys: true, uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  const documents = [...composer.compose(tokens, true, source.text.length)];
  const [document] = documents;
  if (document === undefined) return undefined;
  if (!isWhole(document, documents[1], source, report)) return undefined;
  const contents: Node | null = document.contents;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    report('empty-file', { start: 0, end: 0 }, 'the file is empty', 'begin with `playbook: <name>`');
    return undefined;
  }
  return treeOf(contents, source, report);
}

function tokenize(text: string, report: Report): readonly CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    offset = parser.offset;
    if (parser.stack.length > DEEPEST) {
      report('too-deep', { start: offset, end: offset }, `the nesting is deeper than ${DEEPEST} levels`);
      return undefined;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function isWhole(
  document: Document.Parsed,
  second: Document.Parsed | undefined,
  source: Source,
  report: Report,
): boolean {
  const version = document.directives.yaml;
  if (version.explicit === true && version.version !== '1.2') {
    const hint = 'remove the line; playbooks are YAML 1.2';
    report('yaml-version', { start: 0, end: 5 }, `YAML ${version.version} reads \`no\` as false and 010 as 8`, hint);
    return false;
  }
  const errors: readonly YAMLParseError[] = document.errors.filter(({ code }) => code !== 'NON_STRING_KEY');
  if (reportSyntax(errors, source, report)) return false;
  if (second !== undefined) {
    const start = Math.max(source.text.lastIndexOf('---', second.range[0]), 0);
    report(
      'two-documents',
      { start, end: start + 3 },
      'a file holds one playbook',
      'remove the line `---`, or use two files',
    );
    return false;
  }
  return true;
}

function treeOf(node: Node, source: Source, report: Report): Tree {
  const span = spanOf(node);
  if (isAlias(node)) {
    const word = source.text.slice(span.start, span.end);
    const hint = `put quotes around a text that begins with *: "${word}"`;
    report('reference', span, `\`${word}\` is a reference in YAML; a playbook has none`, hint);
    return broken(span);
  }
  if (node.tag !== undefined && node.tag !== '') {
    reportTag(node, source, report);
    return broken(span);
  }
  if ('anchor' in node && node.anchor !== undefined) {
    const start = source.text.lastIndexOf('&', span.start);
    const hint = 'put quotes around a text that begins with &';
    report(
      'reference',
      { start, end: start + node.anchor.length + 1 },
      `\`&${node.anchor}\` is an anchor in YAML; a playbook has none`,
      hint,
    );
    return broken(span);
  }
  if (isScalar(node)) return scalarOf(node, span, source, report);
  if (isSeq<Node>(node)) {
    return { kind: 'list', span, items: node.items.map((item) => treeOf(item, source, report)) };
  }
  return isMap<Node, Node | null>(node) ? mappingOf(node, span, source, report) : broken(span);
}

function scalarOf(node: YamlScalar, span: Span, source: Source, report: Report): Tree {
  const typed = node.source ?? '';
  if (typeof node.value === 'number') {
    if (/^[-+]?0\d/.test(typed)) {
      const hint = `type ${node.value}, or "${typed}" in quotes`;
      report('leading-zero', span, `${typed} is read as the number ${node.value}`, hint);
      return broken(span);
    }
    return { kind: 'scalar', span, value: Number.isFinite(node.value) ? node.value : typed, typed };
  }
  if (typeof node.value === 'string' && reportComment(node, source, report)) return broken(span);
  const { value } = node;
  const known = typeof value === 'string' || typeof value === 'boolean' || value === null;
  return { kind: 'scalar', span, value: known ? value : typed, typed };
}

function mappingOf(node: YAMLMap<Node, Node | null>, span: Span, source: Source, report: Report): Tree {
  if (needsQuotes(node, source, report) || commaSplit(node, source, report)) return broken(span);
  const entries = new Map<string, Entry>();
  let doubtful = false;
  for (const { key: keyNode, value } of node.items) {
    const keySpan = spanOf(keyNode);
    if (!isScalar(keyNode) || keyNode.tag !== undefined) {
      report('bad-key', keySpan, 'a key must be a plain word');
      continue;
    }
    const key = String(keyNode.value ?? '');
    const first = entries.get(key);
    if (first !== undefined && !doubtful) reportTwice(first, keySpan, entries.has('id'), source, report);
    doubtful ||= first !== undefined;
    if (first !== undefined && !isEmpty(first.value)) continue;
    const tree = value === null ? empty(keySpan) : treeOf(value, source, report);
    // What is not there has no place of its own, so it is told of at its key.
    entries.set(key, { key, keySpan, value: isEmpty(tree) ? empty(keySpan) : tree });
  }
  return { kind: 'mapping', span, entries, ...(doubtful && { doubtful }), ...(node.flow && { inBraces: true }) };
}

/** A line that is doubled, or a forgotten `- id:` between two steps; told of once, though many keys may follow. */
function reportTwice({ key, keySpan }: Entry, span: Span, inStep: boolean, source: Source, report: Report): void {
  const message = `"${key}" stands here twice; the first is on line ${source.place(keySpan).line}`;
  const { text } = source.line(span.start);
  const hint =
    inStep && key === 'id' && !text.includes('{')
      ? `a step begins with a dash: \`- ${text.trim()}\`, with the dash below that of the step above; or remove one of them`
      : inStep
        ? 'remove one of them, or begin a new step above it: `- id: a_name`'
        : 'remove or rename one of them';
  report('duplicate', span, message, hint);
}

const empty = (span: Span): Tree => ({ kind: 'scalar', span, value: null, typed: '' });

const isEmpty = (tree: Tree): boolean => tree.kind === 'scalar' && tree.value === null;

const broken = (span: Span): Broken => ({ kind: 'broken', span });

function spanOf(node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}
