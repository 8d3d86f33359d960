// `npm test`: every gate of the project, then one line that sums them up. `npm test -- unit lint` runs those alone.
import '../docker/local/node-version.mjs';

const { launch } = await import('../docker/local/bootstrap.mjs');

await launch(import.meta.filename, async (args) => (await import('./gates/run-gates.mjs')).runGates(args));
