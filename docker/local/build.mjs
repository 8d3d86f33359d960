// `npm run build`: compiles apps, libs and benchmarks into dist with swc; only what changed, nothing when nothing did.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { withLock } from './lock.mjs';
import { DIST, LOCAL, ROOT } from './paths.mjs';
import { LauncherError, runMain, say, step } from './say.mjs';
import { compilerOptions, tsconfig } from './swc-options.mjs';

const STAMP = path.join(DIST, '.build.json');
/** Benchmarks run compiled, like the product that they measure. */
const BENCHMARKS = ['test/bench', 'test/support'];
const TESTS = /\.(spec|db-spec|e2e-spec|office-spec)\.ts$|\.d\.ts$/;

/**
 * Brings dist up to date with the sources.
 * @param {(line: string) => void} [tell]
 * @returns {Promise<number>} how many files were compiled or copied
 */
export async function build(tell = say) {
  return withLock(path.join(LOCAL, 'build.lock'), () => step('编译', () => buildChanged(), tell));
}

async function buildChanged() {
  const before = readStamp();
  const settings = settingsDigest();
  if (before.settings !== settings) {
    rmSync(DIST, { recursive: true, force: true });
    before.files = {};
  }
  const files = sources();
  for (const gone of Object.keys(before.files).filter((file) => !(file in files))) removeOutput(gone);
  const changed = Object.keys(files).filter(
    (file) => files[file] !== before.files[file] || !existsSync(path.join(ROOT, outputOf(file))),
  );
  if (changed.length === 0 && Object.keys(before.files).length === Object.keys(files).length) return 0;
  await emit(changed);
  mkdirSync(DIST, { recursive: true });
  writeFileSync(STAMP, JSON.stringify({ settings, files }));
  return changed.length;
}

/** @returns {{settings: string, files: Record<string, string>}} what dist was made from */
function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return { settings: '', files: {} };
  }
}

/** What makes every file compile anew: the aliases, the compiler, this script. */
function settingsDigest() {
  const compiler = readFileSync(path.join(ROOT, 'node_modules/@swc/core/package.json'), 'utf8');
  const text = [
    JSON.stringify(swcOptions('')),
    JSON.parse(compiler).version,
    readFileSync(import.meta.filename, 'utf8'),
  ];
  return createHash('sha256').update(text.join('\n')).digest('hex');
}

/** @returns {Record<string, string>} each source file, relative to the project, with its size and time */
function sources() {
  const folders = [...sourceFolders('libs'), ...sourceFolders('apps').filter(isProgram), ...BENCHMARKS.filter(isThere)];
  const found = {};
  for (const folder of folders) {
    for (const entry of readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || TESTS.test(entry.name)) continue;
      const file = path.join(path.relative(ROOT, entry.parentPath), entry.name);
      const { mtimeMs, size } = statSync(path.join(ROOT, file));
      found[file] = `${size}-${mtimeMs}`;
    }
  }
  return found;
}

function sourceFolders(top) {
  return readdirSync(path.join(ROOT, top), { withFileTypes: true })
    .map((entry) => `${top}/${entry.name}/src`)
    .filter(isThere);
}

function isThere(folder) {
  return existsSync(path.join(ROOT, folder));
}

/** An app of another kind, a web page, is built by its own tool. */
function isProgram(folder) {
  return isThere(`${folder}/main.ts`);
}

function outputOf(file) {
  return path.join('dist', file.replace(/\.ts$/, '.js'));
}

function removeOutput(file) {
  for (const suffix of ['', '.map']) rmSync(path.join(ROOT, outputOf(file) + suffix), { force: true });
}

async function emit(files) {
  const { transformFile } = await import('@swc/core');
  const problems = [];
  await Promise.all(
    files.map(async (file) => {
      const output = path.join(ROOT, outputOf(file));
      mkdirSync(path.dirname(output), { recursive: true });
      if (!file.endsWith('.ts')) return cpSync(path.join(ROOT, file), output);
      try {
        const { code, map } = await transformFile(path.join(ROOT, file), swcOptions(output));
        writeFileSync(output, `${code}//# sourceMappingURL=${path.basename(output)}.map\n`);
        writeFileSync(`${output}.map`, map);
      } catch (error) {
        problems.push(`${file}\n${error.message}`);
      }
    }),
  );
  if (problems.length === 0) return;
  throw new LauncherError(`编译失败：\n${problems.join('\n')}`, 'The sources above do not compile.');
}

function swcOptions(output) {
  return {
    swcrc: false,
    configFile: false,
    cwd: ROOT,
    sourceMaps: true,
    outputPath: output,
    module: { type: 'commonjs' },
    jsc: { ...compilerOptions(), baseUrl: ROOT, paths: tsconfig().paths },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    const began = performance.now();
    const count = await build();
    say(
      count === 0
        ? '✓ dist 已是最新'
        : `✓ 编译 ${count} 个文件（${((performance.now() - began) / 1000).toFixed(1)} 秒）`,
    );
  });
}
