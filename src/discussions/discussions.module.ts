import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoursesModule } from '../courses/courses.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { CommentController } from './comment.controller.js';
import { Comment } from './comment.entity.js';
import { CommentsQueries } from './comments.queries.js';
import { Comments } from './comments.service.js';
import { DiscussionController } from './discussion.controller.js';
import { HidingController } from './hiding.controller.js';

@Module({
	imports: [TypeOrmModule.forFeature([Comment]), CoursesModule, TasksModule],
	controllers: [DiscussionController, CommentController, HidingController],
	providers: [Comments, CommentsQueries],
	exports: [Comments, CommentsQueries],
})
export class DiscussionsModule {}
