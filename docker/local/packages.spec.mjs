import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { findBinary } from './binaries.mjs';
import { capture } from './children.mjs';
import { NEEDS } from './needs.mjs';
import { ensurePrograms } from './packages.mjs';

const VERSIONS = {
  mariadbd: 'mariadbd  Ver 10.11.19-MariaDB-0 for linux',
  'redis-server': 'Redis server v=7.0.15 sha=0',
};
const SERVERS = ['mariadbd', 'mariadb-install-db', 'my_print_defaults', 'redis-server'];
const POPPLER = ['pdftotext', 'pdftoppm', 'pdfinfo', 'pdffonts'];

/**
 * A machine with these programs, LibreOffice with these formats; installing puts everything there, unless `installs` is
 * false.
 */
function machine({
  has = [],
  formats = [],
  versions = VERSIONS,
  uid = 1000,
  platform = 'linux',
  sudo = 1,
  installs = true,
}) {
  const there = new Set(has);
  const written = new Set(formats);
  const ran = [];
  return {
    ran,
    platform,
    uid,
    find: (name) => (there.has(name) ? `/usr/bin/${name}` : undefined),
    ask: async (command, args) => {
      const name = path.basename(command);
      if (name === 'soffice') convert(args, written);
      return { code: 0, output: versions[name] ?? '' };
    },
    run: async (command, args) => {
      ran.push([command, ...args].join(' '));
      if (args.at(-1) === 'true') return sudo;
      if (!installs) return 100;
      for (const name of [...SERVERS, ...POPPLER, 'soffice']) there.add(name);
      for (const format of ['docx', 'xlsx']) written.add(format);
      return 0;
    },
  };
}

/** As LibreOffice does: what it has no part for, it leaves unwritten, and says nothing. */
function convert(args, formats) {
  const [format, folder] = [args[args.indexOf('--convert-to') + 1], args[args.indexOf('--outdir') + 1]];
  if (formats.has(format)) writeFileSync(path.join(folder, `probe.${format}`), '');
}

const BOTH = ['mariadb', 'redis'];

test('nothing is installed where the programs are', async () => {
  const here = machine({ has: SERVERS });
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

test('a part of what is needed is not enough: LibreOffice Calc without Writer', async () => {
  const has = ['soffice', ...POPPLER];
  const whole = machine({ has, formats: ['docx', 'xlsx'] });
  await ensurePrograms(['office'], whole);
  assert.deepEqual(whole.ran, []);
  const installing = machine({ uid: 0, has: [...has, 'apt-get'], formats: ['xlsx'] });
  await ensurePrograms(['office'], installing);
  assert.match(installing.ran[0], /apt-install\.sh office$/);
  await assert.rejects(ensurePrograms(['office'], machine({ has, formats: ['xlsx'] })), (error) => {
    assert.match(error.message, /LibreOffice Writer/);
    assert.doesNotMatch(error.message, /LibreOffice Calc|pdftotext/);
    return true;
  });
});

for (const [service, has] of Object.entries({ mariadb: SERVERS, redis: SERVERS, office: ['soffice', ...POPPLER] })) {
  for (const absent of has.filter((name) => NEEDS[service].some((need) => need.name.startsWith(name)))) {
    test(`${service} without ${absent} is missing, and said by name`, async () => {
      const here = machine({ has: has.filter((name) => name !== absent), formats: ['docx', 'xlsx'] });
      await assert.rejects(ensurePrograms([service], here), (error) => {
        assert.ok(error.message.includes(absent), error.message);
        return true;
      });
    });
  }
}

test('a program that is there and does not start, or is too old, is missing', async () => {
  const broken = { ...machine({ has: SERVERS }), ask: async () => ({ code: 127, output: '' }) };
  await assert.rejects(ensurePrograms(['mariadb'], broken), /mariadbd ≥ 10\.6、my_print_defaults/);
  const old = { mariadbd: 'mariadbd  Ver 10.5.29-MariaDB', 'redis-server': 'Redis server v=5.0.14' };
  await assert.rejects(
    ensurePrograms(BOTH, machine({ has: SERVERS, versions: old })),
    /mariadbd ≥ 10\.6.*redis-server ≥ 6\.0/,
  );
  const newer = { mariadbd: 'mariadbd  Ver 11.4.2-MariaDB', 'redis-server': 'Redis server v=8.0.0' };
  await ensurePrograms(BOTH, machine({ has: SERVERS, versions: newer }));
});

test('the probe believes what LibreOffice writes, not what it answers', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sxbq-bin-'));
  const office = path.join(folder, 'soffice');
  writeFileSync(office, '#!/bin/sh\n[ "$4" = xlsx ] && : > "$6/probe.xlsx"\nexit 0\n');
  chmodSync(office, 0o755);
  const find = (name) => findBinary(name, folder, []);
  const ask = async (command, args) => ({ code: (await capture(command, args)).code, output: '' });
  const answers = [];
  for (const need of NEEDS.office.filter(({ name }) => name.startsWith('LibreOffice')))
    answers.push(await need.isThere({ find, ask }));
  assert.deepEqual(answers, [false, true]);
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
