import { registerEnumType } from '@nestjs/graphql';

/** Registers an enum whose values are described by their Chinese titles. Once per enum, in the lib that owns it. */
export function registerTitledEnum<E extends string>(
  values: Readonly<Record<string, E>>,
  name: string,
  description: string,
  titles: Readonly<Record<E, string>>,
): void {
  registerEnumType(values, {
    name,
    description,
    valuesMap: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, { description: titles[value] }]),
    ) as Record<string, { description: string }>,
  });
}
