import { DomainError, entityId } from '@sxbq/kernel';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { errorFormatter, publicError } from './error-format';

const ID_NUMBER = '11010519491231002X';
const PHONE = '13812345678';

describe('what an answer says of an error (assurance D1)', () => {
  const format = errorFormatter(pino({ level: 'silent' }));

  it('never repeats a personal number, whoever quoted it', () => {
    const quoted = new GraphQLError(`Variable "$id" got invalid value "${ID_NUMBER}" or ${PHONE}`);
    expect(format(quoted).message).toContain('"110***********002X" or 138****5678');
    const refused = new DomainError('BAD_INPUT', 'X', `编号“${PHONE}”不正确。`);
    expect(format(new GraphQLError('x', { originalError: refused })).message).toBe('编号“138****5678”不正确。');
    expect(publicError(refused).message).not.toContain(PHONE);
  });

  it('says nothing of a number given as an id but that it is none', () => {
    let refusal: unknown;
    try {
      entityId(ID_NUMBER);
    } catch (error) {
      refusal = error;
    }
    expect(publicError(refusal)).toMatchObject({ code: 'ID_MALFORMED', message: expect.stringContaining('110***') });
  });

  it.each([
    ['of the program', new TypeError("Cannot read properties of undefined (reading 'secret')")],
    ['of the database', Object.assign(new Error("Duplicate entry 'secret' for key 'user.username'"), { errno: 1062 })],
    ['that is no error at all', 'secret'],
  ])('says nothing of a fault %s (assurance G3)', (_where, fault) => {
    const wrapped = new GraphQLError('secret', { originalError: fault as Error, path: ['schools'] });
    expect(format(wrapped)).toEqual({
      message: '系统内部错误，请稍后重试；如仍出现，请把编号告知管理员。',
      path: ['schools'],
      extensions: { kind: 'INTERNAL', code: 'INTERNAL_ERROR', correlationId: null },
    });
    expect(JSON.stringify(publicError(fault))).not.toContain('secret');
  });
});
