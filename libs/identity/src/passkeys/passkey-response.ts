import { z } from 'zod';

const base64url = z
  .string()
  .max(8_000)
  .regex(/^[\w-]*$/);

const credential = {
  id: base64url.max(1_400),
  rawId: base64url.max(1_400),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
};

const registration = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
});

const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish().transform((handle) => handle ?? undefined),
  }),
});

export type RegistrationResponse = z.infer<typeof registration>;
export type AssertionResponse = z.infer<typeof assertion>;

/** Reads what navigator.credentials.create() gave, as JSON; null when it is something else. */
export function readRegistration(text: string): RegistrationResponse | null {
  return registration.safeParse(parsed(text)).data ?? null;
}

/** Reads what navigator.credentials.get() gave, as JSON; null when it is something else. */
export function readAssertion(text: string): AssertionResponse | null {
  return assertion.safeParse(parsed(text)).data ?? null;
}

/** The challenge that the browser says it answers; '' when it says none. */
export function challengeOf({ response }: RegistrationResponse | AssertionResponse): string {
  const client = parsed(Buffer.from(response.clientDataJSON, 'base64url').toString()) as { challenge?: unknown } | null;
  return typeof client?.challenge === 'string' ? client.challenge : '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
