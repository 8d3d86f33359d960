// From whatever Node the machine has to this project's dependencies and its pinned Node.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { ROOT } from './paths.mjs';
import { LauncherError, runMain } from './say.mjs';
import { runChild } from './children.mjs';

const PINNED = path.join(ROOT, 'node_modules/node/bin/node');
const OLDEST_RUNTIME = 24;

/**
 * Runs a launcher script: dependencies first, then the script again on the pinned Node when this is another one.
 * @param {string} script its file
 * @param {(args: string[]) => Promise<number | undefined>} main gets the script's arguments, gives the exit code
 */
export async function launch(script, main) {
  await runMain(async () => {
    await ensureDependencies();
    const node = runtime(process.version, existsSync(PINNED));
    const args = process.argv.slice(2);
    return node === undefined ? main(args) : runChild(node, [script, ...args]);
  });
}

/**
 * @param {string} current version of the running Node
 * @param {boolean} havePinned whether node_modules holds a Node
 * @returns {string | undefined} the Node to run on instead of this one
 */
export function runtime(current, havePinned, wanted = pinnedVersion()) {
  if (current === wanted) return undefined;
  if (havePinned) return PINNED;
  if (Number(current.slice(1).split('.')[0]) >= OLDEST_RUNTIME) return undefined;
  throw new LauncherError(
    `node_modules 里没有固定版本的 Node（${wanted}）：安装时可能禁用了脚本（ignore-scripts）。` +
      '请运行 npm rebuild node --foreground-scripts，或改用 Node 24。',
    `The pinned Node ${wanted} is missing: run "npm rebuild node --foreground-scripts", or use Node 24.`,
  );
}

function pinnedVersion() {
  return `v${JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).devDependencies.node}`;
}
