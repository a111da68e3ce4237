import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { canAdminister } from '../accounts/account.policy.js';
import { NotFound } from '../platform/http/errors.js';
import { viewerOf } from '../platform/http/viewer.js';

/** To members who are no admins these pages do not exist. */
@Injectable()
export class AdminsOnly implements CanActivate {
	canActivate(context: ExecutionContext): boolean {
		const viewer = viewerOf(context.switchToHttp().getRequest<FastifyRequest>());
		if (!canAdminister(viewer)) throw new NotFound();
		return true;
	}
}
