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

/**
 * Ends a launcher script the same way everywhere: the exit code of its work, or a sentence and a code that is not 0.
 * @param {() => Promise<number | undefined>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (error instanceof LauncherError) say(`✗ ${error.message}`);
    else say(`✗ 启动器出错：${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = error instanceof LauncherError ? error.exitCode : 1;
  }
}
