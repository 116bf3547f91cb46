import { EngineAdvisory } from '../engine-profile';

/**
 * By release of the container. From advisory feeds. NVIDIA's bulletins of December 2025 and May 2026 (5828) were not
 * read: for what they name, the first release after their publication is taken, which may be later than needed.
 */
export const TRITON_ADVISORIES: EngineAdvisory[] = [
  { id: 'CVE-2026-24206', fixedIn: '26.05', summary: 'authentication is bypassed' },
  { id: 'CVE-2026-24207', fixedIn: '26.05', summary: 'authentication is bypassed, up to running code' },
  { id: 'CVE-2026-24208', fixedIn: '26.05', summary: 'a path leaves its directory and ends the server' },
  { id: 'CVE-2026-24209', fixedIn: '26.05', summary: 'a path leaves its directory and ends the server' },
  { id: 'CVE-2025-33201', fixedIn: '25.12', summary: 'an extra large payload ends the server' },
  { id: 'CVE-2025-23310', fixedIn: '25.07', summary: 'chunked requests overflow the stack' },
  { id: 'CVE-2025-23311', fixedIn: '25.07', summary: 'chunked requests overflow the stack' },
  { id: 'CVE-2025-23319', fixedIn: '25.07', summary: 'the Python backend writes out of bounds' },
  { id: 'CVE-2025-23320', fixedIn: '25.07', summary: 'the Python backend tells the name of its shared memory' },
  { id: 'CVE-2025-23334', fixedIn: '25.07', summary: 'the Python backend reads out of bounds' },
];
