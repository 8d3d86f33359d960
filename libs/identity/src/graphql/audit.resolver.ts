import { Args, Query, Resolver } from '@nestjs/graphql';
import { AuditChain, AuditEntryRow, AuditFilter, AuditLog, breachText, VerificationRow } from '@sxbq/audit';
import { RequirePermission } from '../access/require-permission.decorator';
import { actionsAskedFor, actionTitle, isAlarm } from './audit-actions';
import {
  AuditEntriesArgs,
  AuditEntryFilter,
  AuditEntryPage,
  AuditEntryView,
  AuditHead,
  AuditHeadsArgs,
  AuditVerification,
} from './audit.types';

/** Here and not in the audit lib, which lies below the permissions that guard it. */
@Resolver()
export class AuditResolver {
  constructor(
    private readonly audit: AuditLog,
    private readonly chain: AuditChain,
  ) {}

  @Query(() => AuditEntryPage, { description: 'Audit entries, newest first.' })
  @RequirePermission('audit.read')
  async auditEntries(@Args() { filter, limit, offset }: AuditEntriesArgs): Promise<AuditEntryPage> {
    const { items, total } = await this.audit.list(filterOf(filter), { limit, offset });
    return { items: items.map(viewOf), total };
  }

  @Query(() => [AuditHead], { description: 'Signed heads of the days, oldest first.' })
  @RequirePermission('audit.read')
  auditHeads(@Args() range: AuditHeadsArgs): Promise<AuditHead[]> {
    return this.chain.heads(range);
  }

  @Query(() => AuditVerification, { nullable: true, description: 'The last nightly one; null before the first.' })
  @RequirePermission('audit.read')
  async auditVerification(): Promise<AuditVerification | null> {
    return verificationOf(await this.chain.lastVerification());
  }
}

function filterOf({ actionTitle: title, alarm, ...same }: AuditEntryFilter = {}): AuditFilter {
  const actions = actionsAskedFor(title, alarm);
  return actions === undefined ? same : { ...same, actions };
}

function verificationOf(row: VerificationRow | null): AuditVerification | null {
  return row && { ...row, breach: row.breach && { ...row.breach, text: breachText(row.breach) } };
}

function viewOf({ changes, details, ...row }: AuditEntryRow): AuditEntryView {
  return {
    ...row,
    actionTitle: actionTitle(row.action),
    alarm: isAlarm(row.action),
    changes: Object.entries(changes ?? {}).map(([field, [before, after]]) => ({
      field,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
    })),
    details: details === null ? null : JSON.stringify(details),
  };
}
