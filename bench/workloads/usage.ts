import { Usage } from '../workload';

/** Runs a part and prints what it used, user and system time of all threads, and the memory of its process. */
export async function report(work: () => void | Promise<void>): Promise<void> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  process.on('exit', () => {
    const usage: Pick<Usage, 'work' | 'peakMiB'> = {
      work: (user + system) / 1000,
      peakMiB: process.resourceUsage().maxRSS / 1024,
    };
    console.log(JSON.stringify(usage));
  });
}
