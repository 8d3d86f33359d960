import { DomainError } from './errors/domain-error';

/** Database row id: a whole number 1–4294967295. GraphQL shows it as ID. */
export type EntityId = number;

/** Reads a GraphQL ID; anything but a plain positive whole number is refused with ID_MALFORMED. */
export function entityId(text: string): EntityId {
  if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > 4_294_967_295) {
    throw new DomainError('BAD_INPUT', 'ID_MALFORMED', `编号“${text.slice(0, 20)}”的格式不正确，应为正整数。`);
  }
  return Number(text);
}

/** As entityId; what is left out stays undefined, and null stays null. */
export function optionalEntityId<Absent extends null | undefined>(text: string | Absent): EntityId | Absent {
  return typeof text === 'string' ? entityId(text) : text;
}
