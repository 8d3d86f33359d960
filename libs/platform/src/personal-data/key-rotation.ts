import { Injectable } from '@nestjs/common';
import { UnitOfWork, Transaction } from '../database/unit-of-work';
import { FieldCipher } from './field-cipher';
import { PersonCipher, PersonSecret } from './person-cipher';
import { isSealed } from './sealed-properties';
import { CLEAR, KeyValue, SealedColumn, SealedRow, SealedValues } from './sealed-values';
import { markOf, PERSONS_OWN, writtenMark } from './sealing/sealed-mark';

const TEXTS_AT_ONCE = 500;
/** Pieces of files are large. */
const PIECES_AT_ONCE = 8;

/** How far a column is. */
export interface ColumnRotation {
  /** 'trainee.id_number'. */
  readonly column: string;
  readonly values: number;
  /** Sealed as new values are. */
  readonly current: number;
}

type OnBatch = (column: string, done: number) => void;

interface Batch {
  readonly replaced: number;
  /** Where the next batch begins; null after the last one. */
  readonly last: readonly KeyValue[] | null;
}

export interface RotationReport {
  readonly columns: readonly ColumnRotation[];
  /** Configured keys, beside the current one, that no value needs any more. */
  readonly disposableKeys: readonly string[];
  /** Keys that values need: key id → number of values. */
  readonly neededKeys: ReadonlyMap<string, number>;
}

/**
 * Seals values again that are not sealed as new ones are: under an older key, by the other algorithm, not yet with
 * their person's own secret, or not at all. What is left is told by the values themselves, so it can be broken off and begun again at
 * any time, by any process; a value that somebody changes in between stays as that one left it.
 */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly values: SealedValues,
    private readonly fields: FieldCipher,
    private readonly persons: PersonCipher,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The number of values sealed again. `onBatch` hears it, column by column, after each batch. */
  rotate(onBatch: OnBatch = () => undefined): Promise<number> {
    return this.rotateColumns(this.values.columns(), onBatch);
  }

  /** As `rotate`, of the columns alone that an earlier release kept in clear: part of every upgrade. */
  sealClearValues(onBatch: OnBatch = () => undefined): Promise<number> {
    return this.rotateColumns(
      this.values.columns().filter(({ onceClear }) => onceClear),
      onBatch,
    );
  }

  private async rotateColumns(columns: readonly SealedColumn[], onBatch: OnBatch): Promise<number> {
    let all = 0;
    for (const column of columns) {
      let done = 0;
      for (let after: readonly KeyValue[] | null = null; ;) {
        const from: readonly KeyValue[] | null = after;
        const batch: Batch = await this.unitOfWork.run((tx) => this.rotateBatch(tx, column, from));
        done += batch.replaced;
        if (batch.last === null) break;
        after = batch.last;
        onBatch(nameOf(column), done);
      }
      all += done;
    }
    return all;
  }

  async report(): Promise<RotationReport> {
    const columns: ColumnRotation[] = [];
    const needed = new Map<string, number>();
    for (const column of this.values.columns()) {
      const marks = [...(await this.values.marks(column))].filter(([mark]) => mark !== '');
      const sum = (counted: typeof marks) => counted.reduce((total, [, number]) => total + number, 0);
      const current = this.markFor(column);
      columns.push({
        column: nameOf(column),
        values: sum(marks),
        current: sum(marks.filter(([mark]) => mark === current)),
      });
      for (const [mark, number] of marks) {
        if (mark === CLEAR) continue;
        const { keyId } = markOf(mark);
        if (keyId !== PERSONS_OWN) needed.set(keyId, (needed.get(keyId) ?? 0) + number);
      }
    }
    const older = this.fields.keyIds.slice(1);
    return { columns, neededKeys: needed, disposableKeys: older.filter((id) => !needed.has(id)) };
  }

  private markFor({ by }: SealedColumn): string {
    const { algorithm, keyId } = this.fields.currentMark;
    return writtenMark({ algorithm, keyId: by === 'PERSON' ? PERSONS_OWN : keyId });
  }

  private async rotateBatch(tx: Transaction, column: SealedColumn, after: readonly KeyValue[] | null): Promise<Batch> {
    const limit = column.isBytes ? PIECES_AT_ONCE : TEXTS_AT_ONCE;
    const rows = await this.values.notMarked(tx, column, this.markFor(column), after, limit);
    const secrets = await this.secretsOf(tx, rows);
    let replaced = 0;
    for (const row of rows) {
      const sealed = this.sealedAgain(column, row, secrets);
      if (sealed !== null && (await this.values.replace(tx, column, row, sealed))) replaced++;
    }
    return { replaced, last: rows.length === limit ? (rows.at(-1)?.key ?? null) : null };
  }

  /** A value that has its person's secret already must not get a new one: with the secret, it would be lost. */
  private async secretsOf(tx: Transaction, rows: readonly SealedRow[]): Promise<ReadonlyMap<string, PersonSecret>> {
    const persons = rows.filter(({ personKey }) => personKey !== null);
    const keysOf = (chosen: readonly SealedRow[]) => chosen.map(({ personKey }) => personKey as string);
    const own = persons.filter(({ value, beside }) =>
      PersonCipher.isPersons((isSealed(value as string) ? value : beside) as string),
    );
    const found = await this.persons.find(tx, keysOf(own));
    const made = await this.persons.secretsFor(tx, keysOf(persons.filter((row) => !own.includes(row))));
    return new Map([...found, ...made]);
  }

  /** Null for a value that nobody can read any more. */
  private sealedAgain(
    column: SealedColumn,
    { key, value, personKey }: SealedRow,
    secrets: ReadonlyMap<string, PersonSecret>,
  ): string | Buffer | null {
    const name = nameOf(column);
    if (typeof value !== 'string') {
      const place = [name, ...key].join('.');
      return this.fields.sealBytes(place, this.fields.openBytes(place, value));
    }
    if (column.by === 'WRAPPED') return this.fields.wrapSecrets(this.fields.unwrapSecret(value))[0] ?? null;
    if (personKey === null) return this.fields.encrypt(name, this.fields.decrypt(name, value));
    const secret = secrets.get(personKey) ?? null;
    // The person was erased, and an older copy of the rows came back: what is left of the name goes too.
    if (secret === null && column.onceClear && !isSealed(value)) return '';
    const clear = this.persons.decrypt(secret, name, value);
    return secret === null || clear === null ? null : secret.encrypt(name, clear);
  }
}

const nameOf = ({ table, column }: SealedColumn): string => `${table}.${column}`;
