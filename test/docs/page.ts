import { readFileSync } from 'node:fs';

/** A block of the page that a test does something with. */
export type Block =
  /** `wrong`: one whose mistakes are what it is there for. */
  | { readonly kind: 'playbook'; readonly id: string; readonly text: string; readonly wrong: boolean }
  | { readonly kind: 'answers'; readonly text: string }
  | { readonly kind: 'scenarios'; readonly id: string; readonly text: string }
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

/** A page whose examples are run. */
export interface Page {
  readonly file: string;
  readonly text: string;
  readonly examples: readonly Example[];
  readonly playbooks: readonly BlockOf<'playbook'>[];
  readonly answers: readonly BlockOf<'answers'>[];
  /** What is typed anywhere on it, `holdfast` included. */
  readonly typed: readonly string[];
}

type BlockOf<Kind extends Block['kind']> = Block & { readonly kind: Kind };

export function pageOf(file: string): Page {
  const text = readFileSync(file, 'utf8');
  const examples = text.split(/^(?=##+ )/m).flatMap(exampleOf);
  const blocks = examples.flatMap((example) => example.blocks);
  return {
    file,
    text,
    examples,
    playbooks: blocks.filter((block) => block.kind === 'playbook'),
    answers: blocks.filter((block) => block.kind === 'answers'),
    typed: blocks.flatMap((block) => (block.kind === 'session' ? block.commands.map(({ typed }) => typed) : [])),
  };
}

export const language = pageOf('docs/playbooks.md');
export const workbench = pageOf('docs/workbench.md');

function exampleOf(section: string): readonly Example[] {
  const [, title = ''] = /^#+ (.*)/.exec(section) ?? [];
  const blocks = [...section.matchAll(/^```([^\n]+)\n(.*?)^```$/gms)].map(([, kind = '', text = '']) =>
    blockOf(kind, text),
  );
  return blocks.length === 0 ? [] : [{ title, blocks }];
}

function idIn(text: string): string {
  return /^playbook: (.+)$/m.exec(text)?.[1] ?? '';
}

function blockOf(kind: string, text: string): Block {
  switch (kind) {
    case 'yaml':
    case 'yaml wrong':
      return { kind: 'playbook', id: idIn(text), text, wrong: kind === 'yaml wrong' };
    case 'yaml answers':
      return { kind: 'answers', text };
    case 'yaml scenarios':
      return { kind: 'scenarios', id: idIn(text), text };
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
