import { inChunks } from './in-chunks';

const chunked = async (pieces: readonly number[][], size: number): Promise<number[][]> => {
  const chunks: number[][] = [];
  for await (const chunk of inChunks(
    pieces.map((piece) => Uint8Array.from(piece)),
    size,
  ))
    chunks.push([...chunk]);
  return chunks;
};

describe('inChunks', () => {
  it('cuts and joins pieces of any size', async () => {
    expect(await chunked([[1], [2, 3, 4, 5, 6, 7], [], [8]], 3)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8],
    ]);
  });

  it('has no empty last chunk', async () => {
    expect(
      await chunked(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        3,
      ),
    ).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(await chunked([], 3)).toEqual([]);
  });
});
