import { textOfBytes } from './text-of-bytes';

describe('textOfBytes', () => {
  it.each<[string, string]>([
    ['e7a4bae4be8b', '示例'],
    ['cabec0fd', '示例'],
    ['61b0e0bcb62e637376', 'a班级.csv'],
    ['9534 8732'.replace(' ', ''), new TextDecoder('gb18030').decode(Buffer.from('95348732', 'hex'))],
    ['63616681', 'caf\u0081'],
    ['', ''],
  ])('reads %s as %j', (hex, text) => expect(textOfBytes(Buffer.from(hex, 'hex'))).toBe(text));
});
