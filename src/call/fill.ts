import type { Flow } from '../playbook/flow.js';
import type { Template } from '../playbook/template.js';
import { type Format, render } from './format.js';
import type { Known } from './scope.js';

/** A text of a playbook with what is known filled in. */
export const fill = (flow: Flow, template: Template, { recorded }: Known, speak: Format): string =>
  render(template, recorded, (name) => labelOf(flow, name), speak);

function labelOf(flow: Flow, name: string): string {
  return flow.facts.get(name)?.label ?? flow.computed.get(name)?.label ?? name.replaceAll('_', ' ');
}
