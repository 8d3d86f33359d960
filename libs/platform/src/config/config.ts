import { DomainError } from '@sxbq/kernel';
import { z } from 'zod';
import { BUDGETS_PATTERN, DEFAULT_BUDGETS } from '../rate-limits/budgets';

const wholeNumber = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const databaseUrl = () => z.string().regex(/^(mariadb|mysql):\/\//);

/** A key with its number: 'k1:' and base64 of 32 bytes. */
const NUMBERED_KEY = '[\\w-]{1,32}:[A-Za-z0-9+/=_-]{43,44}';

/** Every environment variable the platform reads, described once; docs/generated/env.md is written from it. */
export const configSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development').describe('运行环境'),
  DATABASE_URL: databaseUrl().describe(
    '数据库地址（运行账号）：mariadb://用户:密码@主机:端口/库名 或 mysql://…；?socketPath= 指定 unix socket',
  ),
  DATABASE_MIGRATION_URL: databaseUrl()
    .optional()
    .describe('数据库属主账号的地址，只供 sxbq migrate 改表结构与授权；缺省为 DATABASE_URL，此时不授权'),
  AUDIT_DATABASE_URL: databaseUrl()
    .optional()
    .describe('审计封存账号的地址，只供后台进程与 sxbq audit 写审计链；缺省为 DATABASE_URL'),
  DATABASE_POOL_SIZE: wholeNumber(10, 2, 200).describe('每个进程的数据库连接数'),
  REDIS_URL: z
    .string()
    .regex(/^(redis|rediss|redis\+unix|unix):\/\//)
    .describe('Redis 地址：redis://主机:端口/库号 或 unix:///路径'),
  REDIS_PREFIX: z.string().min(1).default('{sxbq}').describe('Redis 键前缀；花括号使集群中同一队列的键落在同一槽'),
  HOST: z.string().default('127.0.0.1').describe('API 监听地址'),
  PORT: wholeNumber(3000, 0, 65535).describe('API 监听端口'),
  INNER_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('API 的内部端口监听地址；容器中探针和监控从别处来时设为 0.0.0.0，且不要对外发布该端口'),
  INNER_PORT: wholeNumber(3200, 0, 65535).describe('API 的内部端口：就绪检查 /readyz 与指标 /metrics，不在公开端口上'),
  WORKER_PORT: wholeNumber(3100, 0, 65535).describe('后台进程的健康检查与指标端口'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info').describe('日志级别'),
  FIELD_ENCRYPTION_KEYS: z
    .string()
    .regex(/^[\w-]+:[A-Za-z0-9+/=_-]{43,44}(,[\w-]+:[A-Za-z0-9+/=_-]{43,44})*$/)
    .describe('个人信息加密密钥：编号:base64(32 字节)，逗号分隔；第一把用于加密，其余只用于解密'),
  FIELD_CIPHER: z
    .enum(['AES-256-GCM', 'SM4'])
    .default('AES-256-GCM')
    .describe(
      '个人信息加密算法：AES-256-GCM，或国密 SM4（CTR）加 HMAC-SM3；已有的值仍可读，由 sxbq personal-data rotate 换过来',
    ),
  BLIND_INDEX_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/=_-]{43,44}$/)
    .describe('个人信息盲索引密钥：base64(32 字节)'),
  AUDIT_SIGNING_KEY: z
    .string()
    .regex(new RegExp(`^${NUMBERED_KEY}$`))
    .optional()
    .describe('审计链头的签名密钥（Ed25519）：编号:base64(32 字节种子)；只给后台进程；轮换时换编号'),
  AUDIT_PUBLIC_KEYS: z
    .string()
    .regex(new RegExp(`^${NUMBERED_KEY}(,${NUMBERED_KEY})*$`))
    .optional()
    .describe('核验审计链头的公钥：编号:base64(32 字节)，逗号分隔；给出后不再采信数据库中登记的公钥'),
  ASSESSMENT_SIGNING_KEY: z
    .string()
    .regex(new RegExp(`^${NUMBERED_KEY}$`))
    .optional()
    .describe(
      '考核公布包的签名密钥（Ed25519）：编号:base64(32 字节种子)；只给后台进程；轮换时换编号；不设则不能公布考核结果',
    ),
  SESSION_IDLE_MINUTES: wholeNumber(30, 1, 1440).describe('会话空闲多久后失效（分钟）'),
  SESSION_ABSOLUTE_HOURS: wholeNumber(12, 1, 720).describe('会话最长时间（小时）'),
  PASSWORD_POLICY: z
    .enum(['asvs', 'mlps'])
    .default('asvs')
    .describe('口令规则：asvs 重长度、查常见口令；mlps 按等保要求三类字符、90 天更换、不与最近 5 次重复'),
  SECOND_FACTOR: z
    .enum(['required', 'enrolled-only'])
    .optional()
    .describe('主管部门、督查员和管理员是否必须用第二因素登录；不设时生产环境为 required，其他环境只要求已启用的人'),
  OIDC_ISSUER: z.string().url().optional().describe('统一身份认证（OpenID Connect）的 issuer 地址；不设则不启用'),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('在统一身份认证登记的客户端编号'),
  OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('该客户端的密钥'),
  OIDC_USERNAME_CLAIM: z
    .string()
    .min(1)
    .optional()
    .describe('身份令牌中与本平台用户名一致且可信的声明，例如 preferred_username；不设则须先由安全管理员关联'),
  OIDC_SECOND_FACTOR_AMR: z
    .string()
    .default('mfa')
    .describe('身份令牌的 amr 含其中之一（逗号分隔）即视为已用第二因素，不再要求本平台的'),
  DOWNLOAD_LINK_MINUTES: wholeNumber(10, 1, 1440).describe('报告等文件的下载链接多久后失效（分钟）'),
  UPLOAD_QUOTA_MIB: wholeNumber(200, 20, 100_000).describe(
    '一个单位已上传、尚未导入的台账文件合计上限（MiB）：够放三次最大的导入，防止一个账号把数据库写满',
  ),
  UPLOAD_KEPT_QUOTA_MIB: wholeNumber(2_048, 64, 1_000_000).describe(
    '一个单位保存期内台账文件内容的合计上限（MiB），含已导入的：够一个月每天导入一次最大的文件',
  ),
  ATTACHMENT_QUOTA_MIB: wholeNumber(500, 10, 100_000).describe(
    '一个单位一个年度自评附件的合计上限（MiB）：十项目标各五个 10 MiB 的文件',
  ),
  REPORT_QUOTA_MIB: wholeNumber(1_024, 64, 1_000_000).describe(
    '一个单位保存的报告合计上限（MiB），未做好的按 16 MiB 计：够全年各种报告，可随时重新生成',
  ),
  REVEALS_PER_DAY: wholeNumber(30, 0, 10_000).describe('每人每日可查看完整个人信息的次数'),
  INVITATIONS_PER_PLACE: wholeNumber(3, 1, 50).describe(
    '岗位每个空余名额最多同时有几份等待毕业生答复的邀请；毕业生不应被广撒的邀请打扰，企业也不应邀请录用不了的人',
  ),
  REQUEST_TIMEOUT_MS: wholeNumber(15_000, 1_000, 120_000).describe(
    'API 请求的时间上限（毫秒）；其中单条 SQL 为三分之二，文件上传下载为八倍',
  ),
  RATE_LIMITS: z
    .string()
    .regex(BUDGETS_PATTERN)
    .default(DEFAULT_BUDGETS)
    .describe(
      '每个调用者的次数上限：类别=次数/秒，逗号分隔；省略的类别用缺省值；开销大的请求按多次计，stranger 为未登录者（按网段）',
    ),
  PROXY_HOPS: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .optional()
    .describe(
      'API 前的反向代理层数，据此从 X-Forwarded-For 取调用者地址；生产环境必须写明（前面没有代理时写 0），否则 API 不启动；其他环境缺省为 0',
    ),
  TRUSTED_DOCUMENTS: z
    .enum(['off', 'portal-only', 'all'])
    .default('off')
    .describe('登记文档：portal-only 时浏览器会话只能发送已登记的查询，all 时所有调用者都如此；off 不限制'),
  TRUSTED_DOCUMENTS_FILE: z
    .string()
    .default('apps/api/trusted-documents.json')
    .describe('登记文档的清单（apollo-persisted-query-manifest）；TRUSTED_DOCUMENTS 不为 off 时必须存在'),
  SOCKET_CHECK_SECONDS: wholeNumber(30, 1, 600).describe('每隔多久关闭登录已失效的订阅连接（秒）'),
  SHUTDOWN_DRAIN_MS: wholeNumber(3_000, 0, 60_000).describe(
    '收到停止信号后 API 先报告未就绪、继续服务多久再关闭（毫秒），供负载均衡转走请求',
  ),
  PUBLIC_ORIGIN: z
    .string()
    .url()
    .optional()
    .describe(
      '门户的对外地址，如 https://sxbq.example.cn；只接受来自它的浏览器写请求；生产环境必须写明，否则 API 不启动',
    ),
});

