import { registerTitledEnum } from '@sxbq/platform/graphql';
import {
  IMPORT_MODE_TITLES,
  IMPORT_PHASE_TITLES,
  IMPORT_STATUS_TITLES,
  ImportMode,
  ImportPhase,
  ImportStatus,
} from '../domain/import-status';

registerTitledEnum(ImportMode, 'LedgerImportMode', '导入方式', IMPORT_MODE_TITLES);
registerTitledEnum(ImportStatus, 'LedgerImportStatus', '导入的状态', IMPORT_STATUS_TITLES);
registerTitledEnum(ImportPhase, 'LedgerImportPhase', '导入进行到哪一步', IMPORT_PHASE_TITLES);
