import { AssessmentScheme, Veto } from '../model/assessment-scheme';
import { Standing } from '../scoring/corrections';
import { Ratio } from '../scoring/ratio';

/** The vetoes (一票否决) that apply. A fact without a value vetoes nothing. */
export function vetoesOf({ vetoes }: AssessmentScheme, { organisation }: Standing): Veto[] {
  return vetoes.filter(({ fact, above }) => {
    const value = organisation.facts[fact]?.value;
    return value !== undefined && value !== null && Ratio.of(value).compare(Ratio.of(above)) > 0;
  });
}
