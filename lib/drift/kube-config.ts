/** The reader of kubeconfigs is as large as the rest of the command, so it is bundled apart and loaded by `verify` only. */
export async function kubeConfig() {
  return (await import('@kubernetes/client-node/dist/config.js')).KubeConfig;
}
