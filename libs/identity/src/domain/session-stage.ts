/** How far a session has come; only an ACTIVE one says who acts. The others allow nothing but their own next step. */
export enum SessionStage {
  ACTIVE = 'ACTIVE',
  /** The first proof was right, the second is awaited. */
  SECOND_FACTOR = 'SECOND_FACTOR',
  /** The role asks for a second factor and the user has none yet. */
  ENROLMENT = 'ENROLMENT',
  /** Everything proven; a new password has to be chosen. */
  PASSWORD_EXPIRED = 'PASSWORD_EXPIRED',
}

/** What a session began with. */
export enum SignInMethod {
  PASSWORD = 'PASSWORD',
  PASSKEY = 'PASSKEY',
  SINGLE_SIGN_ON = 'SINGLE_SIGN_ON',
}
