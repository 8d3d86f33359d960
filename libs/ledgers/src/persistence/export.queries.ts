import type { SheetKey } from '../domain/sheet-definition';

/**
 * One statement per sheet that reads its rows for a group of schools, in the order of the sheet's columns and of its
 * natural key, so that the same facts always come out in the same order. `IN (?)` takes school ids. Drafts that were
 * never signed have no place in a ledger, reversed records count nowhere and would count again elsewhere, erased
 * persons have no number any more: all three stay out. Menus take the day of the export as well: what has run out is over. A value sealed by its person comes with what opens it.
 */
export const SCHOOL_SHEET_QUERIES: Readonly<Record<Exclude<SheetKey, 'enterprise' | EnterpriseSheet>, string>> = {
  school: `SELECT s.code, s.name, s.uscc, s.region_code, s.contact_name, s.contact_phone
             FROM school s WHERE s.id IN (?) ORDER BY s.code`,
  schoolTier: `SELECT s.code, t.tier, t.effective_from
                 FROM school_tier t JOIN school s ON s.id = t.school_id
                WHERE t.school_id IN (?) ORDER BY s.code, t.effective_from`,
  major: `SELECT s.code, m.code, m.name
            FROM school_major m JOIN school s ON s.id = m.school_id
           WHERE m.school_id IN (?) ORDER BY s.code, m.code`,
  schoolClass: `SELECT s.code, c.code, c.name, m.code, c.level, c.starts_on, c.ends_on
                  FROM school_class c JOIN school s ON s.id = c.school_id JOIN school_major m ON m.id = c.school_major_id
                 WHERE c.school_id IN (?) ORDER BY s.code, c.code`,
  enrolment: `SELECT s.code, c.code, e.counted_on, e.heads
                FROM enrolment_snapshot e JOIN school s ON s.id = e.school_id JOIN school_class c ON c.id = e.school_class_id
               WHERE e.school_id IN (?) ORDER BY s.code, c.code, e.counted_on`,
  agreement: `SELECT a.code, s.code, e.uscc, a.kinds,
                     (SELECT JSON_ARRAYAGG(m.code)
                        FROM agreement_major am JOIN school_major m ON m.id = am.school_major_id
                       WHERE am.agreement_id = a.id),
                     a.signed_on, a.effective_from, a.effective_to, a.filed_on, a.terminated_on, p.name, p.approved_on
                FROM agreement a JOIN school s ON s.id = a.school_id JOIN enterprise e ON e.id = a.enterprise_id
                LEFT JOIN cooperation_plan p ON p.agreement_id = a.id
               WHERE a.school_id IN (?) AND a.signed_on IS NOT NULL AND a.effective_from IS NOT NULL
                 AND a.status IN ('SIGNED', 'FILED', 'TERMINATED', 'RENEWED')
               ORDER BY s.code, a.code`,
  execution: `SELECT a.code, x.code, x.occurred_on, x.activity_kind, x.participants, x.description, x.verified
                FROM execution_record x JOIN agreement a ON a.id = x.agreement_id JOIN school s ON s.id = a.school_id
               WHERE a.school_id IN (?) AND a.signed_on IS NOT NULL AND a.effective_from IS NOT NULL
                 AND a.status IN ('SIGNED', 'FILED', 'TERMINATED', 'RENEWED') AND x.reversed_at IS NULL
               ORDER BY s.code, a.code, x.code`,
  training: `SELECT t.code, s.code, e.uscc, t.occupation_code, t.occupation_name, t.grade, t.starts_on, t.ends_on
               FROM training_session t JOIN school s ON s.id = t.school_id JOIN enterprise e ON e.id = t.enterprise_id
              WHERE t.school_id IN (?) ORDER BY s.code, t.code`,
  trainee: `SELECT t.code, CONCAT_WS('|', p.name, ps.secret), CONCAT_WS('|', p.id_number, ps.secret),
                   p.certificate_number, p.passed
              FROM trainee p JOIN training_session t ON t.id = p.training_session_id JOIN school s ON s.id = t.school_id
              LEFT JOIN person_secret ps ON ps.person_key = p.person_key
             WHERE t.school_id IN (?) AND p.id_number <> '' ORDER BY s.code, t.code`,
  secondment: `SELECT m.code, s.code, m.teacher_number, m.teacher_name, e.uscc, m.post, m.starts_on, m.ends_on,
                      m.evaluation, m.verified
                 FROM secondment m JOIN school s ON s.id = m.school_id JOIN enterprise e ON e.id = m.enterprise_id
                WHERE m.school_id IN (?) AND m.reversed_at IS NULL ORDER BY s.code, m.code`,
  quota: `SELECT s.code, q.year, q.indicator_code, q.amount
            FROM quota q JOIN school s ON s.id = q.school_id
           WHERE q.school_id IN (?) ORDER BY s.code, q.year, q.indicator_code`,
  committeeMember: `SELECT s.code, c.name, c.employer, c.affiliation, c.starts_on, c.ends_on
                      FROM committee_member c JOIN school s ON s.id = c.school_id
                     WHERE c.school_id IN (?) ORDER BY s.code, c.starts_on, c.name`,
  graduateCohort: `SELECT s.code, c.code, g.graduation_year, g.heads, g.available, g.placed_before
                     FROM graduate_cohort g JOIN school s ON s.id = g.school_id JOIN school_class c ON c.id = g.school_class_id
                    WHERE g.school_id IN (?) ORDER BY s.code, c.code, g.graduation_year`,
  graduate: `SELECT s.code, c.code, g.graduation_year, g.student_number, CONCAT_WS('|', g.name, ps.secret),
                    CONCAT_WS('|', g.id_number, ps.secret),
                    IF(g.phone IS NULL, NULL, CONCAT_WS('|', g.phone, ps.secret)),
                    (SELECT GROUP_CONCAT(CONCAT(k.occupation_code, ':', k.grade) ORDER BY k.occupation_code SEPARATOR '、')
                       FROM graduate_certificate k WHERE k.graduate_id = g.id),
                    (SELECT GROUP_CONCAT(w.code ORDER BY w.\`rank\` SEPARATOR '、')
                       FROM graduate_wish w WHERE w.graduate_id = g.id AND w.kind = 'OCCUPATION'),
                    (SELECT GROUP_CONCAT(w.code ORDER BY w.\`rank\` SEPARATOR '、')
                       FROM graduate_wish w WHERE w.graduate_id = g.id AND w.kind = 'REGION'),
                    g.salary_floor
               FROM graduate g JOIN school s ON s.id = g.school_id JOIN graduate_cohort h ON h.id = g.cohort_id
               JOIN school_class c ON c.id = h.school_class_id LEFT JOIN person_secret ps ON ps.person_key = g.person_key
              WHERE g.school_id IN (?) AND g.id_number <> '' ORDER BY s.code, g.student_number`,
  trainingOffer: `SELECT s.code, o.code, o.name, o.occupation_edition, o.occupation_code, o.grade, o.seats, o.price,
                         o.starts_on, o.ends_on, o.region_code, o.description, o.valid_until
                    FROM training_offer o JOIN school s ON s.id = o.school_id
                   WHERE o.school_id IN (?) AND o.status = 'PUBLISHED' AND o.valid_until >= ? ORDER BY s.code, o.code`,
};

