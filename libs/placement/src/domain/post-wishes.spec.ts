import { repeatedAt } from './post-wishes';

it.each([
  [[], null],
  [[7, 8, 9], null],
  [[7, 8, 7], { first: 1, again: 3 }],
  [[7, 8, 8, 7], { first: 2, again: 3 }],
])('wishes %j repeat %j', (ids, at) => expect(repeatedAt(ids)).toEqual(at));
