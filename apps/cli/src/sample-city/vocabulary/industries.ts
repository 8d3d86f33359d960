/** 小类 of GB/T 4754-2017 that a manufacturing city has, each with words for a firm's name. */
export interface IndustryWord {
  readonly code: string;
  readonly products: readonly string[];
}

export const INDUSTRY_WORDS: readonly IndustryWord[] = [
  { code: '3421', products: ['数控机床', '精密机床'] },
  { code: '3425', products: ['机床附件'] },
  { code: '3441', products: ['泵业'] },
  { code: '3444', products: ['液压元件'] },
  { code: '3451', products: ['轴承', '精密轴承'] },
  { code: '3453', products: ['齿轮传动'] },
  { code: '3464', products: ['制冷设备'] },
  { code: '3484', products: ['精密机械', '机械零部件'] },
  { code: '3491', products: ['机器人', '智能装备'] },
  { code: '3525', products: ['模具', '精密模具'] },
  { code: '3562', products: ['半导体设备'] },
  { code: '3311', products: ['金属结构'] },
  { code: '3360', products: ['热处理'] },
  { code: '3393', products: ['锻造'] },
  { code: '3612', products: ['新能源汽车'] },
  { code: '3670', products: ['汽车零部件', '汽车电子'] },
  { code: '3714', products: ['轨道装备'] },
  { code: '3720', products: ['城轨车辆'] },
  { code: '3812', products: ['电机', '微特电机'] },
  { code: '3821', products: ['变压器'] },
  { code: '3823', products: ['电气成套'] },
  { code: '3825', products: ['光伏科技', '新能源科技'] },
  { code: '3831', products: ['电缆'] },
  { code: '3841', products: ['动力电池'] },
  { code: '3922', products: ['通信设备'] },
  { code: '3982', products: ['电路科技'] },
  { code: '4011', products: ['自动化控制', '工业互联'] },
  { code: '4012', products: ['电工仪表'] },
  { code: '2614', products: ['精细化工'] },
  { code: '2710', products: ['制药'] },
  { code: '1751', products: ['纺织科技'] },
  { code: '1392', products: ['食品'] },
  { code: '2311', products: ['印务'] },
  { code: '4350', products: ['电气维修'] },
  { code: '5011', products: ['建筑装饰'] },
  { code: '6210', products: ['餐饮管理'] },
  { code: '6431', products: ['网络平台'] },
  { code: '6513', products: ['软件技术', '信息技术'] },
  { code: '7452', products: ['检测技术'] },
  { code: '8111', products: ['汽车服务'] },
  { code: '5990', products: ['仓储物流'] },
];

/** Second words of a firm's name: 示例 + word + product + form. */
export const FIRM_WORDS = [
  ...['恒远', '华泰', '新科', '龙腾', '瑞丰', '天工', '永盛', '长江', '运河', '青山', '明湖', '东方', '远景', '鼎力'],
  ...['博纳', '正弘', '嘉禾', '星源', '佳合', '银河', '卓越', '启航', '同创', '立达'],
] as const;

/** Associations and clusters: partners that PARTNERS and MAJORS do not count. */
export const ASSOCIATION_NAMES = ['示例市机械行业协会（示例）', '示例市模具行业协会（示例）'] as const;
export const CLUSTER_NAMES = ['示例市轨道交通产业集群（示例）', '示例市新能源产业集群（示例）'] as const;
