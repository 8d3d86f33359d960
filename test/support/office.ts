import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** A word on a page; lengths in points from the upper left corner. */
export interface PageWord {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Documents opened by LibreOffice, in a folder and a profile of its own, with one Chinese font for every name. */
export class Office {
  constructor(private readonly folder: string) {}

  /** Opens all files in one start of the program and prints each to a PDF beside it. */
  async printToPdf(files: Readonly<Record<string, Buffer>>): Promise<Readonly<Record<string, string>>> {
    const paths = Object.entries(files).map(([name, content]) => {
      const file = path.join(this.folder, name);
      writeFileSync(file, content);
      return file;
    });
    const profile = `-env:UserInstallation=file://${path.join(this.folder, 'profile')}`;
    await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', this.folder, ...paths], {
      env: { ...process.env, FONTCONFIG_FILE: this.fontConfig(), HOME: this.folder },
      timeout: 100_000,
    });
    return Object.fromEntries(
      Object.keys(files).map((name) => [name, path.join(this.folder, `${path.parse(name).name}.pdf`)]),
    );
  }

  private fontConfig(): string {
    const cache = path.join(this.folder, 'fonts');
    mkdirSync(cache, { recursive: true });
    const file = path.join(this.folder, 'fonts.conf');
    const edit = '<edit name="family" mode="append" binding="strong"><string>Noto Sans SC</string></edit>';
    writeFileSync(
      file,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${path.dirname(require.resolve(FONT))}</dir>` +
        `<cachedir>${cache}</cachedir><match target="pattern">${edit}</match></fontconfig>`,
    );
    return file;
  }
}

export async function pdfText(file: string): Promise<string> {
  return (await run('pdftotext', ['-layout', file, '-'])).stdout;
}

export async function pdfFacts(file: string): Promise<{ readonly pages: number; readonly size: string }> {
  const { stdout } = await run('pdfinfo', [file]);
  const fact = (name: string): string => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(stdout)?.[1] ?? '';
  return { pages: Number(fact('Pages')), size: fact('Page size') };
}

/** Names of the fonts, and whether each is embedded. */
export async function pdfFonts(file: string): Promise<{ readonly name: string; readonly embedded: boolean }[]> {
  const { stdout } = await run('pdffonts', [file]);
  return stdout
    .split('\n')
    .slice(2)
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      name: line.split(/\s+/)[0] ?? '',
      embedded: /\s(yes|no)\s+(yes|no)\s+(yes|no)\s/.exec(line)?.[1] === 'yes',
    }));
}

export async function pdfWords(file: string): Promise<PageWord[]> {
  const { stdout } = await run('pdftotext', ['-bbox', file, '-'], { maxBuffer: 64 * 1024 * 1024 });
  const words: PageWord[] = [];
  let page = 0;
  for (const line of stdout.split('\n')) {
    if (line.includes('<page ')) page += 1;
    const found = /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)<\/word>/.exec(line);
    if (!found) continue;
    const [left, top, right, bottom] = found.slice(1, 5).map(Number) as [number, number, number, number];
    words.push({ page, text: found[5] ?? '', left, top, right, bottom });
  }
  return words;
}

/** A page as it looks. */
export class PageImage {
  private constructor(
    readonly width: number,
    readonly height: number,
    private readonly pixels: Buffer,
  ) {}

  static async of(file: string, page: number, dotsPerInch = 72): Promise<PageImage> {
    const { stdout } = await run(
      'pdftoppm',
      ['-r', String(dotsPerInch), '-f', String(page), '-l', String(page), file],
      {
        encoding: 'buffer',
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.subarray(0, 40).toString('latin1'));
    if (!head) throw new Error('not an image');
    return new PageImage(Number(head[1]), Number(head[2]), stdout.subarray(head[0].length));
  }

  /** Left and right end, and the rows, of all pixels that `holds` for. */
  extent(holds: (red: number, green: number, blue: number) => boolean): {
    left: number;
    right: number;
    rows: number[];
  } {
    let [left, right] = [this.width, -1];
    const rows = new Set<number>();
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const at = (y * this.width + x) * 3;
        if (!holds(this.pixels[at]!, this.pixels[at + 1]!, this.pixels[at + 2]!)) continue;
        left = Math.min(left, x);
        right = Math.max(right, x);
        rows.add(y);
      }
    }
    return { left, right, rows: [...rows] };
  }
}
