import { Module } from '@nestjs/common';
import { BadgeVerification } from './badge-verification.service.js';
import { OfflineVerifier } from './offline-verifier.service.js';
import { OwnDocuments } from './own-documents.service.js';
import { VerificationController } from './verification.controller.js';

@Module({
	controllers: [VerificationController],
	providers: [BadgeVerification, OfflineVerifier, OwnDocuments],
})
export class VerificationModule {}
