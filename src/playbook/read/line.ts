/** The value on a line `key: value`, and where it begins. */
export function valueIn(
  line: string,
): { readonly key: string; readonly text: string; readonly at: number } | undefined {
  const found = /^(\s*(?:- +)*)([\w-]+)( *: +)(.*)$/.exec(line);
  if (found === null) return undefined;
  const [, lead = '', key = '', colon = '', text = ''] = found;
  return { key, text: text.trimEnd(), at: lead.length + key.length + colon.length };
}
