import { ASTNode, DocumentNode, FieldNode, FragmentDefinitionNode, Kind, SelectionSetNode, visit } from 'graphql';

/** Selections a document may have when its fragments are written out; several times what its tokens allow otherwise. */
const MAX_SELECTIONS = 3_000;
/** Pairs of fields that would be one field of the answer; validation compares each of them. */
const MAX_PAIRS = 4_000;
/** Arguments and the values in them, written out; each is read again wherever its fragment stands. */
const MAX_VALUES = 10_000;

/** A field of the answer: how often it is asked for, and what is asked of it. */
interface Answered {
  times: number;
  readonly below: Map<string, Answered>;
}

/**
 * Whether a document is out of proportion once its fragments are written out, which a short text can be without end.
 * Takes time by these limits and the length of the text alone, and no validity: it is asked before validation, whose
 * rules take time by the square of what they are given.
 */
export function isOversized(document: DocumentNode): boolean {
  const size = new WrittenOut(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    if (!size.add(definition.selectionSet)) return true;
  }
  return false;
}

class WrittenOut {
  private selections = 0;
  private pairs = 0;
  private values = 0;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly valuesOf = new Map<FieldNode, number>();
  /** Fragments around what is being counted; a cycle is left to validation. */
  private readonly around = new Set<string>();

  constructor({ definitions }: DocumentNode) {
    for (const definition of definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  /** False as soon as it is too much. */
  add(set: SelectionSetNode): boolean {
    return this.count(set, new Map());
  }

  private count({ selections }: SelectionSetNode, answered: Map<string, Answered>): boolean {
    for (const selection of selections) {
      this.selections++;
      if (this.selections > MAX_SELECTIONS || this.pairs > MAX_PAIRS || this.values > MAX_VALUES) return false;
      if (selection.kind === Kind.FIELD) {
        if (!this.countField(selection, answered)) return false;
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (!this.count(selection.selectionSet, answered)) return false;
      } else if (!this.countFragment(selection.name.value, answered)) return false;
    }
    return true;
  }

  private countField(field: FieldNode, answered: Map<string, Answered>): boolean {
    const name = (field.alias ?? field.name).value;
    const entry = answered.get(name) ?? { times: 0, below: new Map<string, Answered>() };
    answered.set(name, entry);
    this.pairs += entry.times++;
    this.values += this.valuesIn(field);
    return !field.selectionSet || this.count(field.selectionSet, entry.below);
  }

  private countFragment(name: string, answered: Map<string, Answered>): boolean {
    const fragment = this.fragments.get(name);
    if (!fragment || this.around.has(name)) return true;
    this.around.add(name);
    const fits = this.count(fragment.selectionSet, answered);
    this.around.delete(name);
    return fits;
  }

  private valuesIn(field: FieldNode): number {
    const known = this.valuesOf.get(field);
    if (known !== undefined) return known;
    let values = 0;
    for (const node of [...(field.arguments ?? []), ...(field.directives ?? [])] as ASTNode[]) {
      visit(node, { enter: () => void values++ });
    }
    this.valuesOf.set(field, values);
    return values;
  }
}
