import { ArgsType, Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Role } from '@sxbq/kernel';
import { DataClass, EntityIdField, PageArgs, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';
import { InvitationKind } from '../domain/invitation-kind';
import { InvitationState } from '../domain/invitation-state';
import './accounts.enums';

@DataClass('INTERNAL')
@ObjectType('Invitation', { description: '一次有效的链接' })
export class InvitationType {
  @Field(() => ID) id: number;
  @Field(() => InvitationKind) kind: InvitationKind;
  @Field(() => ID, { nullable: true }) organisationId: number | null;
  @Field(() => String, { nullable: true }) organisationName: string | null;
  @Field(() => Role, { nullable: true }) role: Role | null;
  @Field(() => ID, { nullable: true, description: '要重设密码的用户' }) userId: number | null;
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '发出邀请的一方自己写的备注，据此认得是谁' })
  @Field(() => String, { nullable: true })
  note: string | null;
  @Field(() => ID, { description: '发出邀请的用户' }) invitedBy: number;
  @Field(() => ID, { nullable: true, description: '确认的管理员；同事的邀请没有' }) confirmedBy: number | null;
  @Field(() => GraphQLISODateTime) issuedAt: Date;
  @Field(() => GraphQLISODateTime) expiresAt: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) usedAt: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) revokedAt: Date | null;
  @Field(() => ID, { nullable: true, description: '由此加入或重设了密码的用户' }) usedBy: number | null;
}

@DataClass('INTERNAL')
@ObjectType()
export class InvitationPage extends Paginated(InvitationType) {}

@DataClass('INTERNAL')
@ObjectType()
export class IssuedInvitationPayload {
  @Field(() => InvitationType) invitation: InvitationType;
  @Field({ description: '只显示这一次；请当面或经可靠途径交给本人' }) link: string;
}

@DataClass('INTERNAL')
@ObjectType({ description: '链接背后的页面所示' })
export class OpenInvitation {
  @Field(() => InvitationKind) kind: InvitationKind;
  @Field(() => String, { nullable: true }) organisationName: string | null;
  @Field(() => Role, { nullable: true }) role: Role | null;
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '持有重设密码链接的本人的用户名' })
  @Field(() => String, { nullable: true, description: '重设密码：谁的' })
  username: string | null;
  @Field({ description: '须连同提请人所得的口令使用' }) codeRequired: boolean;
  @Field(() => GraphQLISODateTime) expiresAt: Date;
}

@InputType()
export class InvitationFilterInput {
  @Field(() => InvitationKind, { nullable: true }) @IsOptional() @IsEnum(InvitationKind) kind?: InvitationKind | null;
  @Field(() => InvitationState, { nullable: true })
  @IsOptional()
  @IsEnum(InvitationState)
  state?: InvitationState | null;
}

@ArgsType()
export class InvitationListArgs extends PageArgs {
  @Field(() => InvitationFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => InvitationFilterInput)
  filter?: InvitationFilterInput | null;
}

@InputType()
export class InviteColleagueInput {
  @Field(() => String, { nullable: true, description: '备注，发出邀请的人据此认得' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  note?: string | null;
  @Field(() => Int, { nullable: true, description: '有效分钟数；不给出则按用途的通常值' })
  @IsOptional()
  @IsInt()
  lifeMinutes?: number | null;
}

@InputType()
export class InviteOfficerInput extends InviteColleagueInput {
  @Field(() => ID) @EntityIdField() @IsInt() organisationId: number;
  @Field(() => Role) @IsEnum(Role) role: Role;
}

@InputType()
export class ResetPasswordInput extends InviteColleagueInput {
  @Field(() => ID) @EntityIdField() @IsInt() userId: number;
}

@InputType({ isAbstract: true })
class HeldLinkInput {
  @Field() @IsString() @MaxLength(100) token: string;
  @Field(() => String, { nullable: true, description: '口令，见 openInvitation 的 codeRequired' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string | null;
}

@InputType()
export class AcceptInvitationInput extends HeldLinkInput {
  @Field() @IsString() @Length(1, 64) username: string;
  @Field() @IsString() @Length(1, 60) displayName: string;
  @Field() @IsString() @Length(1, 128) password: string;
}

@InputType()
export class ChoosePasswordInput extends HeldLinkInput {
  @Field() @IsString() @Length(1, 128) password: string;
}
