/** One measured figure against its limit or peer, in the same run. */
export interface Ratio {
  readonly name: string;
  readonly ratio: number;
  /** 'min': the ratio should be at least the target; 'max': at most. */
  readonly goal: 'min' | 'max';
  readonly target: number;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

export function heading(text: string): void {
  print(`\n${text}`);
}

export function figure(name: string, value: string): void {
  print(`  ${name.padEnd(52)} ${value}`);
}

/** Prints the ratio beside its target; a benchmark reports, it never fails a build. */
export function ratio({ name, ratio: value, goal, target }: Ratio): void {
  const met = goal === 'min' ? value >= target : value <= target;
  figure(name, `${value.toFixed(2)}  (target ${goal === 'min' ? '≥' : '≤'} ${target})  ${met ? 'met' : 'MISSED'}`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] as number;
}

/** Milliseconds that `work` took, with its answer. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const started = process.hrtime.bigint();
  const answer = await work();
  return { ms: Number(process.hrtime.bigint() - started) / 1e6, answer };
}
