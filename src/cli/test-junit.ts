import XMLBuilder from 'fast-xml-builder';
import type { Tested } from './test-report.js';

/** The results as JUnit XML, which build servers read: a suite a playbook, a case a scenario. */
export function junit(all: readonly Tested[]): string {
  const builder = new XMLBuilder({ format: true, ignoreAttributes: false, suppressEmptyNode: true });
  const suites = all.map(suiteOf);
  const sum = (key: '@_tests' | '@_failures' | '@_errors') => suites.reduce((total, suite) => total + suite[key], 0);
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: {
      '@_name': 'holdfast test',
      '@_tests': sum('@_tests'),
      '@_failures': sum('@_failures'),
      '@_errors': sum('@_errors'),
      testsuite: suites,
    },
  });
}

function suiteOf(tested: Tested) {
  const name = { '@_name': legal(tested.scenarios) };
  if (!tested.ok) {
    const error = { '@_message': 'the file has errors', '#text': tested.diagnostics.map(told).join('\n') };
    const testcase = [{ '@_name': 'is read', '@_classname': legal(tested.playbook), error }];
    return { ...name, '@_tests': 1, '@_failures': 0, '@_errors': 1, testcase };
    function told({ place, message }: (typeof tested & { ok: false })['diagnostics'][number]): string {
      return legal(`${tested.scenarios}:${place.line}:${place.column} ${message}`);
    }
  }
  const testcase = tested.judged.map(({ scenario, failures }) => ({
    '@_name': legal(scenario.name),
    '@_classname': legal(tested.playbook),
    '@_file': legal(tested.scenarios),
    '@_line': scenario.line,
    ...(failures.length === 0
      ? {}
      : {
          failure: {
            '@_message': legal(failures[0]?.message ?? ''),
            '#text': failures.map(({ line, message }) => legal(`${tested.scenarios}:${line} ${message}`)).join('\n'),
          },
        }),
  }));
  const failed = tested.judged.filter(({ failures }) => failures.length > 0).length;
  return { ...name, '@_tests': testcase.length, '@_failures': failed, '@_errors': 0, testcase };
}

/** Without the characters that XML has no way to write. */
const legal = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
