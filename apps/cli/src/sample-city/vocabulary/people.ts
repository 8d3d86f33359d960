import type { Random } from '../random';

const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦马苗凤花方俞任袁柳',
];
const GIVEN = [
  ...'伟芳敏静磊洋勇艳杰娟涛明超霞平刚桂英华玉萍红玲建国文志强秀兰海燕鹏辉宁宇晨阳浩然佳怡欣悦子轩雨桐思远嘉睿俊凯瑞琳雪梅晓东立新',
];

/** A fictional person's name of two or three characters. */
export function personName(random: Random): string {
  const given = random.pick(GIVEN) + (random.chance(0.7) ? random.pick(GIVEN) : '');
  return random.pick(SURNAMES) + given;
}

/** As personName, but none that is in `taken`; adds it there. */
export function distinctPersonName(random: Random, taken: Set<string>): string {
  for (;;) {
    const name = personName(random);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** Characters that GBK lacks: three of them take four bytes in GB18030. */
export const RARE_CHARACTERS = ['䶮', '㐂', '𬭚', '𬱖'] as const;

export function rareName(random: Random): string {
  return random.pick(SURNAMES) + random.pick(RARE_CHARACTERS);
}
