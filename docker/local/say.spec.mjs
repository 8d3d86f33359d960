import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { explain, LauncherError, step } from './say.mjs';

test('a short step says nothing, a long one shows itself and its time', async () => {
  const lines = [];
  const tell = (line) => lines.push(line);
  assert.equal(await step('短', async () => 'result', tell), 'result');
  assert.deepEqual(lines, []);
  await step('长', () => sleep(800), tell);
  assert.equal(lines[0], '▸ 长 …');
  assert.match(lines[1], /^✓ 长（0\.[89] 秒）$|^✓ 长（\d+\.\d 秒）$/);
});

test('a failure is a sentence with a way out, never a stack, unless nobody foresaw it', () => {
  assert.deepEqual(explain(new LauncherError('不行。', 'No.', 3)), { text: '不行。\n  No.', exitCode: 3 });
  const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', path: '/x/.local' });
  assert.match(explain(denied).text, /^没有权限：\/x\/\.local。请检查/);
  assert.match(explain(Object.assign(new Error('full'), { code: 'ENOSPC' })).text, /磁盘已满/);
  assert.match(explain(new TypeError('unforeseen')).text, /启动器出错：TypeError: unforeseen\n/);
});
