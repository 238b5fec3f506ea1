import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';
import { diff } from '../../src/rehearsal/diff.js';
import { bundled, flowOf as bundledFlow, textOf } from '../playbooks/bundled.js';

const BASE = `playbook: test
title: A test
version: 1
language: en
about: cancellation
reason: reason
insist: let_go
facts:
  customer: {type: text, label: Customer}
  worth: {type: money, label: Worth, min: 0}
computed:
  yearly: {type: money, value: worth * 12, label: A year}
outcomes:
  saved: {label: Stays, group: saved, needs: [reason]}
  lost: {label: Leaves, group: lost}
offers:
  pause: {label: A pause, cost: worth * 2, suits: [price], authority: team_lead, times: 1}
  gift: {label: A gift}
cards:
  rival:
    label: They named a rival
    key: 1
    steps:
      - {id: rival_which, say: Which one is it?, ask: {type: text}}
  angry:
    label: They are angry
    steps:
      - {id: angry_first, say: I am sorry.}
steps:
  - id: reason
    say: Before I do anything, may I ask why?
    do: Listen well.
    why: The real reason comes second.
    ask:
      type: choice
      options:
        price: Too dear
        service: {label: Bad service, when: worth > 100}
        closing: {label: The business closes, go: let_go}
  - id: gap
    say: How far apart are we?
    jot: What they said
    ask: {type: number, min: 0, max: 500, check: [{if: gap > 400, level: soft, message: That is a lot.}]}
  - id: route
    next:
      - {if: yearly > 1000 and gap < 100, go: manager}
      - else: keep
  - id: manager
    say: My manager would like a word.
    when: yearly > 5000
  - id: keep
    say: Would this help?
    offer: [pause, gift]
    accepted: {end: saved}
    follow_up: {in: 3 days, what: Ask how it goes, by: rep}
    draft: {kind: email, to: '{{ customer }}', subject: As agreed, body: Thank you.}
  - id: last
    say: What would change your mind?
    ask: {type: text, optional: true}
  - id: let_go
    say: We part as friends.
    end: lost
`;

function flowOf(text: string, find: (id: string) => string | undefined = () => undefined): Flow {
  const { flow, diagnostics } = compile(text, find);
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics, null, 2));
  return flow;
}

const base = flowOf(BASE);

function edited(edits: readonly (readonly [string | RegExp, string])[]): Flow {
  return flowOf(
    edits.reduce((text, [from, to]) => {
      const next = text.replaceAll(typeof from === 'string' ? from : new RegExp(from.source, 'gm'), to);
      if (next === text) throw new Error(`${from} is not in the playbook`);
      return next;
    }, BASE),
  );
}

const lines = (was: Flow, now: Flow) => diff(was, now).map(({ sort, where, text }) => `${sort} | ${where} | ${text}`);

