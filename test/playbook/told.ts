import { compile } from '../../src/playbook/compile.js';

export const HEAD = `playbook: parts
title: Parts
version: 1
language: en
about: loss
facts:
  vip: {type: yes_no, label: Important}
  since: {type: date, label: Since, optional: true}
outcomes:
  done: {label: Done, group: done}
`;

/** What is told of a playbook, apart from warnings. */
export function told(text: string, texts: Readonly<Record<string, string>> = {}): readonly string[] {
  const { diagnostics } = compile(text, (id) => texts[id]);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}
