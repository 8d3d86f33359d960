// `npm start`: from a fresh clone to a served city. `npm start -- --once` stops again after printing the table.
import './node-version.mjs';

const { launch } = await import('./bootstrap.mjs');

await launch(import.meta.filename, async (args) =>
  (await import('./stack.mjs')).runStack({ once: args.includes('--once') }),
);
