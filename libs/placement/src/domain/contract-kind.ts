/** What shows that somebody works there. */
export enum ContractKind {
  LABOUR = 'LABOUR',
  INTERNSHIP = 'INTERNSHIP',
  ORDER_CLASS = 'ORDER_CLASS',
}

export const CONTRACT_KIND_TITLES: Readonly<Record<ContractKind, string>> = {
  [ContractKind.LABOUR]: '劳动合同',
  [ContractKind.INTERNSHIP]: '实习协议',
  [ContractKind.ORDER_CLASS]: '订单班协议',
};
