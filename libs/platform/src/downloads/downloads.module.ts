import { Module } from '@nestjs/common';
import { DownloadLinks } from './download-links';

@Module({ providers: [DownloadLinks], exports: [DownloadLinks] })
export class DownloadsModule {}
