import { buildSchema, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { declaredDataPolicy, PersonalField } from '@sxbq/platform/graphql';
import { Field, GraphQLSchemaBuilderModule, GraphQLSchemaFactory, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Test } from '@nestjs/testing';
import { assertNothingProbed } from './probing-arguments';

@ObjectType()
class ProbedTrainee {
  @PersonalField({ class: 'SENSITIVE', mask: 'ID_NUMBER' }) @Field() idNumber: string;
}

@Resolver()
class ProbedResolver {
  @Query(() => ProbedTrainee)
  probed(): void {}
}

/** The extensions that the decorators put on a masked field. */
async function maskedExtensions(): Promise<object> {
  const module = await Test.createTestingModule({ imports: [GraphQLSchemaBuilderModule] }).compile();
  await module.init();
  const schema = await module.get(GraphQLSchemaFactory).create([ProbedResolver]);
  const { idNumber } = (schema.getType('ProbedTrainee') as GraphQLObjectType).getFields();
  expect(declaredDataPolicy(idNumber as object)).not.toBeNull();
  return idNumber?.extensions as object;
}

async function faultOf(arguments_: string, more = ''): Promise<string> {
  const schema: GraphQLSchema = buildSchema(`
    type Trainee { id: ID! name: String! idNumber: String! grade: Int! }
    type TraineePage { items: [Trainee!]! total: Int! }
    type Session { trainees(${arguments_}): TraineePage! }
    ${more}
    type Query { sessions: [Session!]! }
    type Mutation { addTrainee(idNumber: String!, name: String!): Trainee! }
  `);
  const fields = (schema.getType('Trainee') as GraphQLObjectType).getFields();
  const extensions = await maskedExtensions();
  for (const name of ['idNumber', 'name']) Object.assign(fields[name] as object, { extensions });
  try {
    assertNothingProbed(schema);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('arguments of lists', () => {
  it('may name what the rows show', async () => {
    expect(await faultOf('limit: Int, sort: TraineeSort', 'enum TraineeSort { GRADE_ASC ID_DESC }')).toBe('');
  });

  it.each([
    ['sort', 'sort: TraineeSort', 'enum TraineeSort { GRADE_ASC ID_NUMBER_ASC }', 'idNumber'],
    ['sort by a masked name', 'sort: TraineeSort', 'enum TraineeSort { NAME_DESC }', 'name'],
    ['group', 'groupBy: TraineeGroup', 'enum TraineeGroup { ID_NUMBER }', 'idNumber'],
    ['filter', 'filter: TraineeFilter', 'input TraineeFilter { idNumber: String }', 'idNumber'],
    ['filter by an argument', 'idNumber: String', '', 'idNumber'],
    [
      'filter however deep',
      'filter: TraineeFilter',
      'input TraineeFilter { not: TraineeFilter, any: Deep } input Deep { idNumber: String }',
      'idNumber',
    ],
    ['filter by what is personal and not in the rows', 'contactPhone: String', '', 'contactPhone'],
  ])('may not %s by what is masked', async (_case, arguments_, more, name) => {
    expect(await faultOf(arguments_, more)).toContain(`Session.trainees is asked by '${name}'`);
  });
});
