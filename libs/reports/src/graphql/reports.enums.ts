import { registerTitledEnum } from '@sxbq/platform/graphql';
import { REPORT_FORMATS, ReportKind } from '../domain/report-kind';
import { Audience, AUDIENCE_TITLES } from '../domain/report-options';
import { REPORT_STATUS_TITLES, ReportStatus } from '../domain/report-status';

registerTitledEnum(
  ReportKind,
  'ReportKind',
  '报告种类',
  Object.fromEntries(
    Object.values(ReportKind).map((kind) => [
      kind,
      `${REPORT_FORMATS[kind].title}（.${REPORT_FORMATS[kind].extension}）`,
    ]),
  ) as Record<ReportKind, string>,
);
registerTitledEnum(Audience, 'ReportAudience', '报告给谁看；公开版不列人数过少的数值和依据', AUDIENCE_TITLES);
registerTitledEnum(ReportStatus, 'ReportStatus', '报告的状态', REPORT_STATUS_TITLES);
