import { DomainError } from '@sxbq/kernel';
import { createHash } from 'node:crypto';
import { MessagePort, parentPort, workerData } from 'node:worker_threads';
import { publicVersionOf } from '../domain/bundle/public-bundle';
import { BundleSeal, bundleText, unsignedBundle } from '../domain/bundle/seal-bundle';
import { OrganisationFacts, RankingInput } from '../domain/model';
import { compareSchemes } from '../domain/movement/compare-schemes';
import { rankAll } from '../domain/ranking/rank-organisations';
import { OwnerMessage, SealedBundle, ThreadMessage, ThreadTask } from './thread-protocol';

/** Entry of the thread that ranks and seals, so that no event loop waits for it. Started by `ranking-threads`. */

class Conversation {
  constructor(private readonly port: MessagePort) {}

  post(message: ThreadMessage<object>, handedOver: ArrayBuffer[] = []): void {
    this.port.postMessage(message, handedOver);
  }

  organisations(): Promise<OrganisationFacts[]> {
    return new Promise((resolve) => {
      const all: OrganisationFacts[] = [];
      const take = (message: OwnerMessage): void => {
        if (message.kind === 'ORGANISATIONS') return void all.push(...message.page);
        this.port.off('message', take);
        resolve(all);
      };
      this.port.on('message', take);
    });
  }

  sealOver(digest: string): Promise<BundleSeal> {
    return new Promise((resolve) => {
      this.port.once('message', (message: OwnerMessage) => {
        if (message.kind === 'SIGNED') resolve(message.seal);
      });
      this.post({ kind: 'SIGN', digest });
    });
  }
}

async function perform(task: ThreadTask, owner: Conversation): Promise<void> {
  const organisations = await owner.organisations();
  switch (task.task) {
    case 'RANK':
      return owner.post({ kind: 'DONE', result: rankAll({ ...task.of, organisations }) });
    case 'COMPARE':
      return owner.post({ kind: 'DONE', result: compareSchemes(organisations, ...task.schemes) });
    case 'SEAL': {
      const result = await seal({ ...task.of, organisations }, owner);
      return owner.post({ kind: 'DONE', result }, [result.content.buffer, result.publicContent.buffer]);
    }
  }
}

async function seal(input: RankingInput, owner: Conversation): Promise<SealedBundle> {
  const unsigned = unsignedBundle(input);
  const bundle = { ...unsigned, ...(await owner.sealOver(unsigned.digest)) };
  const bytes = new TextEncoder();
  const content = bytes.encode(bundleText(bundle));
  return {
    digest: bundle.digest,
    publicKey: bundle.publicKey,
    content,
    sha256: createHash('sha256').update(content).digest('hex'),
    publicContent: bytes.encode(bundleText(publicVersionOf(bundle))),
  };
}

function endingOf(error: unknown): ThreadMessage<never> {
  if (error instanceof DomainError) {
    const { kind, code, message, details } = error;
    return { kind: 'REFUSED', error: { kind, code, message, details } };
  }
  return { kind: 'FAILED', error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

async function main(port: MessagePort, task: ThreadTask): Promise<void> {
  const owner = new Conversation(port);
  try {
    await perform(task, owner);
  } catch (error) {
    owner.post(endingOf(error));
  } finally {
    port.close();
  }
}

if (parentPort) void main(parentPort, workerData as ThreadTask);
