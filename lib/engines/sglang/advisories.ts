import { EngineAdvisory } from '../engine-profile';

/** From advisory feeds; they were not checked against the vendor's own bulletins. */
export const SGLANG_ADVISORIES: EngineAdvisory[] = [
  {
    id: 'CVE-2026-93034',
    fixedIn: '0.5.23',
    // The feed names the control, SGLANG_ZMQ_ALLOWED_PEERS, rather than a version; it is in the wheel of this one.
    summary: 'peers of the internal sockets are not checked',
  },
  { id: 'CVE-2026-3059', fixedIn: '0.5.10', summary: 'pickle over ZeroMQ runs code' },
  {
    id: 'CVE-2026-3060',
    fixedIn: '0.5.10',
    summary: 'pickle over ZeroMQ between the parts of a split server runs code',
  },
  { id: 'CVE-2026-3989', fixedIn: '0.5.10', summary: 'replaying a crash dump runs code from it' },
];
