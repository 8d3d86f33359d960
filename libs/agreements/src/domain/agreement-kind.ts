/** 协议类型; one agreement may be of several kinds. */
export enum AgreementKind {
  CLOSE = 'CLOSE',
  JOINT_TRAINING = 'JOINT_TRAINING',
  ORDER_CLASS = 'ORDER_CLASS',
  INTERNSHIP = 'INTERNSHIP',
  APPRENTICESHIP = 'APPRENTICESHIP',
}

export const AGREEMENT_KIND_TITLES: Readonly<Record<AgreementKind, string>> = {
  [AgreementKind.CLOSE]: '紧密型合作',
  [AgreementKind.JOINT_TRAINING]: '联合培养',
  [AgreementKind.ORDER_CLASS]: '订单班',
  [AgreementKind.INTERNSHIP]: '实习基地',
  [AgreementKind.APPRENTICESHIP]: '学徒制',
};
