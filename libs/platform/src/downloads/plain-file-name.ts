import { maskPersonalNumbers } from '@sxbq/kernel';

const MAX_CHARACTERS = 200;

export interface PlainFileName {
  readonly fileName: string;
  /** Chinese sentences for who gave the name. */
  readonly warnings: readonly string[];
}

/**
 * The name of an uploaded file as it is kept: without folders and control characters, at most 200 characters, ID and
 * mobile numbers masked, since names are shown and kept where contents are not.
 */
export function plainFileName(given: string): PlainFileName {
  const plain = (given.split(/[/\\]/).pop() ?? '').replace(/\p{Cc}/gu, '').trim();
  const name = shortened(plain === '' ? '未命名' : plain);
  const fileName = maskPersonalNumbers(name);
  const warnings =
    fileName === name ? [] : ['文件名含有证件号码或手机号，已隐去其中几位再保存；文件名请不要写个人信息。'];
  return { fileName, warnings };
}

function shortened(name: string): string {
  if (name.length <= MAX_CHARACTERS) return name;
  const extension = /\.[^.]{1,8}$/.exec(name)?.[0] ?? '';
  return name.slice(0, MAX_CHARACTERS - extension.length) + extension;
}
