import { DomainError } from '@sxbq/kernel';
import { createInterface } from 'node:readline/promises';
import { Readable, Writable } from 'node:stream';

interface Input extends Readable {
  readonly isTTY?: boolean;
}

/**
 * One line from standard input: never an argument, which every user of the machine could read. At a terminal it is
 * asked for and not shown.
 */
export async function readPassword(input: Input, explain: (line: string) => void): Promise<string> {
  if (input.isTTY) explain('请输入密码（不会显示），回车结束：');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: input.isTTY === true });
  try {
    for await (const line of lines) return line;
  } finally {
    lines.close();
  }
  throw new DomainError(
    'BAD_INPUT',
    'PASSWORD_MISSING',
    '没有从标准输入读到密码。示例：printf %s "$密码" | sxbq user add …',
  );
}
