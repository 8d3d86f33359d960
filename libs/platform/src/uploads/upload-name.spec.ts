import fastifyMultipart from '@fastify/multipart';
import fastify, { FastifyInstance } from 'fastify';
import { encode } from 'iconv-lite';
import { watchUploadName } from './upload-name';

const form = (disposition: Buffer, content: string): Buffer =>
  Buffer.concat([
    Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; '),
    disposition,
    Buffer.from(`\r\nContent-Type: application/octet-stream\r\n\r\n${content}\r\n--b--\r\n`),
  ]);

describe('the name of an uploaded file', () => {
  let app: FastifyInstance;

  beforeAll(async () => {
    app = fastify();
    await app.register(fastifyMultipart);
    app.post('/', async (request) => {
      const nameOf = watchUploadName(request.raw);
      const part = await request.file();
      const bytes = (await part!.toBuffer()).length;
      return { name: nameOf(part!.filename), bytes };
    });
  });
  afterAll(() => app.close());

  it.each<[string, Buffer, string]>([
    ['in GBK', encode('filename="示例台账-班级.csv"', 'gbk'), '示例台账-班级.csv'],
    ['in GB18030', encode('filename="示𠮷.xlsx"', 'gb18030'), '示𠮷.xlsx'],
    ['in UTF-8', Buffer.from('filename="示例台账.xlsx"'), '示例台账.xlsx'],
    ['in GBK beside one in UTF-8', encode('filename="班级.csv"; size=3', 'gbk'), '班级.csv'],
    ['in ASCII', Buffer.from('filename="a.csv"'), 'a.csv'],
  ])('%s', async (_what, disposition, name) => {
    const content = 'x'.repeat(300_000);
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const reply = await app.inject({ method: 'POST', url: '/', headers, payload: form(disposition, content) });
    expect(reply.json()).toEqual({ name, bytes: content.length });
  });
});
