import { KnownPerson, OnePerson, whyOnePerson } from './two-people.rule';

const person = (userId: number, marks: string[] = [], invitedBy: number[] = []): KnownPerson => ({
  userId,
  marks: new Set(marks),
  invitedBy: new Set(invitedBy),
});

describe('whether two accounts are two people', () => {
  it.each([
    ['one account', person(1), person(1), OnePerson.SAME_ACCOUNT],
    ['two accounts of which nothing is known', person(1), person(2), null],
    ['the same sign-in subject', person(1, ['sso:17']), person(2, ['sso:17']), OnePerson.SAME_MARK],
    ['one of several marks alike', person(1, ['a', 'b']), person(2, ['c', 'b']), OnePerson.SAME_MARK],
    ['other subjects', person(1, ['sso:17']), person(2, ['sso:18']), null],
    ['a mark of one of them only', person(1, ['sso:17']), person(2), null],
    ['the second let in by the first', person(1), person(2, [], [1]), OnePerson.INVITED],
    ['the first let in by the second', person(1, [], [2]), person(2), OnePerson.INVITED],
    ['let in through a chain', person(1), person(4, [], [3, 2, 1]), OnePerson.INVITED],
    ['a chain the other way round', person(4, [], [3, 2, 1]), person(1), OnePerson.INVITED],
    ['both let in by a third', person(2, [], [1]), person(3, [], [1]), null],
    ['a mark weighs before the chain', person(1, ['m']), person(2, ['m'], [1]), OnePerson.SAME_MARK],
  ])('%s', (_what, first, second, why) => {
    expect(whyOnePerson(first, second)).toBe(why);
    expect(whyOnePerson(second, first)).toBe(why);
  });
});
