/** Four projects: what is pure runs once, what touches a database on both engines, and the walks in a real browser. */
import { dirname } from 'node:path';

const rootDir = dirname(import.meta.dirname);
const transform = {
  '\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript' },
        target: 'es2023',
        experimental: { keepImportAttributes: true },
      },
      module: { type: 'es6' },
    },
  ],
};

/** A project that runs the test files of some rooms, with what else it needs. */
const project = (displayName, rooms, more = {}) => ({
  displayName,
  rootDir,
  testMatch: rooms.map((room) => `<rootDir>/test/${room}/**/*.test.ts`),
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  setupFiles: ['<rootDir>/test/support/properties.ts'],
  moduleNameMapper: { '^(node-fetch|sync-fetch)$': '<rootDir>/test/support/no-fetch.cjs' },
  transform,
  ...more,
});

const onSqlite = {
  globals: { ENGINE: 'sqlite' },
  globalSetup: '<rootDir>/test/support/sqlite-start.ts',
  globalTeardown: '<rootDir>/test/support/sqlite-stop.ts',
};

const stored = ['db', 'wiki', 'web', 'mail', 'cli'];

export default {
  rootDir,
  testTimeout: 180_000,
  testSequencer: '<rootDir>/test/support/order.js',
  // A worker that has run many files holds much, and what is measured in it then pays for that.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '500MB',
  projects: [
    project('pure', ['text', 'kinds', 'rules']),
    project('sqlite', stored, onSqlite),
    project('postgres', stored, {
      globals: { ENGINE: 'postgres' },
      globalSetup: '<rootDir>/test/support/postgres-start.ts',
      globalTeardown: '<rootDir>/test/support/postgres-stop.ts',
    }),
    project('browser', ['browser'], onSqlite),
  ],
};
