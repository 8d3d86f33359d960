import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtime } from './bootstrap.mjs';
import { matchesLock } from './dependencies.mjs';
import { isNodeNewEnough } from './node-version.mjs';

test('Node older than 20.19 is refused', () => {
  assert.deepEqual(['v18.20.4', 'v20.18.9', 'v20.19.0', 'v20.20.2', 'v22.1.0', 'v24.21.0'].map(isNodeNewEnough), [
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
});

test('the pinned Node is used unless it already runs', () => {
  assert.equal(runtime('v24.21.0', true, 'v24.21.0'), undefined);
  assert.match(runtime('v20.19.0', true, 'v24.21.0') ?? '', /node_modules\/node\/bin\/node$/);
  assert.match(runtime('v26.0.0', true, 'v24.21.0') ?? '', /node_modules\/node\/bin\/node$/);
});

test('without the pinned Node a newer one will do, an older one is told the way out', () => {
  assert.equal(runtime('v24.3.0', false, 'v24.21.0'), undefined);
  assert.throws(() => runtime('v20.19.0', false, 'v24.21.0'), /npm rebuild node/);
});

test('installed packages are compared with the lock file', () => {
  const lock = {
    packages: {
      '': { name: 'project' },
      'apps/portal': { name: 'portal' },
      'node_modules/portal': { link: true },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-darwin': { version: '2.0.0', optional: true },
    },
  };
  const installed = (packages) => matchesLock(lock, { packages });
  assert.equal(installed({ 'node_modules/a': { version: '1.0.0' } }), true);
  assert.equal(installed({ 'node_modules/a': { version: '1.0.1' } }), false);
  assert.equal(installed({}), false);
  assert.equal(
    installed({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-darwin': { version: '1.9.0' } }),
    false,
  );
});
