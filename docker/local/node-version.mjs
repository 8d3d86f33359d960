// Imported first, alone: an older Node could not even load the other modules. Syntax here is old on purpose.
const OLDEST = [20, 19];

/** @param {string} version like 'v20.19.0' */
export function isNodeNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

if (!isNodeNewEnough(process.version)) {
  process.stderr.write(
    `✗ 需要 Node.js ${OLDEST.join('.')} 或更高版本，当前是 ${process.version}。请先升级 Node.js，再运行同一条命令。\n` +
      `  Node.js ${OLDEST.join('.')} or newer is needed; this is ${process.version}.\n`,
  );
  process.exit(1);
}
