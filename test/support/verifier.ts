import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BundleVerification } from '@sxbq/assessment/verification';
import { buildProduct } from './processes';

const VERIFY = path.resolve(__dirname, '../../dist/apps/cli/src/verify.js');

/** `sxbq verify` as a process of its own, without a single variable of the platform. */
export class Verifier {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'sxbq-year-end-'));

  static async built(): Promise<Verifier> {
    await buildProduct();
    return new Verifier();
  }

  keep(name: string, content: Buffer | string): void {
    writeFileSync(path.join(this.folder, name), content);
  }

  async verify(...args: string[]): Promise<BundleVerification & { readonly exitCode: number }> {
    const child = spawn(process.execPath, [VERIFY, 'verify', '--json', ...args], {
      cwd: this.folder,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let stdout = '';
    child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
    const [exitCode] = (await once(child, 'close')) as [number];
    return { ...(JSON.parse(stdout) as BundleVerification), exitCode };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
