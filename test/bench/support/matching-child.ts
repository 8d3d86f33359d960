/** Peak memory of one way of matching in a process of its own: `<input | round | objects> <graduates>`. */
import { prepareMarket, runRound } from '@sxbq/matching';
import { season } from './matching-market';
import { matchObjects, objectsOf, strictRanks } from './plain-matching';

const [way, graduates] = process.argv.slice(2);
const input = season(Number(graduates));
if (way === 'round') runRound(input);
if (way === 'objects') {
  const market = prepareMarket(input);
  matchObjects(objectsOf(input, market, strictRanks(market)));
}
process.stdout.write(String(process.resourceUsage().maxRSS / 1_024));
