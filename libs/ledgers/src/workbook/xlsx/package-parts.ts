import { damagedFile, unsupportedFile } from '../workbook.errors';
import { resolvePart } from './part-names';
import type { DateSystem } from './serial-dates';
import { TOKEN, type XmlScanner } from './xml-scanner';
import { readPart, type XmlConsumer } from './xml-part';
import type { ZipParts } from './zip-parts';

/**
 * The table of contents of an xlsx: which part is the workbook, which parts are its sheets, strings and styles
 * (Open Packaging Conventions, ECMA-376 part 2). Prefixes and the transitional or strict namespace do not matter.
 */
export interface WorkbookContents {
  readonly dateSystem: DateSystem;
  /** In tab order; chart sheets and macro sheets are left out, hidden sheets are not. */
  readonly sheets: readonly ListedSheet[];
  readonly sharedStringsPart: string | null;
  readonly stylesPart: string | null;
}

export interface ListedSheet {
  readonly name: string;
  /** Null for a sheet that is listed without one, as macro modules are: it has no cells. */
  readonly part: string | null;
  readonly hidden: boolean;
}

interface Relationship {
  /** The last word of the type: 'worksheet', 'sharedStrings', 'styles', 'officeDocument', … */
  readonly type: string;
  /** The part's name from the root, without a leading slash. */
  readonly target: string;
}

/** Real ledgers have some dozens; each costs a stream of its own. */
const MAX_SHEETS = 1_000;
const DEFAULT_WORKBOOK_PART = 'xl/workbook.xml';

/** Throws WORKBOOK_TYPE_UNSUPPORTED when the container holds something else, WORKBOOK_DAMAGED when parts are missing. */
export async function readContents(parts: ZipParts): Promise<WorkbookContents> {
  const workbookPart = await findWorkbookPart(parts);
  const workbook = await readPart(parts, workbookPart, new WorkbookPart());
  if (workbook.sheets.length > MAX_SHEETS) throw damagedFile(parts.fileName, 'too many sheets', workbookPart);
  const relationships = await readRelationships(parts, workbookPart);
  const sheets = workbook.sheets.flatMap(({ name, hidden, relationshipId }): ListedSheet[] => {
    const relationship = relationships.get(relationshipId);
    if (!relationship) return [{ name, hidden, part: null }];
    if (relationship.type !== 'worksheet') return [];
    return [{ name, hidden, part: parts.has(relationship.target) ? relationship.target : null }];
  });
  if (sheets.length > 0 && sheets.every(({ part }) => part === null)) {
    throw damagedFile(parts.fileName, 'no sheet has a part', workbookPart);
  }
  const partOf = (type: string) => {
    const found = [...relationships.values()].find((relationship) => relationship.type === type);
    return found && parts.has(found.target) ? found.target : null;
  };
  return {
    dateSystem: workbook.dateSystem,
    sheets,
    sharedStringsPart: partOf('sharedStrings'),
    stylesPart: partOf('styles'),
  };
}

async function findWorkbookPart(parts: ZipParts): Promise<string> {
  const relationships = await readRelationships(parts, '');
  for (const { type, target } of relationships.values()) {
    if (type === 'officeDocument' && /\.xml$/i.test(target) && !/^(word|ppt)\//i.test(target)) return target;
  }
  if (parts.has(DEFAULT_WORKBOOK_PART)) return DEFAULT_WORKBOOK_PART;
  throw unsupportedFile(parts.fileName, kindOfContainer(parts));
}

function kindOfContainer(parts: ZipParts): string {
  if (parts.has('word/document.xml')) return ' Word 文档（.docx）';
  if (parts.has('ppt/presentation.xml')) return ' PowerPoint 演示文稿（.pptx）';
  if (parts.has('xl/workbook.bin')) return ' Excel 二进制工作簿（.xlsb）';
  if (parts.has('content.xml') && parts.has('mimetype')) return '开放文档格式（.ods、.odt 等）';
  return '普通压缩包，里面没有工作簿';
}

/** The relationships of a part ('' is the whole package); none when it has no list. */
async function readRelationships(parts: ZipParts, part: string): Promise<Map<string, Relationship>> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const list = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  if (!parts.has(list)) return new Map();
  return (await readPart(parts, list, new RelationshipsPart(folder))).found;
}

class RelationshipsPart implements XmlConsumer {
  readonly found = new Map<string, Relationship>();

  constructor(private readonly folder: string) {}

  consume(scanner: XmlScanner): void {
    for (let token = scanner.next(); token !== TOKEN.MORE; token = scanner.next()) {
      if ((token !== TOKEN.OPEN && token !== TOKEN.EMPTY) || scanner.name() !== 'Relationship') continue;
      const attributes = scanner.attributes();
      if (attributes.get('TargetMode') === 'External') continue;
      const type = attributes.get('Type') ?? '';
      this.found.set(attributes.get('Id') ?? '', {
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolveTarget(this.folder, attributes.get('Target') ?? ''),
      });
    }
  }
}

/** '/xl/a.xml' is from the root, 'a.xml' and '../a.xml' from the folder ('xl/worksheets/' or ''). */
function resolveTarget(folder: string, target: string): string {
  return resolvePart(/^[\\/]/.test(target) ? target : folder + target);
}

class WorkbookPart implements XmlConsumer {
  readonly sheets: { name: string; hidden: boolean; relationshipId: string }[] = [];
  dateSystem: DateSystem = 1900;

  consume(scanner: XmlScanner): void {
    for (let token = scanner.next(); token !== TOKEN.MORE; token = scanner.next()) {
      if (token !== TOKEN.OPEN && token !== TOKEN.EMPTY) continue;
      const name = scanner.name();
      if (name === 'workbookPr') {
        if (/^(1|true|on)$/.test(scanner.attributes().get('date1904') ?? '')) this.dateSystem = 1904;
      } else if (name === 'sheet') {
        const attributes = scanner.attributes();
        const hidden = /^(?:very)?hidden$/i.test(attributes.get('state') ?? '');
        this.sheets.push({ name: attributes.get('name') ?? '', hidden, relationshipId: attributes.get(':id') ?? '' });
      }
    }
  }
}
