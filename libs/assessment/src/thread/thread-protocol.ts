import type { ErrorKind } from '@sxbq/kernel';
import type { BundleSeal } from '../domain/bundle/seal-bundle';
import type { AssessmentScheme, OrganisationFacts, RankingInput } from '../domain/model';
import type { Rankable } from '../domain/ranking/rank-organisations';

/** What a thread is started with; the organisations follow in pages, so that no event loop copies them all at once. */
export type ThreadTask =
  | { readonly task: 'RANK'; readonly of: Omit<Rankable, 'organisations'> }
  | { readonly task: 'COMPARE'; readonly schemes: readonly [before: AssessmentScheme, after: AssessmentScheme] }
  | { readonly task: 'SEAL'; readonly of: Omit<RankingInput, 'organisations'> };

/** Owner → thread. */
export type OwnerMessage =
  | { readonly kind: 'ORGANISATIONS'; readonly page: readonly OrganisationFacts[] }
  | { readonly kind: 'BEGIN' }
  | { readonly kind: 'SIGNED'; readonly seal: BundleSeal };

/** Thread → owner. */
export type ThreadMessage<Result> =
  /** The owner is to sign: the key stays with it. */
  | { readonly kind: 'SIGN'; readonly digest: string }
  | { readonly kind: 'DONE'; readonly result: Result }
  /** A DomainError, which does not keep its class on the way. */
  | {
      readonly kind: 'REFUSED';
      readonly error: {
        readonly kind: ErrorKind;
        readonly code: string;
        readonly message: string;
        readonly details: Readonly<Record<string, unknown>>;
      };
    }
  | { readonly kind: 'FAILED'; readonly error: string };

/** A sealed bundle as it is kept. */
export interface SealedBundle {
  readonly digest: string;
  readonly publicKey: string;
  /** The whole bundle, its canonical text. */
  readonly content: Uint8Array<ArrayBuffer>;
  /** Of the content. */
  readonly sha256: string;
  readonly publicContent: Uint8Array<ArrayBuffer>;
}
