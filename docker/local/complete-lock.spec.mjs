import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingEntries, namesRegistry } from './complete-lock.mjs';

test('an optional package for another system is written down, an installed or nested one is not', () => {
  const packages = {
    '': {},
    'node_modules/tool': {
      dev: true,
      optionalDependencies: {
        '@t/darwin-arm64': '1.2.3',
        '@t/linux-x64-musl': '1.2.3',
        there: '1.0.0',
        nested: '1.0.0',
      },
    },
    'node_modules/there': { version: '1.0.0' },
    'node_modules/tool/node_modules/nested': { version: '1.0.0' },
    'node_modules/loose': { optionalDependencies: { ranged: '^1.0.0' } },
  };
  assert.deepEqual(missingEntries(packages), {
    'node_modules/@t/darwin-arm64': { version: '1.2.3', cpu: ['arm64'], os: ['darwin'], optional: true, dev: true },
    'node_modules/@t/linux-x64-musl': {
      ...{ version: '1.2.3', cpu: ['x64'], os: ['linux'], libc: ['musl'], optional: true, dev: true },
    },
  });
});

test('an address in the lock file is noticed', () => {
  assert.equal(namesRegistry({ a: { version: '1.0.0' }, b: { resolved: 'apps/portal', link: true } }), false);
  assert.equal(namesRegistry({ a: { resolved: 'https://registry.invalid/a-1.0.0.tgz' } }), true);
});
