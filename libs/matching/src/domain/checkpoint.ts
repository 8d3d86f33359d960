/** Ends a long computation from outside by throwing, and hears how far it is. */
export type Checkpoint = (done: number, total: number) => void;

export const noCheckpoint: Checkpoint = () => undefined;
