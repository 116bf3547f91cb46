import { Problem } from './problems';

/**
 * What credentials of common providers look like. Names of models (`sk-learn-…`) and of APIs (`STS.AssumeRole…`) do not:
 * an API key has an unbroken run of characters, an STS key a digit. Source: the providers' own documentation of their keys.
 */
export const CREDENTIALS: Record<string, RegExp> = {
  'Alibaba Cloud access key': /\bLTAI[A-Za-z0-9]{12,}\b/,
  'Alibaba Cloud STS key': /\bSTS\.[A-Za-z]{0,24}[0-9][A-Za-z0-9]{8,}\b/,
  'Hugging Face token': /\bhf_[A-Za-z0-9]{20,}\b/,
  'OpenAI-style API key': /\bsk-((proj|svcacct|admin|lf|or-v[0-9]|ant-[a-z]+[0-9]+)-)?[A-Za-z0-9_]{20,}\b/,
  'AWS access key': /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  'GitHub token': /\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})\b/,
  'GitLab token': /\bglpat-[A-Za-z0-9_-]{20,}\b/,
  'Slack token': /\bxox[abeprs]-[A-Za-z0-9-]{10,}\b/,
  'JSON Web Token': /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  'NVIDIA API key': /\bnvapi-[A-Za-z0-9_-]{20,}\b/,
  'private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
};

/**
 * Texts of which every credential of a kind holds one. The API server counts the length of a pattern for each character
 * that it searches, and refuses what counts too much: a long text without any of these is not searched.
 */
export const CREDENTIAL_MARKS: Record<string, readonly string[]> = {
  'Alibaba Cloud access key': ['LTAI'],
  'Alibaba Cloud STS key': ['STS.'],
  'Hugging Face token': ['hf_'],
  'OpenAI-style API key': ['sk-'],
  'AWS access key': ['AKIA', 'ASIA'],
  'GitHub token': ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat'],
  'GitLab token': ['glpat-'],
  'Slack token': ['xox'],
  'JSON Web Token': ['.eyJ'],
  'NVIDIA API key': ['nvapi-'],
  'private key': ['IVATE KEY-'],
};

/** Problems of texts that end in a manifest, where everybody who may read the workload reads them too. */
export function checkSecrets(texts: { [where: string]: string }): Problem[] {
  return Object.entries(texts).flatMap(([where, text]) =>
    Object.entries(CREDENTIALS)
      .filter(([, pattern]) => pattern.test(text))
      .map(([kind]) => ({
        what: `${where} holds a literal secret`,
        // the secret itself is not repeated: build logs are read by more people than the program
        got: `a text that looks like a ${kind}`,
        allowed: 'secrets in files, mounted from a Secret or a secrets store',
        fix: 'revoke the key, since it is in the history of the program, and mount its successor as a file',
      })),
  );
}
