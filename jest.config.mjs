/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts', '.css'],
  // What esbuild bundles as text, here too: styles, and scripts for a browser.
  transformIgnorePatterns: ['/node_modules/(?!@panzoom/)'],
  transform: {
    '\\.css$|/in-browser\\.js$|/panzoom\\.min\\.js$': '<rootDir>/scripts/as-text.mjs',
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023' }, module: { type: 'es6' } }],
  },
  // Sources import './x.js' as Node wants it. "js" comes first so that packages, whose .js files exist, are left as they are.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // A pseudo-terminal test starts a process; on a busy machine of two cores that takes its time.
  testTimeout: 60_000,
  maxWorkers: '100%',
};
