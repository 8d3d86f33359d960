import { readFileSync } from 'node:fs';
import { Field, ObjectType, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { Test } from '@nestjs/testing';
import { DataClass, PersonalField } from '@sxbq/platform/graphql';
import { buildSchema, graphql, GraphQLField, GraphQLSchema, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { assertDataClasses, looksPersonal, typesOf } from './data-classes';
import { isFreeText, staleVerbatim } from './free-text';
import { withMaskedFields } from './masked-fields';

@DataClass('INTERNAL')
@ObjectType()
class MaskedPerson {
  @Field() title: string;
  @PersonalField({ class: 'SENSITIVE', mask: 'ID_NUMBER' }) @Field() idNumber: string;
  @PersonalField({ class: 'PERSONAL', mask: 'PHONE' }) @Field(() => [String], { nullable: true }) phones:
    string[] | null;
  @DataClass('PUBLIC') @Field() officePhone: string;
  @Field(() => MaskedPerson, { nullable: true }) friend?: MaskedPerson;
}

@Resolver(() => MaskedPerson)
class MaskedPersonResolver {
  @Query(() => [MaskedPerson])
  maskedPeople(): void {}

  @PersonalField({ class: 'PERSONAL', mask: 'EMAIL' })
  @ResolveField(() => String)
  email(): void {}
}

@ObjectType()
class UndeclaredPerson {
  @Field() mobile: string;
  @Field() name: string;
}

@Resolver(() => UndeclaredPerson)
class UndeclaredResolver {
  @Query(() => UndeclaredPerson)
  undeclared(): void {}
}

async function schemaOf(...resolvers: (new () => object)[]): Promise<GraphQLSchema> {
  const module = await Test.createTestingModule({ imports: [GraphQLSchemaBuilderModule] }).compile();
  await module.init();
  return module.get(GraphQLSchemaFactory).create(resolvers as never);
}

const CLEAR = {
  title: '样例',
  idNumber: '320402199001011234',
  phones: ['13812345678', '138****5678'],
  officePhone: '051988888888',
};
const MASKED = {
  title: '样例',
  idNumber: '320***********1234',
  phones: ['138****5678', '138****5678'],
  officePhone: '051988888888',
};
const QUERY = `{ maskedPeople { ...all email friend { ...all friend { idNumber } } } }
  fragment all on MaskedPerson { title number: idNumber idNumber phones officePhone }`;

describe('personal fields of the schema', () => {
  async function prepared(): Promise<GraphQLSchema> {
    const schema = await schemaOf(MaskedPersonResolver);
    const friend = { ...CLEAR, phones: null, friend: CLEAR };
    const query = schema.getQueryType()?.getFields().maskedPeople;
    const person = schema.getType('MaskedPerson') as unknown as { getFields(): Record<string, { resolve?: unknown }> };
    if (query) query.resolve = () => [{ ...CLEAR, friend }];
    Object.assign(person.getFields().email as object, { resolve: () => Promise.resolve('wang@example.com') });
    for (const name of ['title', 'idNumber', 'phones', 'officePhone', 'friend']) {
      delete person.getFields()[name]?.resolve;
    }
    assertDataClasses(schema);
    return withMaskedFields(schema);
  }
  const expected = {
    maskedPeople: [
      {
        ...MASKED,
        number: MASKED.idNumber,
        email: 'w***@example.com',
        friend: { ...MASKED, number: MASKED.idNumber, phones: null, friend: { idNumber: MASKED.idNumber } },
      },
    ],
  };

  it('are masked on every path, under every alias, by graphql-js', async () => {
    const { data } = await graphql({ schema: await prepared(), source: QUERY });
    expect(JSON.parse(JSON.stringify(data))).toEqual(expected);
  });

  it('are masked by a compiled document just so', async () => {
    const compiled = compileQuery(await prepared(), parse(QUERY));
    if (!isCompiledQuery(compiled)) throw new Error('did not compile');
    expect(await compiled.query(undefined, {}, {})).toEqual({ data: expected });
  });

  it('leave fields that hold no text without a function', async () => {
    const type = (await prepared()).getType('MaskedPerson') as never as { getFields(): Record<string, object> };
    const withResolver = Object.entries(type.getFields()).filter(([, field]) => 'resolve' in field && field.resolve);
    expect(withResolver.map(([name]) => name).sort()).toEqual(['email', 'idNumber', 'officePhone', 'phones', 'title']);
  });

  it('mask numbers in every text that is not known to be a code', async () => {
    const schema = await prepared();
    const type = schema.getType('MaskedPerson') as unknown as {
      getFields(): Record<string, GraphQLField<unknown, unknown>>;
    };
    const { title } = type.getFields();
    const read = (text: unknown): unknown => title?.resolve?.({ title: text }, {}, {}, { fieldName: 'title' } as never);
    expect(read('找小王 138 1234 5678')).toBe('找小王 138 **** 5678');
    expect(read(null)).toBeNull();
    expect(await read(Promise.resolve('13812345678'))).toBe('138****5678');
    expect(read(['13812345678', '甲'])).toEqual(['138****5678', '甲']);
    const field = (name: string) => ({ ...title, name }) as GraphQLField<unknown, unknown>;
    expect(
      ['code', 'majorCodes', 'uscc', 'certificateNumber', 'factsDigest', 'path'].filter((name) =>
        isFreeText('X', field(name)),
      ),
    ).toEqual([]);
    expect(
      ['name', 'username', 'value', 'reason', 'barcodeText', 'title'].filter((name) => !isFreeText('X', field(name))),
    ).toEqual([]);
    expect(isFreeText('RevealedPersonalData', field('value'))).toBe(false);
  });

  it('say as they are only what the product still has', () => {
    const served = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));
    const names = typesOf(served).flatMap((type) =>
      Object.keys(type.getFields()).map((name) => `${type.name}.${name}`),
    );
    expect(staleVerbatim(new Set(names))).toEqual([]);
    expect(staleVerbatim(new Set())).toContain('Me.username');
  });

  it('keep the process from starting when one is undeclared, by name', async () => {
    const schema = await schemaOf(MaskedPersonResolver, UndeclaredResolver);
    expect(() => assertDataClasses(schema)).toThrow(
      [
        'data classes are not in order:',
        'UndeclaredPerson declares no @DataClass',
        'UndeclaredPerson.mobile looks personal and declares no @PersonalField and no @DataClass',
        'UndeclaredPerson.name looks personal and declares no @PersonalField and no @DataClass',
      ].join('\n'),
    );
  });

  it.each([
    ['School', 'contactPhone', true],
    ['School', 'name', false],
    ['Trainee', 'name', true],
    ['Graduate', 'birthDate', true],
    ['Enterprise', 'registeredAddress', true],
    ['TrainingSession', 'occupationName', false],
    ['AuditEntry', 'address', true],
  ])('%s.%s looks personal: %s', (type, field, expectation) => expect(looksPersonal(type, field)).toBe(expectation));
});
