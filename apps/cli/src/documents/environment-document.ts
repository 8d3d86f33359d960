import { configSchema } from '@sxbq/platform';
import { z } from 'zod';
import { markdownTable } from './markdown-table';

/** docs/generated/env.md: every variable of the configuration schema. */
export function environmentDocument(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as {
    properties: Record<string, { description?: string; default?: unknown; enum?: unknown[] }>;
    required?: string[];
  };
  const rows = Object.entries(schema.properties).map(([name, property]) => [
    `\`${name}\``,
    schema.required?.includes(name) ? '是' : '',
    property.default === undefined ? '' : `\`${String(property.default)}\``,
    [property.description, property.enum ? `（${property.enum.join('、')}）` : ''].join(''),
  ]);
  return ['# 环境变量', '', markdownTable(['变量', '必填', '缺省值', '含义'], rows), ''].join('\n');
}
