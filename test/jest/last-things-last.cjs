// Runs what looks at the leavings of all journeys after them.
const Sequencer = require('@jest/test-sequencer').default;

const LAST = /left-behind\.e2e-spec\.ts$/;

module.exports = class LastThingsLast extends Sequencer {
  sort(tests) {
    const sorted = [...super.sort(tests)];
    return [...sorted.filter(({ path }) => !LAST.test(path)), ...sorted.filter(({ path }) => LAST.test(path))];
  }
};
