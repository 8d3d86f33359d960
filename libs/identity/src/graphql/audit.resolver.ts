import { Args, Query, Resolver } from '@nestjs/graphql';
import { AuditEntryRow, AuditFilter, AuditLog } from '@sxbq/audit';
import { entityId } from '@sxbq/kernel';
import { RequirePermission } from '../access/require-permission.decorator';
import { AuditEntriesArgs, AuditEntryFilter, AuditEntryPage, AuditEntryView } from './audit.types';

/** Here and not in the audit lib, which lies below the permissions that guard it. */
@Resolver()
export class AuditResolver {
  constructor(private readonly audit: AuditLog) {}

  @Query(() => AuditEntryPage, { description: 'Audit entries, newest first.' })
  @RequirePermission('audit.read')
  async auditEntries(@Args() { filter, limit, offset }: AuditEntriesArgs): Promise<AuditEntryPage> {
    const { items, total } = await this.audit.list(filterOf(filter), { limit, offset });
    return { items: items.map(viewOf), total };
  }
}

function filterOf(filter: AuditEntryFilter = {}): AuditFilter {
  const { actorUserId, actorOrganisationId, ...same } = filter;
  return {
    ...same,
    ...(actorUserId ? { actorUserId: entityId(actorUserId) } : {}),
    ...(actorOrganisationId ? { actorOrganisationId: entityId(actorOrganisationId) } : {}),
  };
}

function viewOf({ changes, details, ...row }: AuditEntryRow): AuditEntryView {
  return {
    ...row,
    changes: Object.entries(changes ?? {}).map(([field, [before, after]]) => ({
      field,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
    })),
    details: details === null ? null : JSON.stringify(details),
  };
}
