import { DomainError, Role, ROLE_TITLES } from '@sxbq/kernel';
import { OnePerson } from '../domain/two-people.rule';

const WHY: Readonly<Record<OnePerson, string>> = {
  [OnePerson.SAME_ACCOUNT]: '提请与确认须由两个人分别办理，不能确认自己的提请，请由另一人确认。',
  [OnePerson.SAME_MARK]:
    '提请与确认须由两个人分别办理：这两个账号关联的统一身份认证账号相同，属于同一个人，请由另一人确认。',
  [OnePerson.INVITED]:
    '提请与确认须由两个互不隶属的人分别办理：这两个账号中，一个是由另一个直接或辗转邀请加入的。请由其他人确认；没有其他人时，由运维人员在服务器上新建用户（sxbq user add）后办理。',
};

export const twoPeopleNeeded = (why: OnePerson): DomainError =>
  new DomainError('FORBIDDEN', 'TWO_PEOPLE_NEEDED', WHY[why], { why });

export const anotherKindNeeded = (role: Role): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'ANOTHER_ADMINISTRATOR_NEEDED',
    `提请人是${ROLE_TITLES[role]}，须由另一类管理员确认，请转其他类别的管理员办理。`,
    { role },
  );

export const proposalAboutYourself = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'ACCESS_PROPOSAL_ABOUT_YOURSELF',
    '此项授权与本人有关，不能由本人提请或确认，请由其他管理员办理。',
  );

export const proposalNotFound = (): DomainError =>
  new DomainError(
    'NOT_FOUND',
    'ACCESS_PROPOSAL_NOT_FOUND',
    '没有这项待确认的授权：可能已确认、已撤回、已过期，或提请人已不再任职。如仍需要，请重新提请。',
  );
