// Keeps this checkout's services running until Ctrl-C and prints how to reach them, for work by hand:
//   node docker/local/dev-env.mjs        services of a running `npm start`, or started for as long as this runs
import { once } from 'node:events';
import { joinServices, leaveServices } from './services.mjs';
import { runMain, say } from './say.mjs';

await runMain(async () => {
  const environment = await joinServices('command');
  for (const [name, value] of Object.entries(environment)) process.stdout.write(`export ${name}='${value}'\n`);
  say('服务运行中，按 Ctrl-C 停止。');
  const alive = setInterval(() => {}, 60_000);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  clearInterval(alive);
  await leaveServices();
});
