import { ResolveField, Resolver } from '@nestjs/graphql';
import { AgreementEventRow } from '../persistence/agreement-rows';
import { AgreementEventType, AgreementFieldChange } from './agreement.types';

@Resolver(() => AgreementEventType)
export class AgreementEventResolver {
  @ResolveField(() => [AgreementFieldChange], { description: '改了什么' })
  changes(event: AgreementEventRow): AgreementFieldChange[] {
    return Object.entries(event.diff?.changes ?? {}).map(([field, [before, after]]) => ({
      field,
      before: asText(before),
      after: asText(after),
    }));
  }

  @ResolveField(() => String, { nullable: true, description: '所说明的理由' })
  reason(event: AgreementEventRow): string | null {
    return asText(event.diff?.details?.['reason'] ?? null);
  }
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
