import { randomBytes } from 'node:crypto';

/** Where seeds come from; tests give their own. */
export abstract class SeedSource {
  abstract draw(): string;
}

/** 128 random bits in hex: nobody, not the officer either, chooses the lots. */
export class RandomSeeds extends SeedSource {
  draw(): string {
    return randomBytes(16).toString('hex');
  }
}
