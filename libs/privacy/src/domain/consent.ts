/** Whom a consent lets have the data. */
export enum ConsentRecipient {
  ENTERPRISE = 'ENTERPRISE',
  SCHOOL = 'SCHOOL',
  BUREAU = 'BUREAU',
}

export const CONSENT_RECIPIENT_TITLES: Readonly<Record<ConsentRecipient, string>> = {
  [ConsentRecipient.ENTERPRISE]: '企业',
  [ConsentRecipient.SCHOOL]: '学校',
  [ConsentRecipient.BUREAU]: '主管部门',
};

/** What for. */
export enum ConsentPurpose {
  /** 双向选择: the contact data of a graduate for an application or an invitation. */
  PLACEMENT = 'PLACEMENT',
  /** Training offers beyond the training the person is in. */
  TRAINING_OFFERS = 'TRAINING_OFFERS',
  /** Follow-up after graduation. */
  FOLLOW_UP = 'FOLLOW_UP',
}

export const CONSENT_PURPOSE_TITLES: Readonly<Record<ConsentPurpose, string>> = {
  [ConsentPurpose.PLACEMENT]: '双向选择、推荐就业',
  [ConsentPurpose.TRAINING_OFFERS]: '推送培训信息',
  [ConsentPurpose.FOLLOW_UP]: '毕业跟踪回访',
};

/** Which data. */
export enum ConsentCategory {
  NAME = 'NAME',
  CONTACT = 'CONTACT',
  EDUCATION = 'EDUCATION',
  RESUME = 'RESUME',
}

export const CONSENT_CATEGORY_TITLES: Readonly<Record<ConsentCategory, string>> = {
  [ConsentCategory.NAME]: '姓名',
  [ConsentCategory.CONTACT]: '联系方式',
  [ConsentCategory.EDUCATION]: '学习经历与成绩',
  [ConsentCategory.RESUME]: '简历',
};