const CHANGES: readonly (readonly [string, readonly (readonly [string | RegExp, string])[], readonly string[]])[] = [
  ['the title', [['A test', 'A trial']], ['words |  | title: A [-test-]{+trial+}']],
  ['what it is about', [['about: cancellation', 'about: loss']], ['figures |  | about is loss, was cancellation']],
  [
    'the reason',
    [
      ['reason: reason\n', ''],
      ['suits: [price], ', ''],
    ],
    [
      'figures |  | the step that gives the reason is none, was reason',
      'happens | offer pause | what it suits is any, was price',
    ],
  ],
  ['who insists', [['insist: let_go', 'insist: last']], ['happens |  | the step for who insists is last, was let_go']],
  ['who may take it', [['about: c', 'run_by: manager\nabout: c']], ['happens |  | run_by is manager, was rep']],
  ['a label of a fact', [['label: Worth,', 'label: Value,']], ['words | fact worth | label: [-Worth-]{+Value+}']],
  [
    'a bound of a fact',
    [['label: Worth, min: 0', 'label: Worth, min: 5']],
    ['happens | fact worth | the least is 5, was 0'],
  ],
  ['a fact more', [['facts:\n', 'facts:\n  town: {type: text, label: Town}\n']], ['happens | fact town | added']],
  [
    'facts in another order',
    [
      ['  customer: {type: text, label: Customer}\n', ''],
      ['label: Worth, min: 0}\n', 'label: Worth, min: 0}\n  customer: {type: text, label: Customer}\n'],
    ],
    ['happens | facts | the order they are asked in is worth, customer, was customer, worth'],
  ],
  [
    'a computed value',
    [['value: worth * 12', 'value: worth * 13']],
    ['happens | computed yearly | it is worth * 13, was worth * 12'],
  ],
  [
    'the group of an outcome',
    [['label: Leaves, group: lost', 'label: Leaves, group: done']],
    ['figures | outcome lost | the group is done, was lost'],
  ],
  [
    'what an outcome needs',
    [['needs: [reason]', 'needs: [reason, note]']],
    ['happens | outcome saved | what it needs is note, reason, was reason'],
  ],
  [
    'the label of an outcome',
    [['label: Stays', 'label: Remains']],
    ['words | outcome saved | label: [-Stays-]{+Remains+}'],
  ],
  [
    'an outcome that is called otherwise',
    [
      ['  saved:', '  kept:'],
      ['end: saved', 'end: kept'],
    ],
    ['figures | outcome kept | was called "saved", as it seems: all else is the same'],
  ],
  [
    'the cost of an offer',
    [['cost: worth * 2', 'cost: worth * 3']],
    ['happens | offer pause | the cost is worth * 3, was worth * 2'],
  ],
  [
    'who may make an offer',
    [['authority: team_lead', 'authority: manager']],
    ['happens | offer pause | authority is manager, was team_lead'],
  ],
  ['how often an offer is made', [['times: 1', 'times: 2']], ['happens | offer pause | times is 2, was 1']],
  [
    'what an offer suits',
    [['suits: [price]', 'suits: [price, service]']],
    ['happens | offer pause | what it suits is price, service, was price'],
  ],
  [
    'what is offered',
    [['offer: [pause, gift]', 'offer: [gift]']],
    ['happens | step keep | what it offers is gift, was pause, gift'],
  ],
  [
    'the label of a card',
    [['They are angry', 'They are cross']],
    ['words | card angry | label: They are [-angry-]{+cross+}'],
  ],
  [
    'the key of a card',
    [['key: 1', 'key: 2']],
    ['happens | card rival | the key is 2, was 1', 'happens | card angry | the key is 1, was 2'],
  ],
  [
    'where a card opens',
    [['    key: 1\n', '    key: 1\n    on: [reason]\n']],
    ['happens | card rival | where it opens is reason, was any'],
  ],
  [
    'a card less',
    [[/ {2}angry:\n.*\n.*\n.*\n/, '']],
    ['happens | card angry | removed', 'happens | step angry_first | removed'],
  ],
  [
    'what is said',
    [['may I ask why?', 'could I ask why?']],
    ['words | step reason | say: Before I do anything, [-may-]{+could+} I ask why?'],
  ],
  ['what to do', [['    do: Listen well.\n', '']], ['words | step reason | do: [-Listen well.-]']],
  [
    'why',
    [['The real reason comes second.', 'It comes second.']],
    ['words | step reason | why: [-The real reason-]{+It+} comes second.'],
  ],
  [
    'what to jot down',
    [['    jot: What they said\n', '']],
    ['happens | step gap | the line to jot down is none, was What they said'],
  ],
  [
    'when a step comes',
    [['when: yearly > 5000', 'when: yearly > 6000']],
    ['happens | step manager | it comes if yearly > 6000, was if yearly > 5000'],
  ],
  ['a bound', [['max: 500', 'max: 450']], ['happens | step gap | the most is 450, was 500']],
  [
    'a check',
    [['level: soft', 'level: hard']],
    ['happens | step gap | hard check if gap > 400, was soft check if gap > 400'],
  ],
  [
    'the message of a check',
    [['That is a lot.', 'That is much.']],
    ['words | step gap | message of a check: That is [-a lot-]{+much+}.'],
  ],
  [
    'whether it is optional',
    [['type: text, optional: true', 'type: text']],
    ['happens | step last | optional is no, was yes'],
  ],
  [
    'the type of a question',
    [['type: text, optional: true', 'type: date, optional: true']],
    ['happens | step last | the type is date, was text'],
  ],
  [
    'an option more',
    [['        price: Too dear\n', '        price: Too dear\n        rival: A rival\n']],
    ['figures | step reason, option rival | added'],
  ],
  ['an option less', [[/ {8}closing: .*\n/, '']], ['figures | step reason, option closing | removed']],
  [
    'an option that is called otherwise',
    [['        closing:', '        shuts:']],
    ['figures | step reason, option shuts | was called "closing", as it seems: all else is the same'],
  ],
  [
    'the label of an option',
    [['price: Too dear', 'price: Too costly']],
    ['words | step reason, option price | label: Too [-dear-]{+costly+}'],
  ],
  [
    'where an option leads',
    [['go: let_go}', 'go: last}']],
    ['happens | step reason, option closing | leads to "last", was "let_go"'],
  ],
  [
    'when an option shows',
    [['when: worth > 100', 'when: worth > 200']],
    ['happens | step reason, option service | it is shown if worth > 200, was if worth > 100'],
  ],
  [
    'an option with words',
    [['price: Too dear', 'price: {label: Too dear, words: true}']],
    ['happens | step reason, option price | asks for a few words is yes, was no'],
  ],
  [
    'options in another order',
    [
      ['        price: Too dear\n', ''],
      [/( {8}service: .*\n)/, '$1        price: Too dear\n'],
    ],
    ['words | step reason | the options come in another order: service, price, closing'],
  ],
  [
    'a condition of a route',
    [['gap < 100', 'gap < 90']],
    [
      'happens | step route | leads to "manager" if yearly > 1000 and gap < 90; else "keep", was "manager" if yearly > 1000 and gap < 100; else "keep"',
    ],
  ],
  [
    'where a route leads',
    [['else: keep', 'else: last']],
    [
      'happens | step route | leads to "manager" if yearly > 1000 and gap < 100; else "last", was "manager" if yearly > 1000 and gap < 100; else "keep"',
    ],
  ],
  [
    'where a step ends',
    [['end: lost', 'end: saved']],
    ['happens | step let_go | leads to the end "saved", was the end "lost"'],
  ],
  [
    'where an offer that is taken leads',
    [['accepted: {end: saved}', 'accepted: {go: last}']],
    ['happens | step keep, option accepted | leads to "last", was the end "saved"'],
  ],
  [
    'a step that goes elsewhere',
    [['What would change your mind?\n', 'What would change your mind?\n    next: keep\n']],
    ['happens | step last | leads to "keep", was "let_go"'],
  ],
  [
    'a step more',
    [['  - id: let_go', '  - {id: thanks, say: Thank you for your time.}\n  - id: let_go']],
    ['happens | step thanks | added after last: Thank you for your time.'],
  ],
  ['a step less', [[/ {2}- id: last\n.*\n.*\n/, '']], ['happens | step last | removed']],
  [
    'a step that moved',
    [
      [/ {2}- id: last\n.*\n.*\n/, ''],
      [
        '  - id: route',
        '  - id: last\n    say: What would change your mind?\n    ask: {type: text, optional: true}\n  - id: route',
      ],
    ],
    ['happens | step last | moved: after gap, was after keep'],
  ],
  [
    'a step that is called otherwise',
    [
      ['id: gap\n', 'id: apart\n'],
      ['gap > 400', 'apart > 400'],
      ['gap < 100', 'apart < 100'],
    ],
    ['figures | step apart | was called "gap", as it seems: all else is the same'],
  ],
  [
    'a follow-up',
    [
      ['in: 3 days', 'in: 1 week'],
      ['Ask how it goes', 'Ask how it went'],
    ],
    [
      'happens | step keep, follow-up keep | it is due: it is in 1 week, was in 3 days',
      'words | step keep, follow-up keep | what: Ask how it [-goes-]{+went+}',
    ],
  ],
  ['a draft', [['As agreed', 'What we agreed']], ['words | step keep, draft keep | subject: [-As-]{+What we+} agreed']],
];

