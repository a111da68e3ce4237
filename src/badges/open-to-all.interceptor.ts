import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/**
 * Lets verifiers that run in other sites' pages read a document, or that there is none. They come without our
 * cookies, so nobody reads more than a stranger may.
 */
@Injectable()
export class OpenToAll implements NestInterceptor {
	intercept(context: ExecutionContext, next: CallHandler) {
		const reply = context.switchToHttp().getResponse<FastifyReply>();
		// What is not found is answered by the error filter, which leaves these headers as they are.
		reply.headers({ 'access-control-allow-origin': '*', vary: 'accept' });
		return next.handle();
	}
}
