/** As much of a browser as signing in needs: cookies of each site, redirects one at a time. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** @param places where sites really are: origin → origin */
  constructor(private readonly places: ReadonlyMap<string, string> = new Map()) {}

  /** One request; redirects are not followed. */
  async open(address: string, options: RequestInit = {}): Promise<Response> {
    const { origin, pathname, search } = new URL(address);
    const jar = this.jarOf(origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.places.get(origin) ?? origin}${pathname}${search}`, {
      ...options,
      redirect: 'manual',
      headers: { ...options.headers, ...(cookie === '' ? {} : { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  /** Follows redirects until one leads to an address that begins with `until`, which it does not open. */
  async follow(address: string, until: string): Promise<string> {
    let next = address;
    for (let hop = 0; hop < 12; hop++) {
      const response = await this.open(next);
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${next} answered ${response.status}: ${await response.text()}`);
      next = new URL(location, next).href;
      if (next.startsWith(until)) return next;
    }
    throw new Error(`did not come to ${until}`);
  }

  cookieOf(origin: string, name: string): string | undefined {
    return this.jarOf(origin).get(name);
  }

  private jarOf(origin: string): Map<string, string> {
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    return jar;
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}
