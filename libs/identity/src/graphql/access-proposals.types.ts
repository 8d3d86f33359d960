import { ArgsType, Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Role } from '@sxbq/kernel';
import { DataClass, PageArgs, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsOptional, ValidateNested } from 'class-validator';
import { AccessProposalKind, AccessProposalState } from '../domain/access-proposal';
import './accounts.enums';

@DataClass('INTERNAL')
@ObjectType('AccessProposal', { description: '一项授权：由一位管理员提请，另一类管理员确认后才办理' })
export class AccessProposalType {
  @Field(() => ID) id: number;
  @Field(() => AccessProposalKind) kind: AccessProposalKind;
  @Field(() => ID, { nullable: true, description: '在哪个机构' }) organisationId: number | null;
  @Field(() => Role, { nullable: true, description: '以什么角色' }) role: Role | null;
  @Field(() => ID, { nullable: true, description: '已有的用户；邀请和系统接入没有' }) userId: number | null;
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '提请人写的备注，确认人据此得知是给谁的' })
  @Field(() => String, { nullable: true })
  note: string | null;
  @Field(() => ID, { nullable: true, description: '变更角色：原任职' }) membershipId: number | null;
  @Field(() => String, { nullable: true, description: '任职：辖区的一部分；空为全部' }) regionPrefix: string | null;
  @Field(() => String, { nullable: true, description: '系统接入的名称' }) clientName: string | null;
  @Field(() => [String], { nullable: true, description: '系统接入的权限' }) permissions: readonly string[] | null;
  @Field(() => [String], { nullable: true, description: '系统接入可以调用的网段；空为不限' })
  networks: readonly string[] | null;
  @Field(() => Int, { nullable: true, description: '系统接入的有效天数' }) lifeDays: number | null;
  @Field(() => ID, { description: '提请人' }) proposedBy: number;
  @Field(() => Role) proposedAs: Role;
  @Field(() => GraphQLISODateTime) proposedAt: Date;
  @Field(() => GraphQLISODateTime, { description: '到此时未确认即作废' }) expiresAt: Date;
  @Field(() => ID, { nullable: true, description: '确认人' }) confirmedBy: number | null;
  @Field(() => Role, { nullable: true }) confirmedAs: Role | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) confirmedAt: Date | null;
  @Field(() => ID, { nullable: true, description: '撤回人' }) withdrawnBy: number | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) withdrawnAt: Date | null;
  @Field(() => ID, { nullable: true, description: '由此产生的邀请、系统接入或任职' }) outcomeId: number | null;
}

@DataClass('INTERNAL')
@ObjectType()
export class AccessProposalPage extends Paginated(AccessProposalType) {}

@DataClass('INTERNAL')
@ObjectType()
export class MadeProposalPayload {
  @Field(() => AccessProposalType) proposal: AccessProposalType;
  @Field(() => String, {
    nullable: true,
    description: '口令，只显示这一次，由提请人交给本人；确认人得到的链接须连同它使用。不产生链接的没有口令',
  })
  code: string | null;
}

@DataClass('INTERNAL')
@ObjectType()
export class ConfirmedAccessPayload {
  @Field(() => AccessProposalType) proposal: AccessProposalType;
  @Field(() => String, {
    nullable: true,
    description: '只显示这一次，由确认人交给本人；须连同提请人所得的口令使用',
  })
  link: string | null;
}

@InputType()
export class AccessProposalFilterInput {
  @Field(() => AccessProposalKind, { nullable: true })
  @IsOptional()
  @IsEnum(AccessProposalKind)
  kind?: AccessProposalKind | null;
  @Field(() => AccessProposalState, { nullable: true })
  @IsOptional()
  @IsEnum(AccessProposalState)
  state?: AccessProposalState | null;
}

@ArgsType()
export class AccessProposalListArgs extends PageArgs {
  @Field(() => AccessProposalFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => AccessProposalFilterInput)
  filter?: AccessProposalFilterInput | null;
}
