// The whole system on this machine: services, data, API, worker; until Ctrl-C.
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from './build.mjs';
import { runStep } from './cli.mjs';
import { importSample, prepareDatabase } from './first-data.mjs';
import { firstFreePort, freePort } from './ports.mjs';
import { isAlive } from './processes.mjs';
import { LauncherError, say, step } from './say.mjs';
import { joinServices, leaveServices, reviveServices } from './services.mjs';
import { changeState, readState } from './state.mjs';
import { endOfLog, supervise } from './supervisor.mjs';

const READY_WITHIN = 120_000;
const HOPELESS_AFTER = 3;

/** Who breaks into the API finds there neither the database's owner nor what the audit and the year's ranking are sealed with. */
const NOT_FOR_API = {
  DATABASE_MIGRATION_URL: '',
  AUDIT_DATABASE_URL: '',
  AUDIT_SIGNING_KEY: '',
  ASSESSMENT_SIGNING_KEY: '',
};

/** Thrown to leave whatever is going on after Ctrl-C. */
class Stopped extends Error {}

/** @param {{once: boolean}} options @returns {Promise<number>} exit code */
export async function runStack({ once }) {
  const stop = stopSignal();
  const host = process.env.HOST || '127.0.0.1';
  const apps = [];
  let watch;
  let joined = false;
  try {
    await build();
    const services = await joinServices('start');
    joined = true;
    const port = await freePort(process.env.PORT, host);
    const workerPort = Number(process.env.WORKER_PORT || (await firstFreePort(port + 100, host)));
    const innerPort = Number(process.env.INNER_PORT || (await firstFreePort(port + 200, host)));
    const environment = {
      ...services,
      HOST: host,
      PORT: String(port),
      INNER_HOST: host,
      INNER_PORT: String(innerPort),
      WORKER_PORT: String(workerPort),
      SHUTDOWN_DRAIN_MS: process.env.SHUTDOWN_DRAIN_MS || '0', // nothing here turns requests to another API
    };
    watch = watchServices();
    stop.check();
    const { signIns, sample } = await prepareDatabase(environment);
    stop.check();
    apps.push(supervise('api', { ...environment, ...NOT_FOR_API }, (record) => remember('api', record)));
    apps.push(supervise('worker', environment, (record) => remember('worker', record)));
    const addressOf = (at) => `http://${host}:${at}`;
    const readiness = step('启动 API 与后台进程', () =>
      Promise.all([ready('API', apps[0], stop), ready('后台进程', apps[1], stop)]),
    );
    const [shownSignIns] = await Promise.all([sample ? importSample(environment, sample) : signIns, readiness]);
    stop.check();
    await changeState(async (state) => void (state.address = addressOf(port)));
    const table = await step('后台进程计算各校达标情况', () =>
      runStep(['compliance', '--table', '--wait'], environment),
    );
    process.stdout.write(`\n${table}\n${addresses(host, port, innerPort, workerPort)}\n${shownSignIns}\n`);
    if (!once) await untilStopped(stop);
  } catch (error) {
    if (!stop.asked()) throw error;
  } finally {
    await watch?.end();
    await stopAll(apps, joined);
  }
  return 0;
}

/** Ctrl-C asks once; the launcher's own work ends at its next pause. */
function stopSignal() {
  let asked = false;
  let tell;
  const told = new Promise((resolve) => (tell = resolve));
  const ask = () => {
    if (asked) return say('  正在停止，请稍候 …');
    asked = true;
    say('\n▸ 正在停止：API → 后台进程 → Redis → MariaDB');
    tell();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask);
  return {
    asked: () => asked,
    told,
    check: () => {
      if (asked) throw new Stopped();
    },
  };
}

async function untilStopped(stop) {
  say('运行中。按 Ctrl-C 停止。');
  const alive = setInterval(() => {}, 60_000);
  await stop.told;
  clearInterval(alive);
}

async function remember(name, record) {
  await changeState(async (state) => void (state.apps[name] = record));
}

/** Waits until the process itself says that it is ready; gives up when it keeps crashing or its port is another's. */
async function ready(name, app, stop) {
  const until = performance.now() + READY_WITHIN;
  while (performance.now() < until && app.crashes() < HOPELESS_AFTER) {
    stop.check();
    if (app.isReady()) return;
    if (app.takenAddress()) throw addressTaken(name, app.takenAddress());
    await sleep(50);
  }
  throw new LauncherError(
    `${name}没有就绪。日志 ${app.logFile} 的结尾：\n${endOfLog(app.logFile)}`,
    `${name} did not become ready; the end of its log is above.`,
  );
}

/** The port was free when the start began, and another program took it before ours listened. */
function addressTaken(name, address) {
  const port = Number(address.slice(address.lastIndexOf(':') + 1));
  const variable = name === 'API' ? 'PORT' : 'WORKER_PORT';
  return new LauncherError(
    `${name}没有启动：${address} 在启动期间被其他程序占用。请关闭占用该端口的程序后重新启动，或换一个端口：${variable}=${port + 1} npm start`,
    `${address} was taken by another program; stop it, or try: ${variable}=${port + 1} npm start`,
  );
}

/** A private service that dies is started again on the same folder and socket; the product reconnects by itself. */
function watchServices() {
  let looking = Promise.resolve();
  const look = async () => {
    const dead = Object.values(readState().services).filter((service) => !isAlive(service.process));
    if (dead.length === 0) return;
    say(`! ${dead.map((service) => service.name).join('、')} 意外退出，重新启动`);
    await reviveServices();
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error) => say(`! ${error.message}`));
  }, 2_000);
  return {
    end: () => {
      clearInterval(timer);
      return looking;
    },
  };
}

async function stopAll(apps, joined) {
  for (const app of apps) await app.stop();
  if (!joined) return;
  await leaveServices();
  say('✓ 已停止，数据保留在 .local/data');
}

function addresses(host, port, innerPort, workerPort) {
  const shown = host === '0.0.0.0' ? '127.0.0.1' : host;
  return [
    `GraphQL      http://${shown}:${port}/graphql`,
    `健康检查     http://${shown}:${innerPort}/readyz`,
    `指标         http://${shown}:${innerPort}/metrics   后台进程 http://${shown}:${workerPort}/metrics`,
    `日志         .local/logs/api.log  .local/logs/worker.log`,
    '',
  ].join('\n');
}
