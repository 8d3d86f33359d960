import { EntityId } from '@sxbq/kernel';

/** Where the annotated copy of an import is downloaded, signed in. */
export const errorWorkbookPath = (importId: EntityId): string => `/ledgers/imports/${importId}/errors.xlsx`;
