import { Document, isMap, isSeq, type Node, visit } from 'yaml';

export type WrittenValue = string | number | boolean | readonly WrittenValue[] | ReadonlyMap<string, WrittenValue>;

/** A scenario as it stands in the file; empty maps and lists are left out, but in `expect`. */
export type ScenarioText = ReadonlyMap<string, WrittenValue>;

/** These stand on lines of their own, and all else on one. */
const BLOCK: ReadonlySet<string> = new Set(['answers', 'expect']);

/** One scenario as YAML: an item of the list under `scenarios`. */
export function writeScenario(scenario: ScenarioText): string {
  const document = new Document([scenario]);
  visit(document, {
    Pair: (_, { key, value }) => {
      const name = String((key as { readonly value?: unknown }).value);
      if ((isMap(value) || isSeq(value)) && !BLOCK.has(name)) value.flow = true;
      else if (isMap(value) && name === 'answers')
        for (const { value: answer } of value.items) flowing(answer as Node | null);
    },
  });
  const lines = document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd().split('\n');
  return lines.map((line) => `  ${line}`).join('\n');
}

function flowing(node: Node | null): void {
  if (isMap(node) || isSeq(node)) node.flow = true;
}
