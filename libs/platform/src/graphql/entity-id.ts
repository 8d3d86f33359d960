import { PipeTransform } from '@nestjs/common';
import { Args, ID } from '@nestjs/graphql';
import { entityId, EntityId } from '@sxbq/kernel';
import { Transform } from 'class-transformer';

class EntityIdPipe implements PipeTransform<string | null | undefined, EntityId | null | undefined> {
  transform(value: string | null | undefined): EntityId | null | undefined {
    return typeof value === 'string' ? entityId(value) : value;
  }
}

/** An ID argument as a row id; a malformed one is refused with ID_MALFORMED. */
export const EntityIdArg = (name: string): ParameterDecorator => Args(name, { type: () => ID }, EntityIdPipe);

/** An ID field of an input, or a list of them, as row ids; put it beside `@Field(() => ID)`. */
export const EntityIdField = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(asEntityId) : asEntityId(value)));

function asEntityId(value: unknown): unknown {
  return typeof value === 'string' ? entityId(value) : value;
}
