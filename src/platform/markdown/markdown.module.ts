import { Module } from '@nestjs/common';
import { EmbedController } from './embed.controller.js';
import { MarkdownController } from './markdown.controller.js';

@Module({ controllers: [EmbedController, MarkdownController] })
export class MarkdownModule {}
