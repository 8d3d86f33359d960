// Completes package-lock.json after `npm install`: `node docker/local/complete-lock.mjs [--check]`
// npm leaves out an optional package for another system that the registry at hand does not serve, and then `npm ci`
// refuses the lock file. Such a package is named exactly by the one that wants it, so its entry can be written down.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './paths.mjs';
import { runMain, say } from './say.mjs';

const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const PROCESSORS = [
  'arm64',
  'arm',
  'x64',
  'ia32',
  'ppc64',
  'ppc64le',
  's390x',
  'riscv64',
  'loong64',
  'mips64el',
  'wasm32',
];

/**
 * @param {Record<string, object>} packages of a lock file
 * @returns {Record<string, object>} entries that it lacks, by folder
 */
export function missingEntries(packages) {
  const missing = {};
  for (const [folder, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isFound(packages, folder, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...systemOf(name),
        optional: true,
        ...(entry.dev ? { dev: true } : {}),
      };
    }
  }
  return missing;
}

/** @param {Record<string, object>} packages @returns {boolean} whether an entry says where it was downloaded from */
export function namesRegistry(packages) {
  return Object.values(packages).some((entry) => /^https?:/.test(entry.resolved ?? ''));
}

/** Node's own way: the package's folder, then each folder above it. */
function isFound(packages, folder, name) {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at ? `${at}/` : ''}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}

/** Such packages are called after their system: …-darwin-arm64, …-linux-x64-musl, …-win32-x64-msvc. */
function systemOf(name) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  const libc = words.at(-1).startsWith('musl') ? 'musl' : words.at(-1).startsWith('gnu') ? 'glibc' : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }), ...(os === 'linux' && libc && { libc: [libc] }) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    const file = path.join(ROOT, 'package-lock.json');
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    const missing = missingEntries(lock.packages);
    const names = Object.keys(missing);
    if (namesRegistry(lock.packages)) {
      say('✗ package-lock.json 含有软件源地址，请保留 .npmrc 的 omit-lockfile-registry-resolved=true 后重新生成');
      return 1;
    }
    if (names.length === 0) return 0;
    if (process.argv.includes('--check')) {
      say(
        `✗ package-lock.json 缺少 ${names.length} 项，请运行 node docker/local/complete-lock.mjs：\n${names.join('\n')}`,
      );
      return 1;
    }
    lock.packages = Object.fromEntries(
      Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en')),
    );
    writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
    say(`✓ 已补全 ${names.length} 项`);
    return 0;
  });
}
