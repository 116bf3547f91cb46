/** What the operating system of nodes is hardened after. It is decided when a pool is made. */
export enum NodeHardening {
  /** The baseline of Alibaba Cloud Linux (`security_hardening_os`). */
  ALIBABA_CLOUD_LINUX = 'alibaba-cloud-linux',

  /**
   * MLPS 2.0 level 3, GB/T 22239-2019 (`soc_enabled`): no root over SSH, rules for passwords, auditd; accounts `ack_admin`,
   * `ack_audit` and `ack_security` are made. ACK configures it; whether a node meets it is what the baseline check of
   * Security Center says.
   */
  MLPS = 'mlps',
}
