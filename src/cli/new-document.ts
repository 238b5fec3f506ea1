/** What the file of a playbook is made of, and that of its scenarios where there is one. */
export interface Documents {
  readonly playbook: string;
  readonly scenarios: string | undefined;
}

export const PLAYBOOK_SCHEMA = 'playbook.schema.json';
export const SCENARIOS_SCHEMA = 'scenarios.schema.json';

/** The same documents under a new id, as a first version of which editors know the schema. */
export function renamed({ playbook, scenarios }: Documents, from: string, to: string): Documents {
  // Follow-ups that ask for the same call again mean the copy.
  const calls = new RegExp(`\\bcall: ${from}(?![\\w-])`, 'g');
  const under = (text: string) => underId(text, to).replaceAll(calls, `call: ${scalar(to)}`);
  const first = under(playbook).replace(/^version: *\d+/m, 'version: 1');
  return {
    playbook: forEditors(first, PLAYBOOK_SCHEMA),
    scenarios: scenarios && forEditors(under(scenarios), SCENARIOS_SCHEMA),
  };
}

export const withTitle = (playbook: string, id: string): string => {
  const words = id.replaceAll('-', ' ');
  return playbook.replace(/^title: .*$/m, () => `title: ${scalar(words.charAt(0).toUpperCase() + words.slice(1))}`);
};

const underId = (text: string, id: string): string => text.replace(/^playbook: *[\w-]+/m, `playbook: ${scalar(id)}`);

/** The line by which the YAML extension of an editor finds the schema, in place of another such line. */
const forEditors = (text: string, schema: string): string =>
  `# yaml-language-server: $schema=./${schema}\n${text.replace(/^# yaml-language-server:.*\n/m, '')}`;

/** What YAML would take for something else than words. */
const scalar = (words: string): string => (/^(true|false|null)$/i.test(words) ? `"${words}"` : words);
