import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter as BoardAdapter } from '@bull-board/fastify';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError, Role } from '@sxbq/kernel';
import { SessionAuthenticator } from '@sxbq/identity';
import { currentContext, declaredQueues, QueueClient } from '@sxbq/platform';
import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from './error-reply';

const BASE_PATH = '/admin/queues';

/** Bull Board, read-only, for a signed-in system administrator alone. */
export async function installQueueBoard(app: NestFastifyApplication): Promise<void> {
  const authenticator = app.get(SessionAuthenticator, { strict: false });
  const client = app.get(QueueClient);
  const board = new BoardAdapter();
  board.setBasePath(BASE_PATH);
  createBullBoard({
    queues: declaredQueues().map(
      ({ queue, title }) => new BullMQAdapter(client.queue(queue), { readOnlyMode: true, description: title }),
    ),
    serverAdapter: board,
  });
  await app.register((async (scope: FastifyInstance) => {
    scope.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
      const principal = await authenticator.authenticate(request.headers);
      const context = currentContext();
      if (context) context.principal = principal;
      if (principal?.role === Role.SYSTEM_ADMINISTRATOR) return;
      sendError(
        reply,
        new DomainError(
          principal ? 'FORBIDDEN' : 'UNAUTHENTICATED',
          'QUEUE_BOARD_REFUSED',
          '任务看板只对已登录的系统管理员开放。',
        ),
      );
    });
    await scope.register(board.registerPlugin() as never, { prefix: BASE_PATH });
  }) as never);
}
