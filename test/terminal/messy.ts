import { playbookOf } from './playbook.js';

/** A playbook with all that a messy call takes: cards, an offer, evidence, follow-ups, a draft. */
export const messy = (): string =>
  playbookOf(
    `  - {id: hello, say: Hello., ask: {type: yes_no}}
  - {id: tell, say: Tell me more., ask: {type: text}}
  - {id: deal, say: Let me put something on the table., offer: [month, year]}
  - id: agreed
    say: What do we say?
    ask: {type: choice, options: {stays: {label: Stays, end: saved}, leaves: {label: Leaves, go: farewell}, asks: {label: Names a day, go: day}}}
    follow_up: {in: 5 business days, what: "Call {{ customer }} back", channel: phone}
    draft: {kind: letter, to: "{{ customer }}", subject: What we agreed, body: "Dear {{ customer }}, thank you."}
  - {id: day, say: Which day suits you?, ask: {type: date}, end: saved}
  - {id: farewell, say: Farewell., end: lost}
`,
    `insist: farewell
facts:
  customer: {type: text, label: Customer, identifies: customer}
offers:
  month: {label: A free month}
  year: {label: A free year, authority: manager}
cards:
  rival: {label: Names a competitor, key: 3, say: They are good at what they do., ask: {type: text}}
  boss:
    label: Wants to speak to the boss
    steps:
      - {id: boss_why, say: May I ask what for?, ask: {type: text}}
      - {id: boss_now, say: I will get her.}
`,
    `saved: {label: Stays, group: saved, needs: [day]}
  lost: {label: Leaves, group: lost, follow_up: {in: 2 weeks, what: Ask how it went}}`,
  );

/** The customer of a messy call, as flags. */
export const CUSTOMER = ['--customer', 'Jansen BV'] as const;
