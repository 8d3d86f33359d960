import { Box, Canvas, COLOURS } from './canvas';

export interface Bar {
  readonly label: string;
  /** Percent of what could be had; null: withheld. */
  readonly rate: number | null;
  readonly mean: number | null;
  readonly text: string;
}

const LABEL_WIDTH = 92;
const TEXT_WIDTH = 60;
const HIGHEST = 100;

/** A bar for each goal, and a mark where the mean of all lies. */
export function barChart(canvas: Canvas, box: Box, bars: readonly Bar[]): void {
  const step = box.height / bars.length;
  const left = box.x + LABEL_WIDTH;
  const width = box.width - LABEL_WIDTH - TEXT_WIDTH;
  const at = (rate: number): number => left + (width * Math.min(rate, HIGHEST)) / HIGHEST;
  for (const rate of [0, 25, 50, 75, 100]) {
    canvas.stroke(
      [
        [at(rate), box.y],
        [at(rate), box.y + box.height],
      ],
      COLOURS.rule,
    );
    canvas.line(`${rate}%`, at(rate) - 15, box.y + box.height + 2, 30, {
      size: 6.5,
      colour: COLOURS.faint,
      align: 'center',
    });
  }
  bars.forEach(({ label, rate, mean, text }, index) => {
    const top = box.y + index * step;
    canvas.line(label, box.x, top + step / 2 - 6, LABEL_WIDTH - 6, { size: 8.5, align: 'right' });
    if (rate !== null) {
      canvas.rectangle({ x: left, y: top + step * 0.2, width: at(rate) - left, height: step * 0.6 }, COLOURS.main);
    }
    if (mean !== null)
      canvas.stroke(
        [
          [at(mean), top + 1],
          [at(mean), top + step - 1],
        ],
        COLOURS.mean,
        1.6,
      );
    canvas.line(text, left + width + 6, top + step / 2 - 6, TEXT_WIDTH - 6, { size: 8.5 });
  });
}

export interface Point {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** Scores of several years, the earliest on the left. */
export function lineChart(canvas: Canvas, box: Box, points: readonly Point[]): void {
  const values = points.map(({ value }) => value);
  const [low, high] = [
    Math.max(0, Math.floor(Math.min(...values) / 10) * 10 - 10),
    Math.ceil(Math.max(...values) / 10) * 10,
  ];
  const left = box.x + 22;
  const right = box.x + box.width - 18;
  const x = (index: number): number =>
    points.length === 1 ? (left + right) / 2 : left + 12 + ((right - left - 24) * index) / (points.length - 1);
  const y = (value: number): number => box.y + box.height * (1 - (value - low) / Math.max(1, high - low));
  for (let value = low; value <= high; value += 10) {
    canvas.stroke(
      [
        [left, y(value)],
        [right, y(value)],
      ],
      COLOURS.rule,
    );
    canvas.line(String(value), box.x, y(value) - 5, 18, { size: 6.5, colour: COLOURS.faint, align: 'right' });
  }
  canvas.stroke(
    points.map(({ value }, index) => [x(index), y(value)] as const),
    COLOURS.main,
    1.5,
  );
  points.forEach(({ label, value, text }, index) => {
    canvas.dot(x(index), y(value), 2.4, COLOURS.main);
    canvas.line(text, x(index) - 25, y(value) - 14, 50, { size: 8, align: 'center' });
    canvas.line(label, x(index) - 25, box.y + box.height + 3, 50, {
      size: 7.5,
      colour: COLOURS.faint,
      align: 'center',
    });
  });
}
