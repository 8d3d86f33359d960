import { DomainError } from '@sxbq/kernel';
import { assertFitToServe, loadConfig } from './config';

const key = Buffer.alloc(32, 7).toString('base64');
const valid = {
  DATABASE_URL: 'mariadb://sxbq@localhost/sxbq?socketPath=/run/sxbq.sock',
  REDIS_URL: 'redis://127.0.0.1:6379/1',
  FIELD_ENCRYPTION_KEYS: `k2:${key},k1:${key}`,
  BLIND_INDEX_KEY: key,
};

describe('configuration', () => {
  it('fills in defaults', () => {
    expect(loadConfig(valid)).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', LOG_LEVEL: 'info' });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ ...valid, PORT: '' }).PORT).toBe(3000);
  });

  it.each(['PROXY_HOPS', 'PUBLIC_ORIGIN'])('lets no API serve in production that was not told %s', (name) => {
    const said = { ...valid, NODE_ENV: 'production', PROXY_HOPS: '0', PUBLIC_ORIGIN: 'https://portal.example' };
    expect(() => assertFitToServe(loadConfig(said))).not.toThrow();
    const untold = loadConfig({ ...said, [name]: undefined });
    expect(() => assertFitToServe(untold)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', details: { variables: [name] } }) as DomainError,
    );
    expect(() => assertFitToServe({ ...untold, NODE_ENV: 'development' })).not.toThrow();
  });

  it.each([
    ['DATABASE_URL', 'postgres://secret-host/db'],
    ['FIELD_ENCRYPTION_KEYS', 'secret-too-short'],
    ['PORT', 'secret'],
    ['REDIS_URL', undefined],
  ])('names a wrong %s and never its value', (name, value) => {
    const refused = (): unknown => loadConfig({ ...valid, [name]: value });
    expect(refused).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', details: { variables: [name] } }) as DomainError,
    );
    expect(refused).toThrow(name);
    expect(refused).not.toThrow(/secret/);
  });
});
