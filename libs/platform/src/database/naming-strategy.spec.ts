import { SnakeNamingStrategy } from './naming-strategy';

describe('names in the database', () => {
  const naming = new SnakeNamingStrategy();

  it('are snake_case', () => {
    expect(naming.tableName('SchoolClass', undefined)).toBe('school_class');
    expect(naming.columnName('effectiveFrom', undefined, [])).toBe('effective_from');
    expect(naming.columnName('idNumber', undefined, [])).toBe('id_number');
  });

  it('carry their table, and stay inside 64 characters and apart when long', () => {
    expect(naming.indexName('school', ['code'])).toBe('ix_school_code');
    const long = naming.indexName('agreement_approval', ['agreement_id', 'side', 'agreement_revision', 'approved_by']);
    const other = naming.indexName('agreement_approval', ['agreement_id', 'side', 'agreement_revision', 'approved_at']);
    expect(long.length).toBeLessThanOrEqual(64);
    expect(long).not.toBe(other);
  });
});
