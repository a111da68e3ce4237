import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoursesModule } from '../courses/courses.module.js';
import { SignUpAnswer } from './answer.entity.js';
import { ApplicationController } from './application.controller.js';
import { SignUpApplication } from './application.entity.js';
import { ApplicationsController } from './applications.controller.js';
import { ApplicationsQueries } from './applications.queries.js';
import { Applications } from './applications.service.js';
import { IntroductionsController } from './introductions.controller.js';
import { SignUpMessage } from './message.entity.js';
import { SignUpQuestion } from './question.entity.js';
import { QuestionsController } from './questions.controller.js';
import { RunRemovalController } from './run-removal.controller.js';
import { SignUpQuestions } from './questions.service.js';

@Module({
	imports: [
		TypeOrmModule.forFeature([SignUpQuestion, SignUpApplication, SignUpAnswer, SignUpMessage]),
		CoursesModule,
	],
	controllers: [
		QuestionsController,
		ApplicationsController,
		ApplicationController,
		IntroductionsController,
		RunRemovalController,
	],
	providers: [SignUpQuestions, Applications, ApplicationsQueries],
	exports: [Applications, ApplicationsQueries, SignUpQuestions],
})
export class SignUpsModule {}
