/** What a person may ask for: 个人信息保护法 第四十五条 to 第四十七条. */
export enum PersonRequestKind {
  ACCESS = 'ACCESS',
  CORRECTION = 'CORRECTION',
  ERASURE = 'ERASURE',
}

export const PERSON_REQUEST_KIND_TITLES: Readonly<Record<PersonRequestKind, string>> = {
  [PersonRequestKind.ACCESS]: '查阅、复制',
  [PersonRequestKind.CORRECTION]: '更正、补充',
  [PersonRequestKind.ERASURE]: '删除',
};

export enum PersonRequestStatus {
  /** Waits for an officer's decision. */
  RECEIVED = 'RECEIVED',
  /** Granted, being carried out. */
  GRANTED = 'GRANTED',
  DONE = 'DONE',
  REFUSED = 'REFUSED',
}

export const PERSON_REQUEST_STATUS_TITLES: Readonly<Record<PersonRequestStatus, string>> = {
  [PersonRequestStatus.RECEIVED]: '待决定',
  [PersonRequestStatus.GRANTED]: '已同意，办理中',
  [PersonRequestStatus.DONE]: '已办结',
  [PersonRequestStatus.REFUSED]: '已拒绝',
};

const NEXT: Readonly<Record<PersonRequestStatus, readonly PersonRequestStatus[]>> = {
  [PersonRequestStatus.RECEIVED]: [PersonRequestStatus.GRANTED, PersonRequestStatus.REFUSED],
  [PersonRequestStatus.GRANTED]: [PersonRequestStatus.DONE],
  [PersonRequestStatus.DONE]: [],
  [PersonRequestStatus.REFUSED]: [],
};

export function mayBecome(from: PersonRequestStatus, to: PersonRequestStatus): boolean {
  return NEXT[from].includes(to);
}

/** How somebody made sure that the request, or a consent, is the person's own. */
export enum IdentityProof {
  /** Came with the ID card. */
  IN_PERSON = 'IN_PERSON',
  /** Signed paper with a copy of the ID card. */
  ON_PAPER = 'ON_PAPER',
  /** Signed in with an account that was checked against the ID card. */
  SIGNED_IN = 'SIGNED_IN',
}

export const IDENTITY_PROOF_TITLES: Readonly<Record<IdentityProof, string>> = {
  [IdentityProof.IN_PERSON]: '本人持证件到场',
  [IdentityProof.ON_PAPER]: '书面签字并附证件复印件',
  [IdentityProof.SIGNED_IN]: '以实名账号登录',
};

/** Why an erasure may be refused: 个人信息保护法 第四十七条第二款. */
export enum RefusalGround {
  /** A law or regulation asks to keep the data longer. */
  LEGAL_RETENTION = 'LEGAL_RETENTION',
  /** Who asks could not show to be the person. */
  IDENTITY_NOT_PROVEN = 'IDENTITY_NOT_PROVEN',
  /** Nothing is held about the person. */
  NOTHING_HELD = 'NOTHING_HELD',
}

export const REFUSAL_GROUND_TITLES: Readonly<Record<RefusalGround, string>> = {
  [RefusalGround.LEGAL_RETENTION]: '法律、行政法规规定的保存期限未届满',
  [RefusalGround.IDENTITY_NOT_PROVEN]: '未能证明请求人身份',
  [RefusalGround.NOTHING_HELD]: '未持有该人的个人信息',
};
