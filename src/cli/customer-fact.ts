import type { Fact, Flow } from '../playbook/flow.js';

/** The fact that tells customers apart, when the playbook has one. */
export const customerFact = ({ facts }: Flow): Fact | undefined =>
  [...facts.values()].find(({ id, identifies }) => identifies === 'customer' || id === 'customer');
