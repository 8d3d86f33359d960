import { Column } from 'typeorm';

/** SHA-256 in hex. */
export const DigestColumn = (options: { nullable?: boolean } = {}): PropertyDecorator =>
  Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin', ...options });
