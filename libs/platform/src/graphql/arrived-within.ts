/** Whether the promise settled in the time; it goes on waiting for nobody. */
export async function arrivedWithin(news: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)));
  try {
    return await Promise.race([news.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
