/** '6-18-01-01', as 职业分类大典 writes it, from what people type; null when it cannot be one. */
export function occupationCodeOf(text: string): string | null {
  const parts = /^(\d)-?(\d{2})-?(\d{2})-?(\d{2})$/.exec(text.trim().replace(/[—–－]/g, '-'));
  return parts ? parts.slice(1).join('-') : null;
}
