export default async function teardown() {
  await globalThis.throwawayServices?.stop();
}
