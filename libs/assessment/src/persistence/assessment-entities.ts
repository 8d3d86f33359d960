import { AssessmentAttachmentChunk } from './assessment-attachment-chunk.entity';
import { AssessmentAttachment } from './assessment-attachment.entity';
import { AssessmentBundle } from './assessment-bundle.entity';
import { AssessmentCorrection } from './assessment-correction.entity';
import { AssessmentFrozenFact } from './assessment-frozen-fact.entity';
import { AssessmentMark } from './assessment-mark.entity';
import { AssessmentMarker } from './assessment-marker.entity';
import { AssessmentModeration } from './assessment-moderation.entity';
import { AssessmentObjection } from './assessment-objection.entity';
import { AssessmentRankingRow } from './assessment-ranking-row.entity';
import { AssessmentRecordedFact } from './assessment-recorded-fact.entity';
import { AssessmentRun } from './assessment-run.entity';
import { AssessmentSchemeVersion } from './assessment-scheme.entity';
import { AssessmentSelfScore } from './assessment-self-score.entity';
import { AssessmentSnapshot } from './assessment-snapshot.entity';
import { AssessmentTransition } from './assessment-transition.entity';

/** Every table of the lib. */
export const assessmentEntities = [
  AssessmentSchemeVersion,
  AssessmentRun,
  AssessmentTransition,
  AssessmentRecordedFact,
  AssessmentSnapshot,
  AssessmentFrozenFact,
  AssessmentSelfScore,
  AssessmentAttachment,
  AssessmentAttachmentChunk,
  AssessmentMarker,
  AssessmentMark,
  AssessmentModeration,
  AssessmentObjection,
  AssessmentCorrection,
  AssessmentRankingRow,
  AssessmentBundle,
];
