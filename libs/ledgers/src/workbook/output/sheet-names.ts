const FORBIDDEN = /[[\]:*?/\\]/g;
const MAX_LENGTH = 31;
/** Names of files, which sheets may be called after, end well before. */
const MAX_READ = 300;

/** Names that Excel accepts (31 characters, without []:*?/\, each once whatever the case), as near as may be. */
export function safeSheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain =
      name
        .slice(0, MAX_READ)
        .replace(FORBIDDEN, '_')
        .replace(/^'+|'+$/g, '') || '工作表';
    for (let attempt = 1; ; attempt++) {
      const ending = attempt === 1 ? '' : ` (${attempt})`;
      const candidate = cut(plain, MAX_LENGTH - ending.length) + ending;
      if (taken.has(candidate.toLowerCase())) continue;
      taken.add(candidate.toLowerCase());
      return candidate;
    }
  });
}

/** Never through the middle of a surrogate pair. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
