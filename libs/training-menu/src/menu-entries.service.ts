import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  checkedCode,
  Clock,
  EntityId,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
  RowScope,
  SYSTEM_PRINCIPAL,
} from '@sxbq/kernel';
import { refuseDuplicates, sweepDue, Transaction, UnitOfWork } from '@sxbq/platform';
import { isMenuStepAllowed, MENU_STEPS, MenuStep } from './domain/menu-lifecycle';
import { MenuSort } from './domain/menu-sort';
import { MenuStatus } from './domain/menu-status';
import { MenuRepository, MenuRow } from './persistence/menu.repository';
import { MenuErrors } from './training-menu.errors';

export interface MenuListRequest<Filter> extends PageRequest {
  readonly filter?: Filter | null;
  readonly sort?: MenuSort | null;
}

/** What tells offers and needs apart. */
export interface MenuKind<Content> {
  /** 'Offer': ends the names of audit actions. */
  readonly noun: string;
  readonly objectType: string;
  readonly codeTitle: string;
  readonly codeIndex: string;
  readonly permissions: { readonly read: string; readonly edit: string; readonly close: string };
  readonly errors: MenuErrors;
  readonly fields: readonly (keyof Content & string)[];
  /** Places that the content gives. */
  capacityOf(content: Content): number;
}

/** What offers and needs are handled alike in: draft, publish, edit, close, expire, open again. */
export abstract class MenuEntriesService<Row extends MenuRow, Content extends object, Filter extends object> {
  constructor(
    protected readonly rows: MenuRepository<Row, Filter>,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly kind: MenuKind<Content>,
  ) {}

  /** The content to keep, or the errors of the form. */
  protected abstract checked(given: Content): Promise<Content>;

  /** In order of recording unless said otherwise. */
  list(principal: Principal, request: MenuListRequest<Filter>): Promise<Page<Row>> {
    assertPermission(principal, this.kind.permissions.read);
    const sort = request.sort ?? MenuSort.RECORDED_ASC;
    return this.rows.list(rowScopeOf(principal), request.filter ?? ({} as Filter), sort, request);
  }

  /** NOT_FOUND also when the entry is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<Row> {
    const entry = (await this.byIds(principal, [id])).get(id);
    if (!entry) throw this.kind.errors.notFound();
    return entry;
  }

  /** The visible ones of the ids; for request loaders. */
  async byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, Row>> {
    assertPermission(principal, this.kind.permissions.read);
    return this.rows.find(rowScopeOf(principal), ids);
  }

  /** Checked again: written weeks ago, it may have run out since. */
  async publish(principal: Principal, id: EntityId, revision: number): Promise<Row> {
    assertPermission(principal, this.kind.permissions.edit);
    await this.checked(this.contentOf(await this.get(principal, id)));
    return this.move(principal, id, revision, MenuStep.PUBLISH);
  }

  async close(principal: Principal, id: EntityId, revision: number): Promise<Row> {
    assertPermission(principal, this.kind.permissions.close);
    return this.move(principal, id, revision, MenuStep.CLOSE);
  }

  /** Back to a draft, to be looked over, given a new last day and published. */
  async reopen(principal: Principal, id: EntityId, revision: number): Promise<Row> {
    assertPermission(principal, this.kind.permissions.edit);
    return this.move(principal, id, revision, MenuStep.REOPEN);
  }

  /** Takes down what is past its last day; each in its own transaction. Running it twice changes nothing more. */
  async expire(): Promise<number> {
    return sweepDue(
      (limit) => this.rows.overdue(this.clock.today(), limit),
      (id) => this.expireOne(id),
    );
  }

  protected async draftOf(principal: Principal, owner: object, code: string, given: Content): Promise<Row> {
    const content = await this.checked(given);
    const entry = { ...owner, code: checkedCode(this.kind.codeTitle, code, 40), ...content, status: MenuStatus.DRAFT };
    const id = await this.uow
      .run(async (tx) => {
        const created = await this.rows.insert(tx, entry);
        await this.remember(tx, 'draft', created, { after: entry });
        return created;
      })
      .catch(refuseDuplicates({ [this.kind.codeIndex]: () => this.kind.errors.codeTaken(entry.code) }));
    return this.get(principal, id);
  }

  /** A field that is left out stays as it is. */
  protected async editOf(
    principal: Principal,
    change: { readonly id: EntityId; readonly revision: number },
  ): Promise<Row> {
    assertPermission(principal, this.kind.permissions.edit);
    const { id, revision, ...given } = change;
    const present = this.contentOf(await this.get(principal, id));
    const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const content = await this.checked({ ...present, ...kept });
    await this.uow.run(async (tx) => {
      const read = await this.open(tx, rowScopeOf(principal), id, MenuStep.EDIT, revision);
      if (this.kind.capacityOf(content) < read.taken) throw this.kind.errors.belowTaken(read.taken);
      await this.write(tx, 'edit', read, content);
    });
    return this.get(principal, id);
  }

  private async move(principal: Principal, id: EntityId, revision: number, step: MenuStep): Promise<Row> {
    await this.uow.run(async (tx) => {
      const read = await this.open(tx, rowScopeOf(principal), id, step, revision);
      await this.write(tx, step.toLowerCase(), read, { status: MENU_STEPS[step].to });
    });
    return this.get(principal, id);
  }

  private expireOne(id: EntityId): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const read = await this.rows.lock(tx, rowScopeOf(SYSTEM_PRINCIPAL), id);
      // Closed or prolonged since the look.
      if (!read || !isMenuStepAllowed(MenuStep.EXPIRE, read.status)) return false;
      if (read.validUntil >= this.clock.today()) return false;
      await this.write(tx, 'expire', read, { status: MENU_STEPS[MenuStep.EXPIRE].to });
      return true;
    });
  }

  /** The entry, locked, if the step may be taken on the revision that was read. */
  private async open(tx: Transaction, scope: RowScope, id: EntityId, step: MenuStep, revision: number): Promise<Row> {
    const read = await this.rows.lock(tx, scope, id);
    if (!read) throw this.kind.errors.notFound();
    if (read.revision !== revision) throw this.kind.errors.changed();
    if (!isMenuStepAllowed(step, read.status)) throw this.kind.errors.stepNotAllowed(step, read.status);
    return read;
  }

  private async write(tx: Transaction, action: string, read: Row, after: object): Promise<void> {
    if (!(await this.rows.update(tx, read, after))) throw this.kind.errors.changed();
    const before = Object.fromEntries(Object.keys(after).map((field) => [field, read[field as keyof Row]]));
    await this.remember(tx, action, read.id, { before, after });
  }

  private remember(tx: Transaction, action: string, id: EntityId, images: { before?: object; after: object }) {
    const { noun, objectType } = this.kind;
    return this.audit.record(tx, { action: `menu.${action}${noun}`, objectType, objectId: id, ...images });
  }

  private contentOf(row: Row): Content {
    return Object.fromEntries(this.kind.fields.map((field) => [field, row[field as string as keyof Row]])) as Content;
  }
}
