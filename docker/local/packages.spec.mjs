import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { findBinary } from './binaries.mjs';
import { ensurePrograms, PROGRAMS } from './packages.mjs';

/** A machine with these programs; installing puts the servers there, unless `installs` is false. */
function machine({ has = [], uid = 1000, platform = 'linux', sudo = 1, installs = true }) {
  const there = new Set(has);
  const ran = [];
  return {
    ran,
    platform,
    uid,
    find: (name) => (there.has(name) ? `/usr/bin/${name}` : undefined),
    run: async (command, args) => {
      ran.push([command, ...args].join(' '));
      if (args.at(-1) === 'true') return sudo;
      if (!installs) return 100;
      for (const name of Object.values(PROGRAMS).flat()) there.add(name);
      return 0;
    },
  };
}

const BOTH = ['mariadb', 'redis'];

test('nothing is installed where the programs are', async () => {
  const here = machine({ has: ['mariadbd', 'mariadb-install-db', 'my_print_defaults', 'redis-server'] });
  await ensurePrograms(BOTH, here);
  assert.deepEqual(here.ran, []);
});

test('nothing is asked for when both services are given by URL', async () => {
  await ensurePrograms([], machine({}));
});

test('root installs only what is missing', async () => {
  const here = machine({ uid: 0, has: ['apt-get', 'redis-server'] });
  await ensurePrograms(BOTH, here);
  assert.equal(here.ran.length, 1);
  assert.match(here.ran[0], /^sh .*apt-install\.sh mariadb$/);
});

test('a user with sudo without a password installs by it', async () => {
  const here = machine({ has: ['apt-get', 'sudo'], sudo: 0 });
  await ensurePrograms(BOTH, here);
  assert.match(here.ran[1], /^\/usr\/bin\/sudo -n sh .*apt-install\.sh mariadb redis$/);
});

test('on macOS brew installs', async () => {
  const here = machine({ platform: 'darwin', has: ['brew'] });
  await ensurePrograms(BOTH, here);
  assert.deepEqual(here.ran, ['brew install mariadb redis']);
});

test('what tests open documents with is installed only when asked for', async () => {
  const here = machine({ uid: 0, has: ['apt-get', 'pdftotext'] });
  await ensurePrograms(['office'], here);
  assert.match(here.ran[0], /apt-install\.sh office$/);
});

test('where it cannot be installed, the sentence names its packages and no server', async () => {
  await assert.rejects(ensurePrograms(['office'], machine({ has: ['apt-get'] })), (error) => {
    assert.match(error.message, /LibreOffice.*libreoffice-writer-nogui.*poppler-utils/s);
    assert.doesNotMatch(error.message, /DATABASE_URL|mariadb/);
    return true;
  });
});

const REFUSED = {
  'no rights and no sudo': [machine({ has: ['apt-get'] }), /不能安装软件包/],
  'sudo that wants a password': [machine({ has: ['apt-get', 'sudo'] }), /不能安装软件包/],
  'no package manager': [machine({ uid: 0 }), /没有可用的软件包管理器/],
  'no network': [machine({ uid: 0, has: ['apt-get'], installs: false }), /没有网络/],
};
for (const [name, [here, sentence]] of Object.entries(REFUSED)) {
  test(`${name}: a sentence with the ways out`, async () => {
    await assert.rejects(ensurePrograms(BOTH, here), (error) => {
      assert.equal(error.name, 'LauncherError');
      assert.match(error.message, sentence);
      for (const way of ['docker/compose.yml', 'DATABASE_URL', 'REDIS_URL'])
        assert.ok(error.message.includes(way), way);
      assert.notEqual(error.exitCode, 0);
      return true;
    });
  });
}

test('programs are looked for in PATH, then where system servers live', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sxbq-bin-'));
  writeFileSync(path.join(folder, 'tool'), '');
  assert.equal(findBinary('tool', folder, []), undefined, 'not executable');
  chmodSync(path.join(folder, 'tool'), 0o755);
  assert.equal(findBinary('tool', folder, []), path.join(folder, 'tool'));
  assert.equal(findBinary('tool', '/nowhere', [folder]), path.join(folder, 'tool'));
  assert.equal(findBinary('tool', '/nowhere', []), undefined);
});
