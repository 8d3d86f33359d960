import { Field, GraphQLISODateTime, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Role } from '@sxbq/kernel';
import { IsEnum, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { OrganisationKind } from '../domain/organisation-kind';

registerEnumType(Role, { name: 'Role', description: 'Roles of the programme' });
registerEnumType(OrganisationKind, { name: 'OrganisationKind' });

/** Where a client keeps its session. */
export enum SessionCarrier {
  TOKEN = 'TOKEN',
  COOKIE = 'COOKIE',
}
registerEnumType(SessionCarrier, {
  name: 'SessionCarrier',
  description: 'TOKEN: answered once, sent as Authorization: Bearer. COOKIE: HttpOnly cookie, for browsers.',
});

@InputType()
export class SignInInput {
  @Field() @IsString() @Length(1, 64) username: string;
  @Field() @IsString() @Length(1, 128) password: string;
  @Field(() => SessionCarrier, { defaultValue: SessionCarrier.TOKEN }) @IsEnum(SessionCarrier) carrier: SessionCarrier;
  @Field(() => String, { nullable: true, description: 'Answered as given.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  clientMutationId?: string | null;
}

@ObjectType({ description: 'The organisation the signed-in user acts for.' })
export class OwnOrganisation {
  @Field(() => ID) id: number;
  @Field() name: string;
  @Field(() => OrganisationKind) kind: OrganisationKind;
  @Field({ description: 'GB/T 2260 prefix under which it lies; empty for administrators.' }) regionPrefix: string;
  @Field(() => ID, { nullable: true }) schoolId: number | null;
  @Field(() => ID, { nullable: true }) enterpriseId: number | null;
}

@ObjectType({ description: 'The signed-in user.' })
export class Me {
  @Field(() => ID) id: number;
  @Field() username: string;
  @Field() displayName: string;
  @Field(() => Role) role: Role;
  @Field() roleTitle: string;
  @Field(() => OwnOrganisation) organisation: OwnOrganisation;
  @Field(() => [String], { description: 'Permission codes held.' }) permissions: readonly string[];
}

@ObjectType()
export class SignInPayload {
  @Field(() => String, { nullable: true, description: 'Shown this once; null when the session is in the cookie.' })
  token: string | null;
  @Field(() => GraphQLISODateTime, { description: 'The session ends by then at the latest.' }) expiresAt: Date;
  @Field(() => Me) me: Me;
  @Field(() => String, { nullable: true }) clientMutationId: string | null;
}

@ObjectType({ description: "One of the user's own live sessions." })
export class OwnSession {
  @Field(() => ID) id: number;
  @Field(() => GraphQLISODateTime) startedAt: Date;
  @Field(() => GraphQLISODateTime) lastSeenAt: Date;
  @Field(() => GraphQLISODateTime) expiresAt: Date;
  @Field(() => String, { nullable: true }) address: string | null;
  @Field(() => String, { nullable: true }) userAgent: string | null;
  @Field({ description: 'The session this request came with.' }) current: boolean;
}
