import net from 'node:net';
import { LauncherError } from './say.mjs';

/**
 * @param {number} port @param {string} host
 * @returns {Promise<string | undefined>} why nobody can listen there; undefined when it is free
 */
export function whyTaken(port, host) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', (error) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

/**
 * @param {string | undefined} text value of the variable PORT
 * @param {string} host
 * @returns {Promise<number>} the port, free at the moment
 * @throws {LauncherError} with the command that gets round it
 */
export async function freePort(text, host) {
  const port = Number(text || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new LauncherError('PORT 须是 1 至 65535 的整数，例如：PORT=3001 npm start', 'PORT must be 1 to 65535.');
  }
  const why = await whyTaken(port, host);
  if (why === undefined) return port;
  const another = port < 65_535 ? port + 1 : 3000;
  const reason = { EADDRINUSE: '已被其他程序占用', EACCES: '不允许当前用户监听' }[why] ?? `不可用（${why}）`;
  throw new LauncherError(
    `端口 ${port} ${reason}。换一个端口再试：PORT=${another} npm start`,
    `Port ${port} is not available (${why}); try: PORT=${another} npm start`,
  );
}

/** @param {number} from @param {string} host @returns {Promise<number>} the first free port of the twenty from there */
export async function firstFreePort(from, host) {
  for (let port = from; port < from + 20; port += 1) if ((await whyTaken(port, host)) === undefined) return port;
  throw new LauncherError(`端口 ${from} 至 ${from + 19} 全部被占用。`, `Ports ${from} to ${from + 19} are all taken.`);
}
