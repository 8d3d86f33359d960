import { attachmentHeaders } from './attachment';

describe('attachmentHeaders', () => {
  it('names the file in Chinese and, for others, in ASCII', () => {
    const { 'content-disposition': disposition } = attachmentHeaders('2026年度通报(草稿).docx', 'text/plain');
    expect(disposition).toBe(
      'attachment; filename="2026____(__).docx"; ' +
        "filename*=UTF-8''2026%E5%B9%B4%E5%BA%A6%E9%80%9A%E6%8A%A5%28%E8%8D%89%E7%A8%BF%29.docx",
    );
  });

  it('lets no name end the header', () => {
    const { 'content-disposition': disposition } = attachmentHeaders('a"; x=\r\nSet-Cookie: b\'*.csv', 'text/csv');
    expect(disposition).not.toMatch(/[\r\n]/);
    expect(disposition?.match(/"/g)).toHaveLength(2);
    expect(disposition).toContain('%27%2A');
  });
});
