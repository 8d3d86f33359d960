import { Injectable } from '@nestjs/common';
import { DueRows, Retains } from '@sxbq/platform';
import { DataSource } from 'typeorm';

/** Reports with their files: they can be made again of the sealed bundle. */
@Retains('reports')
@Injectable()
export class ReportRetention extends DueRows {
  constructor(dataSource: DataSource) {
    super(dataSource, 'report', 'finished_at', 20);
  }
}
