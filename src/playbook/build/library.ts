import type { Flow } from '../flow.js';
import type { Report } from '../problems.js';
import { at, type Text, type Tree, text } from '../read/tree.js';
import { isPlaybookId, kebab } from './ids.js';
import type { WrittenList } from './written.js';

/** How a playbook comes by the others that it names. */
export interface Library {
  /** The playbook with an id, compiled. */
  readonly use: (id: string) => Used;
  /** Whether there is such a playbook; true where that cannot be told. */
  readonly has: (id: string) => boolean;
}

export type Used =
  | { readonly kind: 'flow'; readonly flow: Flow }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'broken'; readonly errors: number }
  /** It is itself among those that it uses; the ids, the first of them once more at the end. */
  | { readonly kind: 'circle'; readonly ids: readonly string[] }
  | { readonly kind: 'too_deep'; readonly most: number }
  | { readonly kind: 'renamed'; readonly id: string };

/** The playbooks that steps use, by their ids; what cannot be used is told of where it is first named. */
export function usedBy(lists: readonly WrittenList[], library: Library, report: Report): ReadonlyMap<string, Flow> {
  const flows = new Map<string, Flow>();
  const told = new Set<string>();
  for (const { steps } of lists) {
    for (const { tree } of steps) {
      const id = useOf(tree);
      if (id === undefined || flows.has(id.text) || told.has(id.text)) continue;
      const used: Used = isPlaybookId(id.text) ? library.use(id.text) : { kind: 'unknown' };
      if (used.kind === 'flow') flows.set(id.text, used.flow);
      else {
        told.add(id.text);
        tell(id, used, report);
      }
    }
  }
  return flows;
}

export const useOf = (step: Tree): Text | undefined => text(at(step, 'use'));

function tell({ text: id, span }: Text, used: Exclude<Used, { kind: 'flow' }>, report: Report): void {
  switch (used.kind) {
    case 'unknown': {
      const meant = kebab(id.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/i, ''));
      const place = 'it is looked for in the same folder, and among those that come with Holdfast';
      const hint = isPlaybookId(id) ? place : `playbooks go by their ids: \`use: ${meant}\``;
      report('unknown-playbook', span, `there is no playbook "${id.slice(0, 80)}"`, hint);
      return;
    }
    case 'renamed': {
      const message = `the playbook that is found as "${id}" calls itself "${used.id}"`;
      report('unknown-playbook', span, message, 'let its file and its `playbook:` have one name');
      return;
    }
    case 'broken': {
      const count = used.errors === 1 ? 'an error' : `${used.errors} errors`;
      const hint = 'mend that one first: `holdfast check` on its file shows what is wrong';
      report('broken-playbook', span, `the playbook "${id}" has ${count}, so it cannot be used`, hint);
      return;
    }
    case 'circle': {
      const hint = 'let one of them do without the next, or lead there by `follow_up` with `call`';
      const message = `these playbooks use each other in a circle: ${used.ids.join(' → ')}`;
      if (used.ids.length > 2) report('use-circle', span, message, hint);
      else report('use-circle', span, `playbook "${id}" uses itself`, 'lead back to one of its steps with `next`');
      return;
    }
    case 'too_deep':
      report('too-deep', span, `playbooks use each other more than ${used.most} deep`, 'use fewer from one another');
  }
}
