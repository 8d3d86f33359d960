import { buildSchema, OperationDefinitionNode, parse } from 'graphql';
import { numberWarnings } from './personal-number-warnings.plugin';

const schema = buildSchema(`
  type Query { nothing: Boolean }
  type Mutation {
    post(input: PostInput!, reason: String): Boolean
    call(phone: String!, code: String, idNumber: String): Boolean
  }
  input PostInput {
    "岗位说明，最多 500 字"
    description: String
    contactPhone: String
    uscc: String
    tags: [String!]
    parts: [PartInput!]
  }
  input PartInput { note: String }
`);
const warningsOf = (source: string, variables = {}) =>
  numberWarnings(schema, parse(source).definitions[0] as OperationDefinitionNode, variables);

describe('numbers of persons written into a mutation', () => {
  it('are told with their place, from variables and from the document', () => {
    const input = {
      description: '电话 138 1234 5678',
      tags: ['a', '１３８１２３４５６７８'],
      parts: [{ note: '110105194912310021' }],
    };
    const warnings = warningsOf('mutation($i: PostInput!) { sent: post(input: $i, reason: "13812345678") }', {
      i: input,
    });
    expect(warnings.map(({ path }) => path.join('.'))).toEqual([
      'sent.input.description',
      'sent.input.tags.1',
      'sent.input.parts.0.note',
      'sent.reason',
    ]);
    expect(warnings[0]).toMatchObject({ code: 'PERSONAL_NUMBER_IN_TEXT' });
    expect(warnings[0]?.message).toMatch(/^“岗位说明”中含有手机号码或身份证号码/);
    expect(JSON.stringify(warnings)).not.toMatch(/\d{11}|5678/);
  });

  it('are none where a number is asked for, a code, or a text without one', () => {
    expect(
      warningsOf('mutation { call(phone: "13812345678", code: "13812345678", idNumber: "110105194912310021") }'),
    ).toEqual([]);
    expect(
      warningsOf(
        'mutation { post(input: { description: "2026-09-01", contactPhone: "13812345678", uscc: "913204115678901234" }) }',
      ),
    ).toEqual([]);
  });

  it('that stand there masked are told as lost: the text was saved as it was shown', () => {
    const [warning, ...more] = warningsOf('mutation($i: PostInput!) { post(input: $i) }', {
      i: { description: '电话 138 **** 5678', contactPhone: '138****5678', uscc: '138****5678' },
    });
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ code: 'MASKED_NUMBER_IN_TEXT', path: ['post', 'input', 'description'] });
    expect(warning?.message).toMatch(/^“岗位说明”中含有隐去几位的号码.+已被覆盖.+联系人的页面查看/);
  });

  it('of both kinds are both told', () => {
    const codes = warningsOf('mutation { post(input: {}, reason: "138****5678，13812345678") }').map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['PERSONAL_NUMBER_IN_TEXT', 'MASKED_NUMBER_IN_TEXT']);
  });
});
