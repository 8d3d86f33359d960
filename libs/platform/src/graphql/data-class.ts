import { Extensions } from '@nestjs/graphql';
import { Mask } from '@sxbq/kernel';

/**
 * How far a value may be known (assurance A1, A3).
 * - PUBLIC: everybody may know it
 * - INTERNAL: those who take part in the programme, within their row scope
 * - PERSONAL: about a natural person; masked on every path
 * - SENSITIVE: 敏感个人信息 (个人信息保护法 第二十八条); masked on every path
 */
export type DataClassName = 'PUBLIC' | 'INTERNAL' | 'PERSONAL' | 'SENSITIVE';

/** What is declared of a personal field: how it is masked, or why those who pass its row scope must read it. */
export type PersonalFieldPolicy =
  | { readonly class: 'PERSONAL' | 'SENSITIVE'; readonly mask: Mask }
  | { readonly class: 'PERSONAL' | 'SENSITIVE'; readonly mask: 'NONE'; readonly because: string };

export type DataPolicy = PersonalFieldPolicy | { readonly class: 'PUBLIC' | 'INTERNAL' };

/** Where types and fields of the schema keep their policy, among their extensions. */
const KEY = 'sxbqDataPolicy';

/**
 * On an object type: the class of its fields that say nothing of their own; every object type declares one. On a field:
 * that its value is none of a person's, though its name looks so.
 */
export function DataClass(name: 'PUBLIC' | 'INTERNAL'): ClassDecorator & PropertyDecorator & MethodDecorator {
  return Extensions({ [KEY]: { class: name } satisfies DataPolicy }) as never;
}

/** On a field whose value is about a person. A mask is put on by the schema itself, whatever the resolver gives. */
export function PersonalField(policy: PersonalFieldPolicy): PropertyDecorator & MethodDecorator {
  return Extensions({ [KEY]: policy }) as never;
}

/** What a type or field of a built schema declares; null when it declares nothing. */
export function declaredDataPolicy(part: { readonly extensions?: object | null }): DataPolicy | null {
  return ((part.extensions as Record<string, unknown> | null | undefined)?.[KEY] as DataPolicy | undefined) ?? null;
}
