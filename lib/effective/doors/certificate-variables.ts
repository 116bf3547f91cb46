import { Door } from './door';

/** Variables that name certificate authorities which a program trusts. */
export const AUTHORITY_VARIABLES: readonly string[] = [
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS', 'AWS_CA_BUNDLE'],
  ...['GIT_SSL_CAINFO', 'GIT_SSL_CAPATH', 'HTTPLIB2_CA_CERTS', 'GRPC_DEFAULT_SSL_ROOTS_FILE_PATH', 'PIP_CERT'],
  ...['HF_HUB_CA_BUNDLE', 'WEBSOCKET_CLIENT_CA_BUNDLE', 'NIX_SSL_CERT_FILE', 'DENO_CERT', 'UV_CERT'],
];

/** Variables by which programs verify no certificate, or write down the keys of their connections. */
export const VERIFICATION_DOORS: readonly Door[] = [
  {
    key: 'NODE_TLS_REJECT_UNAUTHORIZED',
    shut: ['1', ''],
    opens: 'Node.js verifies no certificate',
    source: 'nodejs.org, "Command-line API"',
  },
  {
    key: 'PYTHONHTTPSVERIFY',
    shut: ['1', ''],
    opens: 'Python verifies no certificate',
    source: 'peps.python.org, PEP 493',
  },
  {
    key: 'GIT_SSL_NO_VERIFY',
    shut: ['', '0', 'false'],
    opens: 'git verifies no certificate',
    source: 'git-scm.com, "Git"',
  },
  {
    key: 'HF_HUB_DISABLE_SSL_VERIFICATION',
    shut: ['', '0', 'false'],
    opens: 'model hubs are not verified',
    source: 'name as users of huggingface_hub set it',
  },
  ...['SSLKEYLOGFILE', 'PIP_TRUSTED_HOST', 'UV_INSECURE_HOST'].map((key) => ({
    key,
    shut: [''],
    opens: 'keys of connections are written down, or hosts are believed',
    source: 'documentation of NSS, pip and uv',
  })),
];
