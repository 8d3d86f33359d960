// `npm run gen`: writes schema.graphql and docs/generated from the code; `-- --check` only compares. Needs no services.
import './node-version.mjs';

const { launch } = await import('./bootstrap.mjs');

await launch(import.meta.filename, async (args) => {
  const [{ build }, { runHere }] = await Promise.all([import('./build.mjs'), import('./cli.mjs')]);
  await build();
  return runHere(['gen', ...args]);
});