describe('diff tells', () => {
  test('of rules, by what they say and not by how it is spelled', () => {
    const rules = (...all: readonly string[]) =>
      edited([
        ['steps:\n  - id: reason', `rules:\n${all.map((rule) => `  - ${rule}\n`).join('')}steps:\n  - id: reason`],
      ]);
    const some = [
      'at_most: {offers: 2}',
      'always: {visit: [reason], if: worth > 100}',
      'never: {after: insist, show: offer}',
    ];
    expect(
      lines(rules(...some), rules(some[2] ?? '', 'always: {visit: [reason], if: (worth > 100.0)}', some[0] ?? '')),
    ).toEqual([]);
    const told = lines(
      rules(...some),
      rules('at_most: {offers: 3}', 'always: {visit: [reason], if: worth > 200}', some[2] ?? ''),
    );
    expect(told).toEqual([
      expect.stringMatching(/^happens \| rules \| removed: .*2/),
      expect.stringMatching(/^happens \| rules \| removed: .*100/),
      expect.stringMatching(/^happens \| rules \| added: .*3/),
      expect.stringMatching(/^happens \| rules \| added: .*200/),
    ]);
  });

  test('of a pattern in a condition, which no tree holds', () => {
    const when = (pattern: string) => edited([['when: yearly > 5000', `when: matches(customer, ${pattern})`]]);
    expect(lines(when('"^A"'), when("'^A'"))).toEqual([]);
    expect(lines(when('"^A"'), when('"^B"'))).toEqual([
      'happens | step manager | it comes if matches(customer, "^B"), was if matches(customer, "^A")',
    ]);
  });

  test('of much that is new in a time that grows with it', () => {
    const many = (prefix: string) =>
      edited([
        [
          '  - id: let_go',
          `${Array.from({ length: 1000 }, (_, at) => `  - {id: ${prefix}${at}, say: 'Text ${prefix} ${at}'}\n`).join('')}  - id: let_go`,
        ],
      ]);
    expect(lines(many('one'), many('two'))).toHaveLength(2000);
    const renumbered = many('two');
    const words = (seed: number) => Array.from({ length: 3000 }, (_, at) => `w${(at * seed) % 7919}`).join(' ');
    const long = (seed: number) => edited([['The real reason comes second.', words(seed)]]);
    expect(lines(long(17), long(31))).toEqual([expect.stringMatching(/^words \| step reason \| why: /)]);
    expect(lines(renumbered, renumbered)).toEqual([]);
  });

  test.each(CHANGES)('%s', (_, edits, expected) => {
    expect(lines(base, edited(edits))).toEqual(expected);
  });

  test('of a playbook that it uses', () => {
    const outer = (id: string) =>
      `playbook: outer\ntitle: Outer\nversion: 1\nlanguage: en\nabout: loss\noutcomes: {over: {label: Over, group: done}}\nsteps:\n  - {id: inner, use: ${id}, end: over}\n`;
    const child = (say: string) =>
      `playbook: child\ntitle: Child\nversion: 1\nlanguage: en\nabout: loss\noutcomes: {over: {label: Over, group: done}}\nsteps:\n  - {id: first, say: ${say}, end: over}\n`;
    const was = flowOf(outer('child'), () => child('Hello'));
    expect(
      lines(
        was,
        flowOf(outer('child'), () => child('Good day')),
      ),
    ).toEqual(['words | playbook child: step first | say: [-Hello-]{+Good day+}']);
    const other = child('Hello').replace('playbook: child', 'playbook: other');
    expect(
      lines(
        was,
        flowOf(outer('other'), () => other),
      ),
    ).toEqual(['happens | step inner | the playbook it uses is other, was child']);
  });
});

