import { declaredDataPolicy } from '@sxbq/platform/graphql';
import {
  getNamedType,
  GraphQLField,
  GraphQLInterfaceType,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** Names of fields that hold something of a person, whatever the type. */
const PERSONAL_NAMES =
  /(phone|mobile|telephone|id(entity)?number|idcard|passport|e?mail|address|birth|gender|ethnic|wechat|bank(account|card)|(contact|teacher|trainee|student|graduate|member|person|expert|user|display|real|full|applicant|candidate|guardian|signer)name)/i;

/** Types of persons: of theirs a plain `name` is personal too. */
const PERSON_TYPES = /(Member|Trainee|Teacher|Student|Graduate|Expert|Person|User|Contact|Applicant|Candidate)$/;

type TypeWithFields = GraphQLObjectType | GraphQLInterfaceType;

/**
 * Refuses a schema in which a type declares no data class, or a field that looks personal no policy (assurance A1); the
 * error names each of them. A field looks personal by its name, or when its scalar is declared personal.
 */
export function assertDataClasses(schema: GraphQLSchema): void {
  const faults = typesOf(schema).flatMap((type) => faultsOf(type, schema));
  if (faults.length > 0) throw new Error(`data classes are not in order:\n${faults.join('\n')}`);
}

/** Object types and interfaces of the schema, without those of introspection. */
export function typesOf(schema: GraphQLSchema): TypeWithFields[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is TypeWithFields => hasFields(type) && !type.name.startsWith('__'),
  );
}

/** Whether a field of the type looks as if it held something of a person. */
export function looksPersonal(typeName: string, fieldName: string): boolean {
  return PERSONAL_NAMES.test(fieldName) || (fieldName === 'name' && PERSON_TYPES.test(typeName));
}

function hasFields(type: GraphQLNamedType): type is TypeWithFields {
  return isObjectType(type) || isInterfaceType(type);
}

function faultsOf(type: TypeWithFields, schema: GraphQLSchema): string[] {
  const roots: readonly unknown[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const ofType = roots.includes(type) || declaredDataPolicy(type) ? [] : [`${type.name} declares no @DataClass`];
  return [...ofType, ...Object.values(type.getFields()).flatMap((field) => faultOf(type, field))];
}

function faultOf(type: TypeWithFields, field: GraphQLField<unknown, unknown>): string[] {
  const name = `${type.name}.${field.name}`;
  const policy = declaredDataPolicy(field);
  const named = getNamedType(field.type);
  if (!isLeafType(named)) {
    return policy && 'mask' in policy ? [`${name} has a @PersonalField, but is no single value`] : [];
  }
  const isPersonal = looksPersonal(type.name, field.name) || 'mask' in (declaredDataPolicy(named) ?? {});
  return isPersonal && !policy ? [`${name} looks personal and declares no @PersonalField and no @DataClass`] : [];
}
