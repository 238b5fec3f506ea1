import { RESERVED } from '../expression/words.js';
import { isWritten, NAME, PLAYBOOK_ID } from '../id-form.js';
import type { Report } from '../problems.js';
import type { Span } from '../read/source.js';

export const isPlaybookId = (id: string): boolean => isWritten(id, PLAYBOOK_ID);

/** The id of a playbook that was meant. */
export const kebab = (id: string): string =>
  id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, PLAYBOOK_ID.longest)
    .replace(/-+$/, '') || 'name';

/** Tells of an id that is not snake_case, as it must be to appear in an expression. */
export function checkId(id: string, span: Span, what: string, report: Report): boolean {
  if (isWritten(id, NAME)) return true;
  const article = /^[aeiou]/.test(what) ? 'an' : 'a';
  const hint = `use small letters, digits and _: ${spelled(id)}`;
  report('bad-id', span, `"${id.slice(0, 80)}" cannot be the name of ${article} ${what}`, hint);
  return false;
}

/** The id that was meant; the one that was written, when it can stand. */
export const spelled = (id: string): string =>
  id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+/, '')
    .slice(0, NAME.longest)
    .replace(/_+$/, '') || 'name';

/** A badly written id counts as it was meant, too: it is told of once, and not where it is used. */
export const bothSpellings = (ids: Iterable<string>): readonly string[] => [
  ...new Set([...ids].flatMap((id) => [id, spelled(id)])),
];

/** Tells of an id that cannot be read in an expression, or that means something else there. */
export function checkWord(
  id: string,
  span: Span,
  what: 'fact' | 'computed value' | 'step' | 'card' | 'offer',
  report: Report,
) {
  if (!checkId(id, span, what, report)) return;
  const isNeed = id === 'note' && (what === 'step' || what === 'card');
  if (!isNeed && !RESERVED.has(id)) return;
  const hint = `call it "${id}_${what === 'fact' || what === 'computed value' ? 'value' : what}", for example`;
  const message = isNeed ? `"${id}" is a word of \`needs\`` : `"${id}" is a word of the expression language`;
  report('reserved-word', span, message, hint);
}
