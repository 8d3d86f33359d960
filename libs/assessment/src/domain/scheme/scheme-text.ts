import { schemeInvalid } from '../../assessment.errors';
import { problem } from './scheme-problem';

/** What an uploaded text holds; ASSESSMENT_SCHEME_INVALID for what is no JSON. */
export function schemeDocumentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw schemeInvalid([problem([], '不是正确的 JSON 文本。')]);
  }
}
