/**
 * Whether a request names a page of another site as where it comes from. A browser always does; API clients send
 * neither header.
 * @param own this server's address as the client sees it, e.g. https://host
 */
export function isFromForeignPage(
  headers: { readonly origin?: string | undefined; readonly 'sec-fetch-site'?: string | string[] | undefined },
  own: string,
): boolean {
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return true;
  return headers.origin !== undefined && headers.origin !== own;
}
