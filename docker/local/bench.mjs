// `npm run bench [-- a …]`: the benchmarks of test/bench one after another, each on durable services of its own.
import './node-version.mjs';

const { launch } = await import('./bootstrap.mjs');

await launch(import.meta.filename, async (args) => (await import('./benchmarks.mjs')).runBenchmarks(args));
