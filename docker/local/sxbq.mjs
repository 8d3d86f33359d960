// `npm run sxbq -- <command> …`: the product's command line, with the services it needs.
import './node-version.mjs';

const { launch } = await import('./bootstrap.mjs');

await launch(import.meta.filename, async (args) => {
  const [{ build }, { migrate, runCommand, runVerifier }, { joinServices, leaveServices }] = await Promise.all([
    import('./build.mjs'),
    import('./cli.mjs'),
    import('./services.mjs'),
  ]);
  // Ctrl-C is for the command: we stay to stop what we started.
  process.on('SIGINT', () => {});
  await build();
  if (args[0] === 'verify') return runVerifier(args);
  const asksForHelp = args.length === 0 || args.some((arg) => arg === '--help' || arg === '-h');
  if (asksForHelp) return runCommand(args, {});
  const environment = await joinServices('command');
  try {
    if (args[0] !== 'migrate') await migrate(environment);
    return await runCommand(args, environment);
  } finally {
    await leaveServices();
  }
});
