import { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { Page } from '@sxbq/kernel';
import { Allow } from 'class-validator';

/** Paging arguments of every list; kernel's `checkedPage` refuses a page outside 1–100. */
@ArgsType()
export class PageArgs {
  @Allow() @Field(() => Int, { defaultValue: 50, description: '1–100' }) limit: number;
  @Allow() @Field(() => Int, { defaultValue: 0 }) offset: number;
}

/** The `{items, total}` type of a list; extend it with an @ObjectType of its own name. */
export function Paginated<T>(item: Type<T>): Type<Page<T>> {
  @ObjectType({ isAbstract: true })
  abstract class PageType implements Page<T> {
    @Field(() => [item]) items: T[];
    @Field(() => Int, { description: 'Rows matching over all pages' }) total: number;
  }
  return PageType as Type<Page<T>>;
}
