import { Field, GraphQLISODateTime, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Role } from '@sxbq/kernel';
import { DataClass, PersonalField } from '@sxbq/platform/graphql';
import { OrganisationKind } from '../domain/organisation-kind';

registerEnumType(Role, { name: 'Role', description: 'Roles of the programme' });
registerEnumType(OrganisationKind, { name: 'OrganisationKind' });

const OWN_NAME = PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '本人的用户名和姓名' });

@DataClass('INTERNAL')
@ObjectType({ description: 'The organisation the signed-in user acts for.' })
export class OwnOrganisation {
  @Field(() => ID) id: number;
  @Field() name: string;
  @Field(() => OrganisationKind) kind: OrganisationKind;
  @Field({ description: 'GB/T 2260 prefix under which it lies; empty for administrators.' }) regionPrefix: string;
  @Field(() => ID, { nullable: true }) schoolId: number | null;
  @Field(() => ID, { nullable: true }) enterpriseId: number | null;
}

@DataClass('INTERNAL')
@ObjectType({ description: 'A role of the signed-in user in an organisation.' })
export class OwnMembership {
  @Field(() => ID) id: number;
  @Field(() => Role) role: Role;
  @Field() roleTitle: string;
  @Field() organisationName: string;
  @Field({ description: 'The one acted in now.' }) current: boolean;
}

@DataClass('INTERNAL')
@ObjectType({ description: 'The signed-in user.' })
export class Me {
  @Field(() => ID) id: number;
  @OWN_NAME @Field() username: string;
  @OWN_NAME @Field() displayName: string;
  @Field(() => Role) role: Role;
  @Field() roleTitle: string;
  @Field(() => OwnOrganisation) organisation: OwnOrganisation;
  @Field(() => [String], { description: 'Permission codes held.' }) permissions: readonly string[];
  @Field(() => [OwnMembership], { description: 'What the user may act as, oldest first; see switchMembership.' })
  memberships: readonly OwnMembership[];
}

/** What is shown of a session to its owner and to the security administrator. */
@ObjectType({ isAbstract: true })
export class SessionView {
  @Field(() => ID) id: number;
  @Field(() => GraphQLISODateTime) startedAt: Date;
  @Field(() => GraphQLISODateTime) lastSeenAt: Date;
  @Field(() => GraphQLISODateTime) expiresAt: Date;
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '本人与安全管理员据此识别异常登录' })
  @Field(() => String, { nullable: true })
  address: string | null;
  @Field(() => String, { nullable: true }) userAgent: string | null;
}

@DataClass('INTERNAL')
@ObjectType({ description: "One of the user's own live sessions." })
export class OwnSession extends SessionView {
  @Field({ description: 'The session this request came with.' }) current: boolean;
}

@DataClass('INTERNAL')
@ObjectType({ description: 'A live session of a user, as the security administrator sees it.' })
export class UserSession extends SessionView {}
