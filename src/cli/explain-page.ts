/** What the page says of one code. */
export interface Explained {
  readonly code: string;
  /** The heading that it stands under. */
  readonly group: string;
  readonly severity: string;
  /** Without line breaks. */
  readonly paragraphs: readonly string[];
  readonly examples: readonly Example[];
}

export interface Example {
  /** `bad`, `good`, or `beside`: a playbook that both of them use. */
  readonly kind: string;
  readonly yaml: string;
}

/** Reads `docs/codes.md`: groups and codes as headings, then the severity and what is said, then examples in fences. */
export function readExplained(page: string): readonly Explained[] {
  const groups = page.replaceAll('\r\n', '\n').split(/^## /m).slice(1);
  return groups.flatMap((group) => {
    const [heading, ...sections] = group.split(/^### /m);
    return sections.map((section) => explained(firstLine(heading ?? ''), section));
  });
}

const FENCE = /^```yaml (\w+)\n(.*?)^```$/gms;

function explained(group: string, section: string): Explained {
  const said = section.slice(section.indexOf('\n')).replace(FENCE, '');
  const [, severity = '', text = ''] = /^\s*\*(\w+)\.\*(.*)$/s.exec(said) ?? [];
  return {
    code: firstLine(section),
    group,
    severity: severity.toLowerCase(),
    paragraphs: text
      .split(/\n{2,}/)
      .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
      .filter((paragraph) => paragraph !== ''),
    examples: [...section.matchAll(FENCE)].map(([, kind = '', yaml = '']) => ({ kind, yaml })),
  };
}

const firstLine = (text: string): string => /^[^\n]*/.exec(text)?.[0].trim() ?? '';
