/** How the keys of a map in braces, and another that is to join them, are written below one another. */
export const onLines = (word: string, lines: readonly string[], joining: string): string =>
  `write \`${word}:\` on a line of its own, without { }, and below it, each two spaces deeper: ${lines.join(', ')}, and \`${joining}:\` with what it holds`;
