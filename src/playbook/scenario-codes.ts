/** What a file of scenarios can be told, beside what its YAML and its names have in common with a playbook. */
export const SCENARIO_CODES = {
  'other-playbook': 'The scenarios are for another playbook than the one beside them.',
  'no-day': 'A scenario has no day on which it is played.',
  'cannot-fail': 'A scenario expects nothing that could turn out otherwise.',
  'unknown-card': 'There is no such card.',
  'unknown-follow-up': 'The playbook promises no such follow-up.',
  'unknown-draft': 'The playbook writes no such letter or e-mail.',
  'two-answers': 'A step is answered twice.',
  'too-many-scenarios': 'A file has more scenarios than are played.',
} as const;

export type ScenarioCode = keyof typeof SCENARIO_CODES;
