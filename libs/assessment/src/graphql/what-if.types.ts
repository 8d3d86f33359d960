import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, EntityIdField, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { IsBoolean, IsEnum, IsInt, IsOptional, IsString } from 'class-validator';
import { AssessmentSubject } from '../domain/model';
import './assessment.enums';

@ObjectType('AssessmentGoalMove', { description: '一个目标的得分变化及原因' })
@DataClass('INTERNAL')
export class AssessmentGoalMoveType {
  @Field() goal: string;
  @Field() title: string;
  @Field(() => String, { nullable: true }) scoreBefore: string | null;
  @Field(() => String, { nullable: true }) scoreAfter: string | null;
  @Field() change: string;
  @Field(() => [String]) reasons: readonly string[];
}

@ObjectType('AssessmentMove', { description: '一个单位在两种方案下的名次' })
@DataClass('INTERNAL')
export class AssessmentMoveType {
  @Field(() => ID) organisationId: number;
  @Field() code: string;
  @Field() name: string;
  @Field(() => Int, { nullable: true }) rankBefore: number | null;
  @Field(() => Int, { nullable: true }) rankAfter: number | null;
  @Field(() => Int, { nullable: true, description: '上升的位次，负数为下降' }) places: number | null;
  @Field(() => String, { nullable: true }) scoreBefore: string | null;
  @Field(() => String, { nullable: true }) scoreAfter: string | null;
  @Field(() => String, { nullable: true }) awardBefore: string | null;
  @Field(() => String, { nullable: true }) awardAfter: string | null;
  @Field(() => [AssessmentGoalMoveType]) goals: readonly AssessmentGoalMoveType[];
}

@ObjectType()
@DataClass('INTERNAL')
export class AssessmentWhatIfPage extends Paginated(AssessmentMoveType) {
  @Field(() => CalendarDateScalar, { description: '事实基准日' }) asOf: CalendarDate;
  @Field(() => Int, { description: '名次、得分或等次有变的单位数' }) moved: number;
}

@ArgsType()
export class AssessmentPreviewArgs extends PageArgs {
  @Field(() => Int) @IsInt() year: number;
  @Field(() => AssessmentSubject) @IsEnum(AssessmentSubject) subject: AssessmentSubject;

  @Field(() => String, { nullable: true, description: '区划前缀；不给出为本单位辖区' })
  @IsOptional()
  @IsString()
  regionPrefix?: string | null;

  @Field(() => ID, { nullable: true, description: '不给出为本年度最新的方案' })
  @EntityIdField()
  @IsOptional()
  @IsInt()
  schemeId?: number | null;
}

@ArgsType()
export class AssessmentWhatIfArgs extends AssessmentPreviewArgs {
  @Field(() => ID, { nullable: true, description: '另一份已上传的方案' })
  @EntityIdField()
  @IsOptional()
  @IsInt()
  otherSchemeId?: number | null;

  @Field(() => String, { nullable: true, description: '另一份未上传的方案（JSON）；与编号给出其一' })
  @IsOptional()
  @IsString()
  otherDocument?: string | null;

  @Field(() => Boolean, { nullable: true, description: '只看名次、得分或等次有变的单位' })
  @IsOptional()
  @IsBoolean()
  movedOnly?: boolean | null;
}
