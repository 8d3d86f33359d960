import { readFileSync } from 'node:fs';

/** Noto Sans SC (OFL 1.1), from the package; only the glyphs that a document uses are embedded in it. */
const FILES = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const;

export type FontName = keyof typeof FILES;

const contents = new Map<FontName, Buffer>();

export function fontFile(name: FontName): Buffer {
  const known = contents.get(name);
  if (known) return known;
  const content = readFileSync(require.resolve(FILES[name]));
  contents.set(name, content);
  return content;
}
