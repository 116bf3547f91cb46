/**
 * Regions whose id in OSS is another one. The Hangzhou region of Finance Cloud has two internal endpoints, `-a` and `-b`; either
 * reaches its buckets. Source: OSS documentation, "Regions and endpoints".
 */
const OSS_REGIONS: Readonly<Record<string, string>> = { 'cn-hangzhou-finance': 'cn-hzjbp-a' };

/** Address of OSS inside the VPCs of a region. */
export function internalOssEndpoint(region: string): string {
  return `https://oss-${OSS_REGIONS[region] ?? region}-internal.aliyuncs.com`;
}