/** A page of enterprises after a 统一社会信用代码. */
export const ENTERPRISE_COLUMNS =
  'e.uscc, e.name, e.kind, e.industry_code, e.size, e.region_code, e.contact_name, e.contact_phone';

/** Sheets of rows that are an enterprise's own. */
export type EnterpriseSheet = 'posting' | 'trainingNeed';

/**
 * Rows of enterprises, in order of 统一社会信用代码 and code: what is shown or waits to be; what was never sent or is over
 * has no place here. `rows` is joined to the enterprise `e`; the condition takes the day of the export.
 */
export const ENTERPRISE_SHEET_QUERIES: Readonly<
  Record<EnterpriseSheet, { readonly columns: string; readonly from: string; readonly condition: string }>
> = {
  posting: {
    columns: `e.uscc, p.code, p.kind, p.title, p.occupation_edition, p.occupation_code,
            (SELECT JSON_ARRAYAGG(m.major_name) FROM job_posting_major m WHERE m.job_posting_id = p.id),
            p.grade_floor, p.heads, p.salary_min, p.salary_max, p.region_code, p.shift, p.starts_on, p.valid_until,
            p.description`,
    from: 'job_posting p JOIN enterprise e ON e.id = p.enterprise_id',
    /** Takes the day of the export. */
    condition: "p.status IN ('SUBMITTED', 'LIVE') AND p.valid_until >= ?",
  },
  trainingNeed: {
    columns: `e.uscc, p.code, p.occupation_edition, p.occupation_code, p.grade, p.heads, p.earliest_on, p.latest_on,
              p.region_code, p.price_ceiling, p.remarks, p.valid_until`,
    from: 'training_need p JOIN enterprise e ON e.id = p.enterprise_id',
    condition: "p.status = 'PUBLISHED' AND p.valid_until >= ?",
  },
};
