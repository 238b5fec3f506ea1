import type { Option } from '../playbook/flow.js';

/** The options whose label holds every word sought, in any order; accents and case do not count. */
export function search(options: readonly Option[], sought: string): readonly Option[] {
  const words = plain(sought).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label }) => {
    const text = plain(label);
    return words.every((word) => text.includes(word));
  });
}

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
