import { createHash } from 'node:crypto';
import { DefaultNamingStrategy } from 'typeorm';

const snake = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

/** snake_case tables and columns; index and key names carry the table's name so that errors can be read. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override tableName(className: string, customName: string | undefined): string {
    return customName ?? snake(className);
  }

  override columnName(propertyName: string, customName: string | undefined, embeddedPrefixes: string[]): string {
    return snake([...embeddedPrefixes, customName ?? propertyName].join('_'));
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return snake(`${relationName}_${referencedColumnName}`);
  }

  override foreignKeyName(table: { name: string } | string, columns: string[]): string {
    return this.keyName('fk', table, columns);
  }

  override indexName(table: { name: string } | string, columns: string[]): string {
    return this.keyName('ix', table, columns);
  }

  override uniqueConstraintName(table: { name: string } | string, columns: string[]): string {
    return this.keyName('uq', table, columns);
  }

  private keyName(prefix: string, table: { name: string } | string, columns: string[]): string {
    const tableName = typeof table === 'string' ? table : table.name;
    const name = `${prefix}_${tableName}_${[...columns].join('_')}`;
    if (name.length <= 60) return name;
    return `${name.slice(0, 51)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
  }
}
