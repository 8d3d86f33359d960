import { quotedAccount, statementsFor } from './account-grants';
import { privilegesOn } from './table-privileges';

describe('the grants of database accounts', () => {
  it('lets the run-time account write ordinary tables, only append audit entries, and only read their chain', () => {
    expect(privilegesOn('agreement', 'RUN_TIME')).toEqual(['SELECT', 'INSERT', 'UPDATE', 'DELETE']);
    expect(privilegesOn('audit_entry', 'RUN_TIME')).toEqual(['SELECT', 'INSERT']);
    for (const table of ['audit_link', 'audit_head', 'audit_key', 'audit_verification', 'schema_migration']) {
      expect(privilegesOn(table, 'RUN_TIME')).toEqual(['SELECT']);
    }
  });

  it('gives the sealer the chain, the entries to read, and nothing else', () => {
    expect(privilegesOn('audit_entry', 'SEALER')).toEqual(['SELECT']);
    expect(privilegesOn('audit_link', 'SEALER')).toEqual(['SELECT', 'INSERT']);
    expect(privilegesOn('agreement', 'SEALER')).toEqual([]);
  });

  it('grants what is missing, takes back what is too much, and says nothing when both agree', () => {
    const account = "'app'@'%'";
    expect(statementsFor('t', account, ['SELECT', 'INSERT'], new Set(['SELECT', 'DELETE']))).toEqual([
      "REVOKE DELETE ON `t` FROM 'app'@'%'",
      "GRANT INSERT ON `t` TO 'app'@'%'",
    ]);
    expect(statementsFor('t', account, ['SELECT'], new Set(['SELECT']))).toEqual([]);
  });

  it('quotes an account, whatever its name', () => {
    expect(quotedAccount("o'neil@home@10.0.0.%")).toBe("'o\\'neil@home'@'10.0.0.%'");
  });
});
