import { Module } from '@nestjs/common';
import { AuditModule } from '../audit.module';
import { NightlyVerification } from './nightly-verification';
import { SealAuditProcessor } from './seal-audit.processor';
import { VerifyAuditProcessor } from './verify-audit.processor';

@Module({ imports: [AuditModule], providers: [NightlyVerification, SealAuditProcessor, VerifyAuditProcessor] })
export class AuditWorkerModule {}
