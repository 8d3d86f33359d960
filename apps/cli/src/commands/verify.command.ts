import { verifyBundle } from '@sxbq/assessment/verification';
import { DomainError, PublicKeys, publicKeysOf } from '@sxbq/kernel';
import { Command } from 'commander';
import type { CommandContext } from '../command-context';
import { readBundle } from '../verify/bundle-file';
import { verifyReport } from '../verify/verify-report';

interface VerifyArguments {
  readonly publicKey?: string;
  readonly previous?: string;
  readonly json?: boolean;
}

/** `verify FILE`: recomputes a published ranking from its facts. 0: intact, 1: something differs, 2: cannot be read. */
export function registerVerifyCommand(program: Command, context: Pick<CommandContext, 'print'>): void {
  program
    .command('verify')
    .description(
      '核验已公布的考核排名数据包：由事实重新计算并指出每一处不符；不需要数据库（退出码 0 完好，1 不符，2 无法读取）',
    )
    .argument('<数据包.json>', '完整版或公开版')
    .option('--public-key <编号:base64>', '签发机关公布的公钥，可用逗号分隔多把')
    .option('--previous <数据包.json>', '上一年度的数据包，核对首尾相接')
    .option('--json', '以 JSON 输出')
    .action(async (file: string, { publicKey, previous, json }: VerifyArguments) => {
      const publicKeys = publicKey === undefined ? undefined : keysOf(publicKey);
      const { bundle, canonical } = await readBundle(file);
      const before = previous === undefined ? undefined : (await readBundle(previous)).bundle;
      const verification = verifyBundle(bundle, { publicKeys, previous: before });
      context.print(
        json ? JSON.stringify({ ...verification, canonical }, null, 2) : verifyReport(verification, canonical),
      );
      if (!verification.intact) process.exitCode = 1;
    });
}

function keysOf(text: string): PublicKeys {
  try {
    return publicKeysOf(text);
  } catch {
    throw new DomainError('BAD_INPUT', 'PUBLIC_KEY_MALFORMED', '公钥应为“编号:base64(32 字节)”，多把用逗号分隔。');
  }
}
