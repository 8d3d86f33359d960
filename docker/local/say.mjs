// What the launcher tells its user. Everything goes to standard error: standard output belongs to results.

/** A failure that the user can do something about: shown as it is, without a stack. */
export class LauncherError extends Error {
  /** @param {string} chinese @param {string} english @param {number} [exitCode] */
  constructor(chinese, english, exitCode = 1) {
    super(`${chinese}\n  ${english}`);
    this.name = 'LauncherError';
    this.exitCode = exitCode;
  }
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} since milliseconds of `performance.now()` */
export function secondsSince(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} 秒`;
}

/**
 * Runs one step of the launcher. A step that lasts longer than a second shows itself, then again every ten seconds,
 * and tells its time at the end; a shorter one says nothing.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {(line: string) => void} [tell]
 * @returns {Promise<T>}
 */
export async function step(title, work, tell = say) {
  const began = performance.now();
  let shown = false;
  const show = () => {
    tell(shown ? `  … ${title}（已 ${secondsSince(began)}）` : `▸ ${title} …`);
    shown = true;
  };
  const soon = setTimeout(show, 700);
  const often = setInterval(show, 10_000);
  try {
    const result = await work();
    if (shown) tell(`✓ ${title}（${secondsSince(began)}）`);
    return result;
  } finally {
    clearTimeout(soon);
    clearInterval(often);
  }
}

const FROM_THE_SYSTEM = {
  EACCES: ['没有权限', '请检查项目文件夹（尤其 .local）是否属于当前用户，或换一个可写的文件夹重新克隆。'],
  EPERM: ['没有权限', '请检查项目文件夹（尤其 .local）是否属于当前用户，或换一个可写的文件夹重新克隆。'],
  EROFS: ['文件系统只读', '请在可写的文件夹里重新克隆本项目。'],
  ENOSPC: ['磁盘已满', '请清理磁盘后再试；.local 里是本项目的数据与日志。'],
};

/** @param {unknown} error @returns {{text: string, exitCode: number}} what its user is told */
export function explain(error) {
  if (error instanceof LauncherError) return { text: error.message, exitCode: error.exitCode };
  const [what, wayOut] = FROM_THE_SYSTEM[error?.code] ?? [];
  if (what) return { text: `${what}：${error.path ?? ''}。${wayOut}\n  ${error.message}`, exitCode: 1 };
  return { text: `启动器出错：${error instanceof Error ? error.stack : String(error)}`, exitCode: 1 };
}

/**
 * Ends a launcher script the same way everywhere: the exit code of its work, or a sentence and a code that is not 0.
 * @param {() => Promise<number | undefined>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const { text, exitCode } = explain(error);
    say(`✗ ${text}`);
    process.exitCode = exitCode;
  }
}
