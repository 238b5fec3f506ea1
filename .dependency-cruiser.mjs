// The layers of src/README.md as rules. A type-only import counts like any other: knowing a layer is depending on it.
const only = (layers) => `^src/(?!(${layers})/)`;
const packages = (names) => `(^|/node_modules/|^node_modules/)(${names})(/|$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'playbook-knows-no-layer',
      comment:
        'A playbook is text in, diagnostics and a flow out: whatever it knew of a call, a trainer could not prove alone.',
      from: { path: '^src/playbook/' },
      to: { path: only('playbook') },
    },
    {
      name: 'call-knows-playbook-only',
      comment: 'What happens in a call is decided purely; it asks the world through ports that the adapters implement.',
      from: { path: '^src/call/' },
      to: { path: only('call|playbook') },
    },
    {
      name: 'rehearsal-and-report-know-the-core-only',
      comment:
        'Proofs and figures are functions of a flow and of rows, so that both can be checked without a terminal or a disk.',
      from: { path: '^src/(rehearsal|report)/' },
      to: { path: only('$1|call|playbook') },
    },
    {
      name: 'adapters-know-the-core-only',
      comment: 'The store does not know of a terminal, nor a terminal of a store: either can be replaced alone.',
      from: { path: '^src/(store|terminal)/' },
      to: { path: only('$1|call|playbook') },
    },
    {
      name: 'cli-knows-no-adapter',
      comment:
        'Commands get the log and the terminal through the context, which is what lets tests run them in memory.',
      from: { path: '^src/cli/' },
      to: { path: only('cli|report|rehearsal|call|playbook') },
    },
    {
      name: 'main-only-wires',
      comment: 'main.ts hands the adapters to the commands; logic in it would be out of reach of tests.',
      from: { path: '^src/main\\.ts$' },
      to: { path: only('cli|store|terminal') },
    },
    {
      name: 'no-other-folder',
      comment: 'A file outside the seven folders (a utils/, say) is under no rule above.',
      from: { path: '^src/(?!main\\.ts$|(playbook|call|rehearsal|report|store|terminal|cli)/)' },
      to: {},
    },
    {
      name: 'no-cycle',
      comment: 'Files in a circle can only be understood, tested and moved together.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'A file that nothing uses and that uses nothing was left behind.',
      from: { path: '^src/', pathNot: '^src/main\\.ts$|\\.d\\.ts$', orphan: true },
      to: {},
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that is not found is under no rule.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'language-libraries-in-playbook',
      comment:
        'YAML, zod, CEL and RE2 are how playbooks are read today; behind playbook/ each can be changed in one place.',
      from: { pathNot: '^src/playbook/' },
      to: { path: packages('yaml|zod|@marcbachmann/cel-js|re2js') },
    },
    {
      name: 'databases-in-store',
      comment: 'Nothing but the store may know that the log is kept by SQLite or PostgreSQL.',
      from: { pathNot: '^src/store/' },
      to: { path: packages('better-sqlite3|pg') },
    },
    {
      name: 'prompts-and-colours-in-terminal',
      comment: 'One place owns the keyboard, and one place decides about colour and neutralises what is printed.',
      from: { pathNot: '^src/terminal/' },
      to: { path: packages('@inquirer|chalk') },
    },
    {
      name: 'graphviz-in-map',
      comment: 'Graphviz is a megabyte of WebAssembly: one place starts it, lazily, and knows its language.',
      from: { pathNot: '^src/rehearsal/map/' },
      to: { path: packages('@viz-js|@panzoom') },
    },
    {
      name: 'word-diffs-in-rehearsal',
      comment:
        'What changed between two texts is part of what changed between two playbooks, and is told the same everywhere.',
      from: { pathNot: '^src/rehearsal/diff' },
      to: { path: packages('diff') },
    },
    {
      name: 'chance-in-rehearsal',
      comment: 'A call must not hang on chance; calls that are played by chance say by which seed.',
      from: { pathNot: '^src/rehearsal/explore' },
      to: { path: packages('pure-rand') },
    },
    {
      name: 'commander-in-cli',
      comment: 'Flags are parsed once, into plain options.',
      from: { pathNot: '^src/cli/' },
      to: { path: packages('commander') },
    },
    {
      name: 'xml-in-cli',
      comment: 'What build servers read is a form of printing, and so a matter of commands.',
      from: { pathNot: '^src/cli/' },
      to: { path: packages('fast-xml-builder') },
    },
    {
      name: 'watching-in-watch',
      comment: 'Commands are told through the context that a file has changed, which is what lets tests say so.',
      from: { pathNot: '^src/cli/watch\\.ts$' },
      to: { path: packages('chokidar') },
    },
    {
      name: 'process-in-main',
      comment: 'Arguments, environment, streams and the exit code come through the context; Biome refuses the global.',
      from: { pathNot: '^src/main\\.ts$' },
      to: { path: '^(node:)?process$' },
    },
    {
      name: 'core-without-io',
      comment:
        'playbook, call, rehearsal and report are pure: of Node they use hashes (Biome allows createHash alone).',
      from: { path: '^src/(playbook|call|rehearsal|report)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|process)$' },
    },
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // TypeScript 7 has no compiler API, and a transpiler would drop the imports of types.
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'default'] },
    doNotFollow: { path: 'node_modules' },
  },
};
