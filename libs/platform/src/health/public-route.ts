/** Metadata key of handlers that need no sign-in; identity's @Public() sets it, its guard reads it. */
export const PUBLIC_ROUTE = 'sxbq:public-operation';
