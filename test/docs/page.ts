import { readFileSync } from 'node:fs';

/** A block of the page that a test does something with. */
export type Block =
  /** `wrong`: one whose mistakes are what it is there for. */
  | { readonly kind: 'playbook'; readonly id: string; readonly text: string; readonly wrong: boolean }
  | { readonly kind: 'answers'; readonly text: string }
  | { readonly kind: 'session'; readonly commands: readonly Command[] };

/** What is typed after a `$`, and the lines that come of it. */
export interface Command {
  readonly typed: string;
  readonly lines: readonly string[];
}

/** What stands under one heading, in its order. */
export interface Example {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export const PAGE = readFileSync('docs/playbooks.md', 'utf8');

export const examples: readonly Example[] = PAGE.split(/^(?=##+ )/m).flatMap((section) => {
  const [, title = ''] = /^#+ (.*)/.exec(section) ?? [];
  const blocks = [...section.matchAll(/^```([^\n]+)\n(.*?)^```$/gms)].map(([, kind = '', text = '']) =>
    blockOf(kind, text),
  );
  return blocks.length === 0 ? [] : [{ title, blocks }];
});

export const playbooks = examples.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'playbook'));
export const answers = examples.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'answers'));

function blockOf(kind: string, text: string): Block {
  switch (kind) {
    case 'yaml':
    case 'yaml wrong':
      return { kind: 'playbook', id: /^playbook: (.+)$/m.exec(text)?.[1] ?? '', text, wrong: kind === 'yaml wrong' };
    case 'yaml answers':
      return { kind: 'answers', text };
    case 'text':
      return { kind: 'session', commands: commandsOf(text) };
    default:
      throw new Error(`a block of the kind "${kind}" is run by no test: ${text}`);
  }
}

function commandsOf(text: string): readonly Command[] {
  const [before, ...commands] = text.split(/^\$ /m);
  if (before !== '' || commands.length === 0) throw new Error(`what is shown here, nobody typed: ${text}`);
  return commands.map((command) => {
    const [typed = '', ...lines] = command.trimEnd().split('\n');
    return { typed, lines };
  });
}
