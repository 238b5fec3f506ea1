import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';

/** What somebody could write into a playbook to break out of a picture, a page or Mermaid. */
export const HOSTILE = [
  '</script><script>window.hacked = 1</script>',
  '"><img src=x onerror="window.hacked = 1">',
  "' onload='window.hacked = 1",
  ']]></style></svg><svg onload=window.hacked=1>',
  '<!-- <a href="javascript:window.hacked=1">x</a>',
  '<TABLE><TR><TD HREF="javascript:1">x</TD></TR></TABLE>',
  'back\\slash \\N \\" \\G',
  '"] ; n1 -> n2 [URL="javascript:1',
  '"] --> x["; click x call window.hacked()',
  'in the direction TB end end',
  '`**bold**` %%{init: {"securityLevel": "loose"}}%% $',
  '&lt;b&gt; &#106;avascript: #quot; #60;',
  'turned \u202eround\u2066 and \u0007 \u001b[31m rung \u0085',
  '\ud83d\udc4b 很长的中文 العربية עברית',
  `${'endless'.repeat(300)}`,
];

const quoted = (text: string): string => JSON.stringify(text).replaceAll(/[\u007f-\u009f\u202e\u2066]/g, escaped);
const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

const steps = HOSTILE.map(
  (words, at) => `  - id: s${at}
    say: ${quoted(words)}
    why: ${quoted(words)}
    ask:
      type: choice
      options:
        a: {label: ${quoted(`a ${words}`)}, go: s${Math.min(at + 2, HOSTILE.length - 1)}}
        b: ${quoted(`b ${words}`)}
      check:
        - {if: 's${at} == "a"', level: soft, message: ${quoted(words)}}
    draft: {kind: letter, to: ${quoted(words)}, subject: ${quoted(words)}, body: ${quoted(words)}}
`,
);

const text = `playbook: hostile
title: ${quoted(HOSTILE.slice(0, 6).join(' '))}
version: 1
language: en
about: loss
outcomes:
  won: {label: ${quoted(HOSTILE[0] ?? '')}, group: done}
cards:
${HOSTILE.map((words, at) => `  c${at}: {label: ${quoted(words)}, say: ${quoted(words)}, ask: {type: text, optional: true}}\n`).join('')}steps:
${steps.join('')}  - {id: last, say: Bye., end: won}
`;

export const hostileFlow: Flow = (() => {
  const { flow, diagnostics } = compile(text, () => undefined);
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics, null, 2));
  return flow;
})();
