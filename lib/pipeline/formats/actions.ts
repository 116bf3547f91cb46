/** An action at a commit: tags can be moved, and those of two scanners were, in March 2026 (GHSA-69fq-xp46-6x23). */
export interface PinnedAction {
  readonly name: string;
  readonly commit: string;
  readonly version: string;
}

export const ACTIONS = {
  checkout: pinned('actions/checkout', '3d3c42e5aac5ba805825da76410c181273ba90b1', 'v7.0.1'),
  setupNode: pinned('actions/setup-node', '820762786026740c76f36085b0efc47a31fe5020', 'v7.0.0'),
  setupBuildx: pinned('docker/setup-buildx-action', '37fe631027851001ddb9b187196cc803df7f5f0e', 'v4.3.0'),
  login: pinned('docker/login-action', '4907a6ddec9925e35a0a9e82d7399ccc52663121', 'v4.1.0'),
  setupTrivy: pinned('aquasecurity/setup-trivy', '81e514348e19b6112ce2a7e3ecbafe19c1e1f567', 'v0.3.1'),
  setupCosign: pinned('sigstore/cosign-installer', '6f9f17788090df1f26f669e9d70d6ae9567deba6', 'v4.1.2'),
  uploadSarif: pinned('github/codeql-action/upload-sarif', '8aad20d150bbac5944a9f9d289da16a4b0d87c1e', 'v4.36.2'),
  uploadArtifact: pinned('actions/upload-artifact', 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f', 'v7.0.0'),
};

function pinned(name: string, commit: string, version: string): PinnedAction {
  return { name, commit, version };
}
