import { Column, ColumnOptions, CreateDateColumn, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { noteSealedProperty, SealedBy } from '../personal-data/sealed-properties';

/** INT UNSIGNED auto-increment primary key, a number in TypeScript. */
export const IdColumn = (): PropertyDecorator => PrimaryGeneratedColumn({ type: 'int', unsigned: true });

/** INT UNSIGNED reference to another row; pair it with @ForeignKey. */
export const ReferenceColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'int', unsigned: true, ...options });

/** Calendar date in Asia/Shanghai: DATE, read and written as 'YYYY-MM-DD'. */
export const DateColumn = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'date', ...options });

/** Instant in UTC with microseconds. */
export const InstantColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'datetime', precision: 6, ...options });

/** A code from a closed TypeScript enum, kept as text so that a new value needs no table rebuild. */
export const CodeColumn = (length = 32, options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, ...options });

/** Ciphertext of a personal field (see FieldCipher) for 'table.column'; never the clear value. */
export const CiphertextColumn = (options: ColumnOptions = {}): PropertyDecorator => ciphertext('COLUMN', options);

/** A secret that values of other columns are sealed with, itself wrapped (see FieldCipher.wrapSecrets). */
export const WrappedSecretColumn = (): PropertyDecorator => ciphertext('WRAPPED', {});

/** Ciphertext under the secret of the person whose key stands in the row's person_key (see PersonCipher). */
export const PersonCiphertextColumn = (options: ColumnOptions = {}): PropertyDecorator => ciphertext('PERSON', options);

/**
 * As PersonCiphertextColumn, of a column that an earlier release kept in clear; `field` is its 'table.column'. It holds any
 * text until KeyRotation has sealed what is there.
 */
export const OnceClearCiphertextColumn = (field: string, length: number): PropertyDecorator =>
  sealed('PERSON', Column({ type: 'varchar', length, charset: 'utf8mb4', collation: 'utf8mb4_bin' }), field);

/** Sealed bytes, at most 16 MB, bound to 'table.column.key', the key being the row's primary key (see FieldCipher.sealBytes). */
export const SealedBytesColumn = (): PropertyDecorator => sealed('ROW', Column({ type: 'mediumblob' }));

/** Blind index (HMAC-SHA-256, base64url, 43 characters) of a personal field. */
export const BlindIndexColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'char', length: 43, charset: 'ascii', collation: 'ascii_bin', ...options });

/** When the fact was recorded (transaction time, UTC). */
export const RecordedAtColumn = (): PropertyDecorator => CreateDateColumn({ type: 'datetime', precision: 6 });

/** When the row was last written (UTC). */
export const ChangedAtColumn = (): PropertyDecorator => UpdateDateColumn({ type: 'datetime', precision: 6 });

/** Optimistic version; compare it in the UPDATE's WHERE, save() alone does not stop a lost update. */
export const RevisionColumn = (): PropertyDecorator => Column({ type: 'int', unsigned: true, default: 1 });

function ciphertext(by: SealedBy, options: ColumnOptions): PropertyDecorator {
  return sealed(by, Column({ type: 'varchar', length: 255, charset: 'ascii', collation: 'ascii_bin', ...options }));
}

function sealed(by: SealedBy, column: PropertyDecorator, onceClear?: string): PropertyDecorator {
  return (target, property) => {
    noteSealedProperty({
      entity: target.constructor,
      property: String(property),
      by,
      ...(onceClear ? { onceClear } : {}),
    });
    column(target, property);
  };
}
