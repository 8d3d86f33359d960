/** A part's name from the root: slashes forward and none in front, no `.`, no `..`, none twice. */
export function resolvePart(name: string): string {
  const path: string[] = [];
  for (const step of name.replaceAll('\\', '/').split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
