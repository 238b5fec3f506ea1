import type { Diagnostic } from '../playbook/diagnostic.js';

/**
 * A diagnostic as a workflow command of GitHub Actions, which shows it beside the line of a pull request:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubAnnotation(file: string, { severity, code, message, hint, place }: Diagnostic): string {
  const { line, column, length } = place;
  const properties = [
    ['file', file],
    ['line', line],
    ['endLine', line],
    ['col', column],
    ['endColumn', column + length],
    ['title', code],
  ] as const;
  const told = hint === undefined ? message : `${message}\nhint: ${hint}`;
  return `::${severity} ${properties.map(([name, value]) => `${name}=${inProperty(String(value))}`).join(',')}::${inData(told)}`;
}

const inData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const inProperty = (text: string): string => inData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
