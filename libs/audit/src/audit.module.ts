import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrail } from './audit-trail';
import { AuditEntry } from './persistence/audit-entry.entity';

/** Global: every lib that writes records. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditEntry])],
  providers: [AuditTrail],
  exports: [AuditTrail],
})
export class AuditModule {}
