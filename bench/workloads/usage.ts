import { Usage } from '../workload';

/** Runs a part and prints what it and its process used: user and system time of all threads. */
export function report(work: () => void): void {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage: Usage = {
      total: (userCPUTime + systemCPUTime) / 1000,
      work: (user + system) / 1000,
      peakMiB: maxRSS / 1024,
    };
    console.log(JSON.stringify(usage));
  });
}
