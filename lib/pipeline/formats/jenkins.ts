import { headerOf, PipelineFormat, variablesOf } from './format';
import { LOCK_FILE } from '../../images/lock-file';
import { REPORTS, Secret, Step } from '../step';
import { INSTALL, LOGIN, stepsOf, TOOLS } from '../steps';

/** Credentials of Jenkins by the variables that they are bound to. */
const CREDENTIALS: Readonly<Record<string, string>> = {
  [Secret.REGISTRY_USER]: `usernamePassword(credentialsId: 'registry', usernameVariable: 'REGISTRY_USER', passwordVariable: 'REGISTRY_PASSWORD')`,
  [Secret.COSIGN_PRIVATE_KEY]: `file(credentialsId: 'cosign-private-key', variable: 'COSIGN_KEY')`,
  [Secret.ALIBABA_CLOUD_ACCESS_KEY_ID]: `usernamePassword(credentialsId: 'registry-scan', usernameVariable: 'ALIBABA_CLOUD_ACCESS_KEY_ID', passwordVariable: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET')`,
  [Secret.COSIGN_PASSWORD]: `string(credentialsId: 'cosign-password', variable: 'COSIGN_PASSWORD')`,
};

/** A declarative pipeline of Jenkins. */
export const JENKINS: PipelineFormat = {
  file: 'Jenkinsfile',
  secrets: 'credentials registry (user and password), cosign-private-key (file) and cosign-password (text)',
  render: (plan) => `${headerOf('//')}pipeline {
  agent ${plan.runner === undefined ? 'any' : `{ label '${plan.runner}' }`}
  options {
    disableConcurrentBuilds()
    timeout(time: 2, unit: 'HOURS')
  }
  environment {
${Object.entries(variablesOf(plan))
  .map(([name, value]) => `    ${name} = '${value}'\n`)
  .join('')}  }
  stages {
${[TOOLS, INSTALL, LOGIN, ...stepsOf(plan)].map(stage).join('')}  }
  post {
    always {
      sh 'docker logout "$REGISTRY"'
      archiveArtifacts artifacts: '${plan.manifests}/**, ${LOCK_FILE}, ${REPORTS}/**', allowEmptyArchive: true
      junit testResults: '${REPORTS}/manifests.xml', allowEmptyResults: true
      recordIssues tools: [sarif(pattern: '${REPORTS}/*.sarif')]
    }
  }
}
`,
};

function stage(step: Step): string {
  const bindings = step.secrets.map((secret) => CREDENTIALS[secret]).filter(Boolean);
  const lines = [`sh '''`, ...indented(['set -eu', ...step.script]), `'''`];
  const body = bindings.length === 0 ? lines : [`withCredentials([${bindings.join(', ')}]) {`, ...indented(lines), '}'];
  return `    stage('${step.title}') {
      steps {
${body.map((line) => `        ${line}\n`).join('')}      }
    }
`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
