/**
 * The limit: node:http and mysql2, one prepared JOIN, JSON.stringify. Environment: DATABASE_URL, PORT.
 */
import { createServer } from 'node:http';
import { createPool } from 'mysql2/promise';

const SQL = `SELECT a.id, a.code, s.name AS school, e.name AS enterprise
  FROM agreement a LEFT JOIN school s ON s.id = a.school_id LEFT JOIN enterprise e ON e.id = a.enterprise_id
  ORDER BY a.id LIMIT 50`;

const pool = createPool({ uri: process.env['DATABASE_URL'] as string, connectionLimit: 10 });

const server = createServer((request, response) => {
  request.resume();
  pool.execute(SQL).then(
    ([rows]) => {
      const items = (rows as { id: number; code: string; school: string; enterprise: string }[]).map((row) => ({
        id: String(row.id),
        code: row.code,
        school: { name: row.school },
        enterprise: { name: row.enterprise },
      }));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: { agreements: { items } } }));
    },
    (error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    },
  );
});

server.listen(Number(process.env['PORT']), '127.0.0.1');
