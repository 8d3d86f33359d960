// Before documents are opened: the programs that open them.
import { ensurePrograms } from '../../docker/local/packages.mjs';

export default function setup() {
  return ensurePrograms(['office']);
}
