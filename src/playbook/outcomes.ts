import type { Outcome } from './flow.js';

const incomplete = (id: string, label: string): readonly [string, Outcome] => [
  id,
  { id, label, group: 'incomplete', needs: [], followUps: [], drafts: [] },
];

/** The ways for a call to end that every playbook has. */
export const BUILT_IN_OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  incomplete('hung_up', 'Hung up'),
  incomplete('wrong_number', 'Wrong number'),
  incomplete('abandoned', 'Abandoned'),
  incomplete('handed_over', 'Handed over'),
]);
