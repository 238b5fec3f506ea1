import { compileExpression } from '../expression/compile-expression.js';
import type { Expression } from '../expression.js';
import { locate } from '../read/locate.js';
import type { Text, Tree } from '../read/tree.js';
import type { Template } from '../template.js';
import { type Context, reportFault } from './context.js';
import { spelled } from './ids.js';
import { shownText } from './shown-text.js';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Text with names in it. What is between the braces is one name: what has to be worked out is named under `computed`. */
export function buildTemplate(tree: Tree | undefined, context: Context): Template | undefined {
  const source = shownText(tree, context);
  if (source === undefined) return undefined;
  if (source.text.includes('{')) warnOfSingleBraces(source, context);
  const parts: (string | Expression)[] = [];
  const { text: whole } = source;
  let plain = 0;
  for (let open = whole.indexOf('{{'); open !== -1; open = whole.indexOf('{{', plain)) {
    if (open > plain) parts.push(whole.slice(plain, open));
    const close = whole.indexOf('}}', open);
    const place = (part: { readonly start: number; readonly end: number }) => locate(context.source, source, part);
    if (close === -1) {
      context.report(
        'unclosed',
        place({ start: open, end: open + 2 }),
        'the {{ that begins here is never closed',
        'put }} after the name',
      );
      return undefined;
    }
    const part = buildPart(whole, open, close, place, context);
    if (part !== undefined) parts.push(part);
    plain = close + 2;
  }
  if (plain < whole.length) parts.push(whole.slice(plain));
  return { source: whole, parts };
}

/** `{customer}` is shown as it is. */
function warnOfSingleBraces(shown: Text, { names, report, source }: Context): void {
  for (const { 0: typed, 1: name = '', index } of shown.text.matchAll(/(?<!\{)\{ *(\w+) *\}(?!\})/g)) {
    if (!names.types.has(name)) continue;
    const span = locate(source, shown, { start: index, end: index + typed.length });
    const message = `\`${typed}\` is shown as it is: a name stands between two braces`;
    report('single-braces', span, message, `{{ ${name} }}`);
  }
}

function buildPart(
  whole: string,
  open: number,
  close: number,
  place: (part: { readonly start: number; readonly end: number }) => { readonly start: number; readonly end: number },
  context: Context,
): Expression | undefined {
  const { report } = context;
  const inside = whole.slice(open + 2, close);
  const name = inside.trim();
  const start = open + 2 + inside.indexOf(name);
  const labelled = context.names.labels.get(name.toLowerCase());
  if (!NAME.test(name)) {
    const span = place({ start: open, end: close + 2 });
    const meant = spelled(name);
    const hint =
      name === ''
        ? 'put the name of a fact or an answer between them'
        : /^[\w\s-]+$/.test(name) && context.names.types.has(meant)
          ? `did you mean {{ ${meant} }}?`
          : labelled !== undefined
            ? `did you mean {{ ${labelled} }}?`
            : `name it under \`computed\`, and write {{ that_name }}`;
    report('braces-in-text', span, `only one name may stand between {{ and }}, not \`${name.slice(0, 60)}\``, hint);
    return undefined;
  }
  const result = compileExpression(name, context.names);
  if ('code' in result) {
    const isLabel = labelled !== undefined && result.code === 'unknown-name';
    const fault = isLabel ? { ...result, hint: `did you mean {{ ${labelled} }}?` } : result;
    reportFault(fault, place({ start, end: start + name.length }), context);
    return undefined;
  }
  if (result.term.kind !== 'name') {
    const hint = `name it under \`computed\`: \`day: {type: date, value: ${name}}\``;
    report(
      'braces-in-text',
      place({ start, end: start + name.length }),
      `"${name}" is no fact, answer or computed value`,
      hint,
    );
    return undefined;
  }
  context.places.set(result, (part) => place({ start: start + part.start, end: start + part.end }));
  return result;
}
