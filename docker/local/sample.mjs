// `npm run sample [-- --out DIR …]`: writes the ledgers of the fictional city, by default into .local/sample.
import './node-version.mjs';

const { launch } = await import('./bootstrap.mjs');

await launch(import.meta.filename, async (args) => {
  const [{ build }, { runCommand }, { LOCAL }] = await Promise.all([
    import('./build.mjs'),
    import('./cli.mjs'),
    import('./paths.mjs'),
  ]);
  await build();
  const out = args.includes('--out') ? [] : ['--out', `${LOCAL}/sample`];
  return runCommand(['sample', ...out, ...args], {});
});
