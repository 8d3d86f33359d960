import { ClientOptions, WebSocket } from 'ws';

/** A socket that speaks graphql-ws by hand. */
export interface RawSocket {
  send(message: object): void;
  /** Types and ids of the messages so far. */
  readonly messages: { type: string; id?: string; payload?: unknown }[];
  /** The close code, or the HTTP status of a refused upgrade. */
  readonly closed: Promise<number>;
  close(): void;
}

export function openRaw(url: string, options: ClientOptions = {}): RawSocket {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
  const messages: RawSocket['messages'] = [];
  socket.on('message', (text) => messages.push(JSON.parse(String(text as Buffer)) as RawSocket['messages'][number]));
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => {
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('close', resolve);
  });
  const opened = new Promise<void>((resolve) => socket.on('open', resolve));
  return {
    send: (message) => void opened.then(() => socket.send(JSON.stringify(message))),
    messages,
    closed,
    close: () => socket.terminate(),
  };
}

/** Waits until it is done or the socket closed, some seconds at most. */
export async function until(done: () => boolean, socket: RawSocket): Promise<void> {
  let over = false;
  void socket.closed.then(() => (over = true));
  for (let wait = 0; wait < 500 && !done() && !over; wait++) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Says who it is, and waits for the answer. */
export async function introduce(socket: RawSocket, token: string): Promise<RawSocket> {
  socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await until(() => socket.messages.length > 0, socket);
  return socket;
}
