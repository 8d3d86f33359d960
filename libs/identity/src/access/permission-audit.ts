import { Injectable, OnModuleInit, Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { DeclaredAccess, declaredAccess } from './declared-access';
import { Entrance, entranceOf } from './handler-kind';
import { registeredPermissions } from './permission-registry';

/** An entrance with who may use it. */
export interface Operation extends Entrance {
  /** null: public. */
  readonly permission: string | null;
}

interface Handler {
  readonly place: string;
  readonly entrance: Entrance | null;
  readonly access: DeclaredAccess;
}

/**
 * Refuses to let the process start unless every root field and every HTTP handler declares a registered permission or
 * that it is public (assurance A1).
 */
@Injectable()
export class PermissionAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const faults = this.handlers().flatMap(faultOf);
    if (faults.length > 0) throw new Error(`permissions are not in order:\n${faults.join('\n')}`);
  }

  /** Every entrance of the process with its permission, in order of kind and name. */
  operations(): Operation[] {
    return this.handlers()
      .flatMap(({ entrance, access }) =>
        entrance ? [{ ...entrance, permission: access === 'PUBLIC' ? null : (access?.permission ?? null) }] : [],
      )
      .sort((a, b) => `${a.kind} ${a.name}`.localeCompare(`${b.kind} ${b.name}`, 'en'));
  }

  private handlers(): Handler[] {
    const wrappers = [...this.discovery.getProviders(), ...this.discovery.getControllers()];
    const classes = new Set(
      wrappers.flatMap(({ metatype, inject }) => (isClass(metatype) && !inject ? [metatype] : [])),
    );
    return [...classes].flatMap((owner) => this.handlersOf(owner));
  }

  private handlersOf(owner: Type): Handler[] {
    const prototype = owner.prototype as Record<string, () => unknown>;
    return this.scanner.getAllMethodNames(prototype).map((name) => {
      const handler = prototype[name] as () => unknown;
      return {
        place: `${owner.name}.${name}`,
        entrance: entranceOf(handler, owner),
        access: declaredAccess(handler, owner),
      };
    });
  }
}

function faultOf({ place, entrance, access }: Handler): string[] {
  const what = entrance ? `${place} (${entrance.kind} ${entrance.name})` : place;
  if (entrance && access === null) return [`${what} declares neither @RequirePermission nor @Public`];
  if (access === null || access === 'PUBLIC') return [];
  if (!entrance) return [`${what} has @RequirePermission, which guards nothing on what is no entrance`];
  return registeredPermissions().has(access.permission)
    ? []
    : [`${what} requires '${access.permission}', which no permissions table registers`];
}

function isClass(metatype: unknown): metatype is Type {
  return typeof metatype === 'function' && typeof metatype.prototype === 'object' && metatype.prototype !== null;
}
