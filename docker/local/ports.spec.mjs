import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import { firstFreePort, freePort } from './ports.mjs';

test('a port in use is told with the command that gets round it', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await assert.rejects(freePort(String(port), '127.0.0.1'), {
    message: new RegExp(`端口 ${port} 已被其他程序占用.*PORT=${port + 1} npm start`, 's'),
  });
  assert.notEqual(await firstFreePort(port, '127.0.0.1'), port);
  server.close();
  await once(server, 'close');
  assert.equal(await freePort(String(port), '127.0.0.1'), port);
});

for (const wrong of ['abc', '0', '65536', '3.5', '-1']) {
  test(`PORT=${wrong} is refused`, () => assert.rejects(freePort(wrong, '127.0.0.1'), /PORT/));
}
