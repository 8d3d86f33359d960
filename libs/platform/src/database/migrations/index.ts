import { MigrationInterface } from 'typeorm';
import { Foundation } from './0001-foundation';
import { SignIn } from './0002-sign-in';
import { Accounts } from './0003-accounts';
import { PermissionVersions } from './0004-permission-versions';
import { SealedAudit } from './0005-sealed-audit';
import { PersonalData } from './0006-personal-data';
import { Postings } from './0007-postings';
import { Graduates } from './0008-graduates';
import { Placement } from './0009-placement';
import { ShortageLists } from './0010-shortage-lists';
import { YearEnd } from './0011-year-end';
import { PostWishes } from './0012-post-wishes';
import { OfficialLinks } from './0013-official-links';
import { ScoreWeights } from './0014-score-weights';
import { RelatedBasis } from './0015-related-basis';
import { TrainingMenu } from './0016-training-menu';
import { BalanceIndexes } from './0017-balance-indexes';
import { Suggestions } from './0018-suggestions';
import { MatchingRounds } from './0019-matching-rounds';
import { Reports } from './0020-reports';
import { TwoPeople } from './0021-two-people';
import { LotsNobodyChooses } from './0022-lots-nobody-chooses';
import { KeptFiles } from './0023-kept-files';
import { SealedNames } from './0024-sealed-names';
import { RareCharacters } from './0025-rare-characters';
import { Recovery } from './0026-recovery';

/** Every migration, oldest first. Forward only; a released one is never edited. */
export const migrations: (new () => MigrationInterface)[] = [
  Foundation,
  SignIn,
  Accounts,
  PermissionVersions,
  SealedAudit,
  PersonalData,
  Postings,
  Graduates,
  Placement,
  ShortageLists,
  YearEnd,
  PostWishes,
  OfficialLinks,
  ScoreWeights,
  RelatedBasis,
  TrainingMenu,
  BalanceIndexes,
  Suggestions,
  MatchingRounds,
  Reports,
  TwoPeople,
  LotsNobodyChooses,
  KeptFiles,
  SealedNames,
  RareCharacters,
  Recovery,
];
