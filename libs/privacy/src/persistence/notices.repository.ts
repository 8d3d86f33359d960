import { Injectable } from '@nestjs/common';
import { CalendarDate } from '@sxbq/kernel';
import { insertRow, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { PrivacyNotice } from './privacy-notice.entity';

@Injectable()
export class NoticesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Every version of every notice, newest version first. */
  all(): Promise<PrivacyNotice[]> {
    return this.dataSource.manager.find(PrivacyNotice, { order: { code: 'ASC', version: 'DESC' } });
  }

  /** The version of the notice that counts on the day. */
  inForce(code: string, on: CalendarDate): Promise<PrivacyNotice | null> {
    return this.dataSource.manager
      .createQueryBuilder(PrivacyNotice, 'n')
      .where('n.code = :code AND n.effective_from <= :on', { code, on })
      .orderBy('n.version', 'DESC')
      .getOne();
  }

  byId(id: number): Promise<PrivacyNotice | null> {
    return this.dataSource.manager.findOneBy(PrivacyNotice, { id });
  }

  async lastVersion(code: string): Promise<number> {
    return (await this.dataSource.manager.maximum(PrivacyNotice, 'version', { code })) ?? 0;
  }

  insert(tx: Transaction, notice: Omit<PrivacyNotice, 'id' | 'recordedAt'>): Promise<number> {
    return insertRow(tx, PrivacyNotice, notice);
  }
}
