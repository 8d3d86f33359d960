import { Injectable } from '@nestjs/common';
import { GRADUATE_NAME_FIELD, GRADUATE_PHONE_FIELD } from '@sxbq/graduates';
import { EntityId, maskName, maskPhone, Principal, Role } from '@sxbq/kernel';
import { PersonCipher } from '@sxbq/platform';
import { ApplicantsRepository, StoredApplicant } from './persistence/applicants.repository';

/** Who applied or was invited, as far as the reader may know. */
export type Applicant = Pick<StoredApplicant, 'majorName' | 'level' | 'graduationYear' | 'certificates'> & {
  /** In clear for the own side; for the enterprise only with the person's consent, else '示**'. */
  readonly name: string;
  /** In clear for the enterprise with the person's consent; masked for everybody else. Null: none was given. */
  readonly phone: string | null;
};

/** Shows applicants: contact data reaches an enterprise only with the graduate's consent for it and for placement. */
@Injectable()
export class ApplicantsService {
  constructor(
    private readonly applicants: ApplicantsRepository,
    private readonly persons: PersonCipher,
  ) {}

  /**
   * By application; the caller has read the applications within its scope. An enterprise finds nobody behind an invitation
   * until the graduate agreed to meet it, nor ever when they said no.
   */
  async byApplications(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, Applicant>> {
    const found = [...(await this.applicants.find(ids))];
    const known = found.filter(([, { graduateAgreed }]) => graduateAgreed || principal.role !== Role.ENTERPRISE);
    return new Map(known.map(([id, applicant]) => [id, this.shown(principal, applicant)]));
  }

  /** By graduate, for the enterprise that they chose; the caller has looked that they did. */
  async byGraduates(
    principal: Principal,
    enterpriseId: EntityId,
    graduateIds: readonly EntityId[],
  ): Promise<Map<EntityId, Applicant>> {
    const found = await this.applicants.findForEnterprise(enterpriseId, graduateIds);
    return new Map([...found].map(([id, applicant]) => [id, this.shown(principal, applicant)]));
  }

  private shown(principal: Principal, applicant: StoredApplicant): Applicant {
    const { majorName, level, graduationYear, certificates, nameConsented, contactConsented } = applicant;
    const secret = this.persons.open(applicant.sealedSecret);
    const opened = (field: string, sealed: string) => this.persons.decrypt(secret, field, sealed) ?? '';
    const name = opened(GRADUATE_NAME_FIELD, applicant.sealedName);
    const phone = applicant.sealedPhone === null ? null : opened(GRADUATE_PHONE_FIELD, applicant.sealedPhone);
    const isEnterprise = principal.role === Role.ENTERPRISE;
    return {
      majorName,
      level,
      graduationYear,
      certificates,
      name: isEnterprise && !nameConsented ? maskName(name) : name,
      phone: phone === null || (isEnterprise && contactConsented) ? phone : maskPhone(phone),
    };
  }
}
