import type { SqlRunner } from '@sxbq/platform';

/** Deletes content and names of attachments; the rows with their digests stay. */
export async function purgeAttachments(runner: SqlRunner, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await runner.query('DELETE FROM assessment_attachment_chunk WHERE attachment_id IN (?)', [ids]);
  await runner.query(
    `UPDATE assessment_attachment
        SET file_name = CONCAT('已删除的附件-', id, '.', SUBSTRING_INDEX(file_name, '.', -1)), purged_at = ?
      WHERE id IN (?) AND purged_at IS NULL`,
    [now, ids],
  );
}
