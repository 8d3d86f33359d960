import { Injectable } from '@nestjs/common';
import { CalendarDate } from '@sxbq/kernel';
import { SqlRunner, Transaction } from '@sxbq/platform';
import { PostingStatus } from '@sxbq/postings';
import { DataSource } from 'typeorm';
import { PostWish } from './post-wish.entity';

export interface PostWishRow {
  readonly graduateId: number;
  readonly rank: number;
  readonly jobPostingId: number;
  readonly title: string;
  /** Still shown: nobody is placed by a wish for what is closed. */
  readonly open: boolean;
}

@Injectable()
export class PostWishesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Wishes of the graduates, first wish first. The caller has read the graduates within its scope. */
  async find(
    graduateIds: readonly number[],
    today: CalendarDate,
    runner: SqlRunner = this.dataSource.manager,
  ): Promise<PostWishRow[]> {
    if (graduateIds.length === 0) return [];
    const rows = (await runner.query(
      `SELECT w.graduate_id AS graduateId, w.\`rank\`, w.job_posting_id AS jobPostingId, p.title,
              (p.status = ? AND p.valid_until >= ?) AS open
         FROM post_wish w JOIN job_posting p ON p.id = w.job_posting_id
        WHERE w.graduate_id IN (?) ORDER BY w.graduate_id, w.\`rank\``,
      [PostingStatus.LIVE, today, graduateIds],
    )) as (Omit<PostWishRow, 'open'> & { readonly open: number | string })[];
    return rows.map((row) => ({ ...row, open: Number(row.open) === 1 }));
  }

  /** Replaces the graduate's wishes; the caller holds the graduate's row. */
  async replace(tx: Transaction, graduateId: number, jobPostingIds: readonly number[]): Promise<void> {
    await tx.delete(PostWish, { graduateId });
    const wishes = jobPostingIds.map((jobPostingId, index) => ({ graduateId, jobPostingId, rank: index + 1 }));
    if (wishes.length > 0) await tx.insert(PostWish, wishes);
  }
}
