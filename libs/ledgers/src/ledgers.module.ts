import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { CataloguesModule } from '@sxbq/catalogues';
import { GraduatesModule } from '@sxbq/graduates';
import { IdentityModule } from '@sxbq/identity';
import { PostingsModule } from '@sxbq/postings';
import { TrainingMenuModule } from '@sxbq/training-menu';
import { LedgerDictionaries } from './dictionaries';
import { ImportLeases } from './import-lease';
import { ImportRunner } from './import-runner';
import { LedgerExportService } from './ledger-export.service';
import { LedgerFilesService } from './ledger-files.service';
import { LedgerImportService } from './ledger-import.service';
import './ledgers.permissions';
import { FilesRepository } from './persistence/files.repository';
import { ImportLock } from './persistence/import-lock';
import { ImportsRepository } from './persistence/imports.repository';
import { LedgerFileChunk } from './persistence/ledger-file-chunk.entity';
import { LedgerFile } from './persistence/ledger-file.entity';
import { LedgerImportError } from './persistence/ledger-import-error.entity';
import { LedgerImport } from './persistence/ledger-import.entity';
import {
  ImportErrorRetention,
  ImportRetention,
  UnusedUploadRetention,
  UploadRetention,
} from './persistence/ledgers-retention';
import { LedgerReads } from './persistence/ledger-reads';
import { UploadPersonalData } from './persistence/upload-personal-data';
import { PostingJudgement } from './posting-knowledge';
import { FileThreads } from './reading/file-threads';

/** The workbooks that bureaus and schools keep: read, checked, written, and given out again. */
@Module({
  imports: [
    AuditModule,
    IdentityModule,
    CataloguesModule,
    GraduatesModule,
    PostingsModule,
    TrainingMenuModule,
    TypeOrmModule.forFeature([LedgerImport, LedgerImportError, LedgerFile, LedgerFileChunk]),
  ],
  providers: [
    FileThreads,
    FilesRepository,
    ImportsRepository,
    ImportLock,
    ImportLeases,
    LedgerDictionaries,
    PostingJudgement,
    ImportRunner,
    LedgerReads,
    UploadRetention,
    UnusedUploadRetention,
    ImportRetention,
    ImportErrorRetention,
    UploadPersonalData,
    LedgerExportService,
    LedgerFilesService,
    LedgerImportService,
  ],
  exports: [LedgerExportService, LedgerFilesService, LedgerImportService],
})
export class LedgersModule {}
