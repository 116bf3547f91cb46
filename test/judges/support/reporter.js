const path = require('node:path');

/** Says which judges ran and which are missing, then closes the run with one line that build systems read. */
class JudgesReporter {
  onRunComplete(_contexts, results) {
    const tests = results.testResults.flatMap((file) => file.testResults);
    const judges = new Map();
    for (const { ancestorTitles, title, status } of tests) {
      const judge =
        ancestorTitles.find((ancestor) => ancestor.startsWith('judge '))?.slice('judge '.length) ?? 'others';
      const entry = judges.get(judge) ?? { passed: 0, failed: 0, missing: [] };
      judges.set(judge, entry);
      if (title.startsWith('MISSING: ')) {
        entry.missing.push(title);
      } else if (status in entry) {
        entry[status] += 1;
      }
    }
    const lines = [...judges].map(([name, { passed, failed, missing }]) =>
      missing.length > 0 ? `${name}: ${missing.join(', ')}` : `${name}: ${passed} passed, ${failed} failed`,
    );
    const broken = results.testResults.filter((file) => file.testExecError);
    lines.push(...broken.map((file) => `${path.relative(process.cwd(), file.testFilePath)}: did not run`));
    const missing = [...judges.values()].filter((entry) => entry.missing.length > 0).length;
    const failed = Math.max(results.numFailedTests, results.numFailedTestSuites);
    process.stdout.write(
      [
        '',
        'Judges',
        ...lines.map((line) => `  ${line}`),
        `  ${judges.size - missing} ran, ${missing} missing`,
        '',
        `${results.numPassedTests} passed, ${failed} failed, ${results.numPendingTests} skipped`,
        '',
      ].join('\n'),
    );
  }
}

module.exports = JudgesReporter;
