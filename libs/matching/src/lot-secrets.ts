import { randomBytes } from 'node:crypto';

/** Where the secrets come from that rounds commit to; tests give their own. */
export abstract class LotSecrets {
  abstract draw(): string;
}

/** 256 random bits in hex: nobody guesses what a commitment stands for. */
export class RandomLotSecrets extends LotSecrets {
  draw(): string {
    return randomBytes(32).toString('hex');
  }
}
