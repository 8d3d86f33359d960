import { Injectable } from '@nestjs/common';
import { DueRows, Retains } from '@sxbq/platform';
import { DataSource } from 'typeorm';

@Retains('withdrawn-consents')
@Injectable()
export class WithdrawnConsentsRetention extends DueRows {
  constructor(dataSource: DataSource) {
    super(dataSource, 'consent', 'withdrawn_at');
  }
}

@Retains('closed-requests')
@Injectable()
export class ClosedRequestsRetention extends DueRows {
  constructor(dataSource: DataSource) {
    super(dataSource, 'person_request', 'finished_at');
  }
}
