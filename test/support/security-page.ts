/** A row of docs/security.md: '### A1 Title', then lines that begin with Built, Not built, Not proven, Missing; proofs. */
export interface SecurityRow {
  readonly row: string;
  readonly built: string | null;
  readonly notBuilt: string | null;
  readonly notProven: string | null;
  readonly proofs: readonly string[];
}

export interface Proof {
  readonly row: string;
  readonly file: string;
  readonly test: string;
}

export function rowsOf(page: string): SecurityRow[] {
  return page
    .split(/^(?=##)/m)
    .filter((section) => /^### [A-Z]\d+ /.test(section))
    .map((section) => {
      const said = (word: string): string | null => new RegExp(`^${word}: (.+)$`, 'm').exec(section)?.[1] ?? null;
      return {
        row: /^### ([A-Z]\d+) /.exec(section)?.[1] ?? '',
        built: said('Built'),
        notBuilt: said('Not built'),
        notProven: said('Not proven'),
        proofs: [...section.matchAll(/^- (`.+)$/gm)].map(([, proof = '']) => proof),
      };
    });
}

export function proofsOf({ row, proofs }: SecurityRow): Proof[] {
  return proofs.map((proof) => {
    const [, file = '', test = ''] = /^`([^`]+)` › (.+)$/.exec(proof) ?? [];
    return { row, file, test };
  });
}
