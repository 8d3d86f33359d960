import { checkedText } from './fields';

/** The dots between the parts of a minority or foreign name, as keyboards and programs write them. */
const DOTS =
  /[\u00b7\u02d9\u0387\u1427\u16eb\u2022\u2024\u2027\u2218\u2219\u22c5\u25cf\u25e6\u26ab\u2981\u2e30\u2e31\u2e33\u30fb\u318d\ua78f\uff65\u{10101}]/gu;
/** Dots that are full stops elsewhere: part of a name only between two Chinese characters. */
const STOPS = /(?<=\p{Script=Han}\s*)[.．﹒。｡]+(?=\s*\p{Script=Han})/gu;
/** Characters that nobody sees: format and control characters, fillers, variation selectors. */
const UNSEEN = /[\p{Cf}\p{Variation_Selector}\u115f\u1160\u3164\uffa0]|\u034f/gu;
/** White space beside a dot, or between two Chinese characters; the words of a Latin name stay apart. */
const IDLE_SPACE = /\s+(?=·)|(?<=·)\s+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;
/** Radicals of dictionaries (⽅ for 方), as texts copied out of PDFs hold them. */
const RADICALS = /[\u2e9f\u2ef3\u2f00-\u2fd5]/g;
/** Nothing to mend: the ideographs, without those that are only other forms of others. */
const USUAL = /^[\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{2f7ff}\u{30000}-\u{323af}]*$/u;

/**
 * A person's name in the one form in which it is kept and compared: 张三 with a space inside is no other person, nor are
 * names with · • ・ ‧ between their parts. Compatibility ideographs become the ideographs that Unicode says they are
 * (塚 U+FA10 is 塚 U+585A), variants chosen by a selector become the plain character. Letters stay as they are written.
 */
export function plainPersonName(text: string): string {
  if (USUAL.test(text)) return text;
  return text
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(RADICALS, (radical) => radical.normalize('NFKC'))
    .replace(DOTS, '·')
    .replace(STOPS, '·')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(IDLE_SPACE, '')
    .replace(/·{2,}/g, '·')
    .replace(/^·|·$/g, '');
}

/** As checkedText, for the name of a person. */
export function checkedPersonName(title: string, value: string | null | undefined, max: number): string {
  return checkedText(title, plainPersonName(value ?? ''), max);
}
