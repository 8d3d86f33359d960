import { DomainError, isCalendarDate } from '@sxbq/kernel';
import { GraphQLScalarType, Kind } from 'graphql';

function parse(value: unknown): string {
  if (typeof value === 'string' && isCalendarDate(value)) return value;
  throw new DomainError('BAD_INPUT', 'DATE_MALFORMED', `日期“${String(value).slice(0, 20)}”不正确，应为 YYYY-MM-DD。`);
}

/** 'YYYY-MM-DD' in Asia/Shanghai, never shifted by a zone. */
export const CalendarDateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Calendar date YYYY-MM-DD in Asia/Shanghai.',
  serialize: (value) => String(value),
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
});
