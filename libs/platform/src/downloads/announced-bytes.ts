/** How much a request with one file says it brings, at most; undefined when it does not say. */
export function announcedBytes(request: {
  readonly headers: { readonly 'content-length'?: string | undefined };
}): number | undefined {
  const length = Number(request.headers['content-length']);
  return Number.isSafeInteger(length) && length > 0 ? length : undefined;
}