export type Config = z.infer<typeof configSchema>;

export const CONFIG = Symbol('CONFIG');

/**
 * Reads the configuration; throws CONFIG_INVALID naming every wrong variable, never its value.
 */
export function loadConfig(environment: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = configSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  throw wrongVariables([...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]);
}

/** What nobody can guess for a process that is reached from outside, and what a wrong guess makes unsafe. */
const TO_BE_SAID_IN_PRODUCTION = ['PROXY_HOPS', 'PUBLIC_ORIGIN'] as const;

/**
 * CONFIG_INVALID, naming what is missing, for an API in production that was not told how many proxies stand before it
 * (else anybody could write the address they are counted by) and what its own address is (else the Host header would say
 * which pages are its own).
 */
export function assertFitToServe(config: Config): void {
  if (config.NODE_ENV !== 'production') return;
  const missing = TO_BE_SAID_IN_PRODUCTION.filter((name) => config[name] === undefined);
  if (missing.length > 0) throw wrongVariables(missing);
}

function wrongVariables(names: readonly string[]): DomainError {
  return new DomainError(
    'BAD_INPUT',
    'CONFIG_INVALID',
    `环境变量缺失或不正确：${names.join('、')}。各变量的含义见 docs/generated/env.md。`,
    { variables: names },
  );
}
