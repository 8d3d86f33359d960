/** Headers of a file that is to be saved under its name, which may be Chinese (RFC 6266, RFC 5987). */
export function attachmentHeaders(fileName: string, contentType: string): Readonly<Record<string, string>> {
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${plainName(fileName)}"; filename*=UTF-8''${extendedValue(fileName)}`,
    'cache-control': 'no-store',
    // The address may hold a token.
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/** For clients that know only ASCII: what they cannot show becomes '_'. */
function plainName(fileName: string): string {
  return fileName.replace(/[^\w. ()-]/gu, '_');
}

/** encodeURIComponent leaves four characters that RFC 5987 does not allow. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
