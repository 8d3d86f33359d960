import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, PageArgs, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { CommitteeAffiliation } from '../domain/committee-affiliation';
import { CommitteeMemberSort } from '../domain/policy-sort';
import './policy.enums';

@DataClass('INTERNAL')
@ObjectType('CommitteeMember', { description: '校级机构成员' })
export class CommitteeMemberType {
  @Field(() => ID) id: number;
  @Field(() => ID) schoolId: number;
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '校级机构组成公开' })
  @Field({ description: '姓名' })
  name: string;
  @Field({ description: '单位' }) employer: string;
  @Field(() => CommitteeAffiliation, { description: '身份' }) affiliation: CommitteeAffiliation;
  @Field(() => CalendarDateScalar, { description: '任职日期' }) startsOn: CalendarDate;
  @Field(() => CalendarDateScalar, { nullable: true, description: '离任日期，自该日起不再是成员' })
  endsOn: CalendarDate | null;
}

@DataClass('INTERNAL')
@ObjectType()
export class CommitteeMemberPage extends Paginated(CommitteeMemberType) {}

@InputType()
export class CommitteeMemberFilterInput {
  @Field(() => ID, { nullable: true }) @IsOptional() @IsString() schoolId?: string | null;

  @Field(() => CommitteeAffiliation, { nullable: true })
  @IsOptional()
  @IsEnum(CommitteeAffiliation)
  affiliation?: CommitteeAffiliation | null;

  @Field(() => CalendarDateScalar, { nullable: true, description: '只看这一天在任的成员' })
  @IsOptional()
  @IsString()
  on?: CalendarDate | null;

  @Field(() => String, { nullable: true, description: '姓名或单位的一部分' })
  @IsOptional()
  @MaxLength(60, { message: '搜索文字最多 60 个字。' })
  search?: string | null;
}

@ArgsType()
export class CommitteeMemberListArgs extends PageArgs {
  @Field(() => CommitteeMemberFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => CommitteeMemberFilterInput)
  filter?: CommitteeMemberFilterInput | null;

  @Field(() => CommitteeMemberSort, { defaultValue: CommitteeMemberSort.SCHOOL_ASC })
  @IsEnum(CommitteeMemberSort)
  sort: CommitteeMemberSort;
}

@InputType()
export class AddCommitteeMemberInput {
  @Field(() => ID) @IsString() schoolId: string;
  @Field({ description: '姓名' }) @IsString() name: string;
  @Field({ description: '单位' }) @IsString() employer: string;
  @Field(() => CommitteeAffiliation) @IsEnum(CommitteeAffiliation) affiliation: CommitteeAffiliation;
  @Field(() => CalendarDateScalar, { description: '任职日期' }) @IsString() startsOn: CalendarDate;

  @Field(() => CalendarDateScalar, { nullable: true, description: '离任日期' })
  @IsOptional()
  @IsString()
  endsOn?: CalendarDate | null;
}