describe('diff tells nothing', () => {
  const SPELLINGS: readonly (readonly [string, readonly (readonly [string | RegExp, string])[]])[] = [
    [
      'of the version and of comments',
      [
        ['version: 1', 'version: 7 # next'],
        [/^steps:/, '# what we say\nsteps:'],
      ],
    ],
    [
      'of brackets, spaces and decimals in conditions',
      [
        ['yearly > 1000 and gap < 100', '((yearly)>1000.0) and (gap < 100.00)'],
        ['when: yearly > 5000', 'when: (yearly > 5000)'],
        ['worth * 12', '(worth*12.0)'],
      ],
    ],
    [
      'of quotes, and of text over several lines',
      [
        ['say: My manager would like a word.', 'say: >-\n      My manager would\n      like a word.'],
        ['label: Stays', 'label: "Stays"'],
        ['label: A gift', "label: 'A gift'"],
      ],
    ],
    [
      'of where a step leads that it led to anyway',
      [
        ['price: Too dear', 'price: {label: Too dear, go: gap}'],
        ['say: My manager would like a word.\n', 'say: My manager would like a word.\n    next: keep\n'],
      ],
    ],
    ['of the source', [['id: manager\n', 'id: manager\n    source: [C3]\n']]],
    [
      'of steps in another order where each says where it goes',
      [
        [/ {2}- id: last\n.*\n.*\n/, ''],
        ['    offer: [pause, gift]\n', '    offer: [pause, gift]\n    next: last\n'],
        [
          '    end: lost\n',
          '    end: lost\n  - {id: last, say: What would change your mind?, ask: {type: text, optional: true}, next: let_go}\n',
        ],
      ],
    ],
  ];

  test.each(SPELLINGS)('%s', (_, edits) => {
    expect(lines(base, edited(edits))).toEqual([]);
  });

  test.each([...bundled.keys()])('of %s against itself, and much against another', (file) => {
    const id = file.replace('.yaml', '');
    expect(lines(bundledFlow(id), bundledFlow(id))).toEqual([]);
    const respelled = (textOf(id) ?? '').replace(/^/gm, (_, at) => (at === 0 ? '# Written anew.\n' : ''));
    expect(lines(bundledFlow(id), flowOf(respelled, textOf))).toEqual([]);
    expect(lines(bundledFlow(id), base).length).toBeGreaterThan(10);
  });
});

test('what a condition chooses between is compared, and not the condition alone', () => {
  const choosing = (holds: string, fails: string) =>
    flowOf(BASE.replace('value: worth * 12', `value: 'worth > 100 ? ${holds} : ${fails}'`));
  const was = choosing('worth * 12', 'worth');
  expect(lines(was, choosing('worth * 12', 'worth'))).toEqual([]);
  expect(lines(was, choosing('worth * 11', 'worth'))).toHaveLength(1);
  expect(lines(was, choosing('worth * 12', 'worth * 2'))).toHaveLength(1);
});

test('of two that look alike, neither is said to be called otherwise', () => {
  const twins = (a: string, b: string) =>
    flowOf(
      BASE.replace(
        '  - id: last\n',
        `  - {id: ${a}, say: Once more.}\n  - {id: ${b}, say: Once more.}\n  - id: last\n`,
      ),
    );
  const told = lines(twins('one', 'two'), twins('three', 'four'));
  expect(told.filter((line) => line.includes('was called'))).toEqual([]);
  expect(told.filter((line) => / \| (removed|added)/.test(line))).toHaveLength(4);
});
