import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { EntityId } from '@sxbq/kernel';
import { DataClass, EntityIdField, PersonalField } from '@sxbq/platform/graphql';
import { IsInt, IsOptional, IsString, MaxLength } from 'class-validator';

@InputType()
export class RevealPersonalDataInput {
  @Field({ description: '类型，如 Trainee' }) @IsString() @MaxLength(64) objectType: string;
  @Field(() => ID) @EntityIdField() @IsInt() objectId: EntityId;
  @Field({ description: '字段，如 idNumber' }) @IsString() @MaxLength(64) field: string;
  @Field({ description: '事由，不少于 5 个字；记入审计' }) @IsString() @MaxLength(200) reason: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(64) clientMutationId?: string | null;
}

@DataClass('INTERNAL')
@ObjectType({ description: '一项完整的个人信息' })
export class RevealedPersonalData {
  @Field() objectType: string;
  @Field(() => ID) objectId: number;
  @Field() field: string;
  @PersonalField({ class: 'SENSITIVE', mask: 'NONE', because: '有事由、有限额、有审计的单次查看' })
  @Field()
  value: string;
  @Field(() => Int, { description: '今日还可查看的次数' }) remaining: number;
  @Field(() => String, { nullable: true }) clientMutationId: string | null;
}
