import { Argument, Command, Option } from 'commander';
import { SHELLS } from './completion/shells';
import { append, list, prefixes, seconds } from './parsers';
import { SETTINGS_FILE } from './settings/file';
import { sharedCommands } from './settings/shared';
import { AdmissionAction } from '../guardrails/admission/admission-action';
import { Severity } from '../guardrails/rules/severity';
import { LOCK_FILE } from '../images/lock-file';
import { CommandOption, MANIFEST_OPTIONS, VERIFY_OPTIONS } from '../model-guard/options';
import { PIPELINE_ENGINES, VULNERABILITY_SEVERITIES } from '../pipeline/choices';
import { NAME, VERSION } from '../private/version';
import { APP_OPTIONS } from '../scaffold/app-plan';

/** The command line. What a command does is loaded when it is called. */
export function program(): Command {
  const command = new Command(NAME)
    .description('Security checks for GPU inference on Kubernetes and Alibaba Cloud ACK')
    .version(VERSION)
    .showHelpAfterError('(add --help for usage)')
    .exitOverride();

  command
    .command('check')
    .description('Scan Kubernetes manifests and Terraform for security misconfigurations')
    .argument(
      '<path...>',
      'YAML, JSON, Helm output, Terraform JSON and plans; folders are read recursively, - reads standard input',
    )
    .addOption(
      new Option('-f, --format <format>', 'output format')
        .choices(['table', 'json', 'sarif', 'html', 'junit'])
        .default('table'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'minimum severity that fails the run')
        .choices(Object.values(Severity))
        .default('medium'),
    )
    .addOption(
      new Option('--on-unknown <action>', 'action if something that may run was not understood')
        .choices(['fail', 'warn'])
        .default('fail'),
    )
    .option('--baseline <report.json>', 'ignore findings already present in this report')
    .option('--previous <report.json>', 'show reachability changes since this report')
    .option('--evidence <folder>', 'verify the evidence.json in this folder and include it in the report')
    .option('--public-key <pem>', 'require a signature of the evidence by this Ed25519 public key')
    .option('--acceptances <file>', 'accept the risks listed in this file; can be repeated', append, [])
    .option('--advisories <file>', 'file of newer advisories of inference engines; can be repeated', append, [])
    .option('--ignore <ID[@subject]=reason>', 'accept findings of a rule in this run; can be repeated', append, [])
    .option('--registries <prefixes>', 'allowed image prefixes, comma-separated; can be repeated', prefixes, [])
    .option('--fix', 'write fields that fix findings and stop nothing that runs into YAML files, then check', false)
    .action(async (paths, flags) => finish((await import('./commands/check.js')).check(paths, flags)));

  command
    .command('adopt')
    .description(
      'Write a program for inference servers of existing manifests, and a table of what becomes of every field',
    )
    .argument('<path...>', 'YAML, JSON, Helm output; folders are read recursively, - reads standard input')
    .option('-o, --output <folder>', 'folder for adopted.ts and adopted.md', '.')
    .option('--force', 'overwrite existing files', false)
    .action(async (paths, flags) => finish((await import('./commands/adopt.js')).adoptManifests(paths, flags)));

  command
    .command('explain')
    .description("Show a rule's description, remediation and CEL expression")
    .argument('<rule>', 'id or name, for example SAI-POD-001 or privileged-container')
    .action(async (rule) => finish((await import('./commands/explain.js')).explain(rule)));

  command
    .command('rules')
    .description('List all rules')
    .addOption(new Option('-f, --format <format>', 'output format').choices(['table', 'json']).default('table'))
    .action(async (flags) => finish((await import('./commands/rules.js')).rules(flags)));

  command
    .command('policies')
    .description('Generate admission policies that enforce the rules')
    .addOption(
      new Option('--engine <engine>', 'ValidatingAdmissionPolicy, Gatekeeper, or ACK policy governance as Terraform')
        .choices(['vap', 'gatekeeper', 'ack'])
        .default('vap'),
    )
    .option(
      '-o, --output <folder>',
      'write files to this folder, named in the order in which to apply them (default: standard output)',
    )
    .addOption(
      new Option('--action <action>', 'action for objects that violate a rule')
        .choices(Object.values(AdmissionAction))
        .default('deny'),
    )
    .option('--action-of <ID=action>', 'action for one rule; can be repeated', append, [])
    .addOption(
      new Option('--fail-on <severity>', 'minimum severity to enforce')
        .choices(Object.values(Severity))
        .default('medium'),
    )
    .option('--rules <ids>', 'enforce only these rules, comma-separated; can be repeated', list)
    .option('--exclude <ids>', 'exclude these rules, comma-separated; can be repeated', list, [])
    .option('--namespace-labels <key=value>', 'enforce in namespaces with these labels, comma-separated', list)
    .addOption(new Option('--all-namespaces', 'enforce in all namespaces').default(false).conflicts('namespaceLabels'))
    .option('--cluster-scoped', 'also enforce on cluster-scoped objects, for example ClusterRoles', false)
    .option('--kinds <group/Kind>', 'judge pods of these kinds beside those of Kubernetes, comma-separated', list)
    .addOption(
      new Option('--crds <file>', 'judge pods of the kinds in the output of `kubectl get crds -o json`').conflicts(
        'kinds',
      ),
    )
    .option('--registries <prefixes>', 'allowed image prefixes, comma-separated; can be repeated', prefixes, [])
    .option('--advisories <file>', 'file of newer advisories of inference engines; can be repeated', append, [])
    .option('--pod-ranges <cidrs>', 'IPv4 CIDR blocks of pods, comma-separated; can be repeated', list, [])
    .option(
      '--parameter-namespace <name>',
      'namespace of the ConfigMap that holds registries and CIDR blocks',
      'kube-system',
    )
    .action(async (flags) => finish((await import('./commands/policies.js')).policies(flags)));

  command
    .command('images')
    .description('Manage image digests')
    .command('lock')
    .description('resolve image tags to digests and write a lock file')
    .argument('[image...]', 'registry/repository:tag (default: the images in the lock file)')
    .option('--file <path>', 'path of the lock file', LOCK_FILE)
    .option('--check', 'do not write; fail if a tag resolves to a different digest', false)
    .option('--trusted-root <file>', 'require a keyless cosign signature that these authorities and logs vouch for')
    .option('--certificate-identity <name>', 'identity of the signer: email address or URI')
    .option('--certificate-oidc-issuer <url>', 'issuer that vouched for the identity of the signer')
    .action(async (images, flags) => finish((await import('./commands/images.js')).lockImages(images, flags)));

  const model = command.command('model').description('Inspect and verify model files');
  addOptions(model.command('verify'), VERIFY_OPTIONS)
    .description('fail if loading the model can run code, or if its signature does not match')
    .argument('<model>', 'model directory, archive or file')
    .action(async (target, flags) => finish((await import('./commands/model.js')).verifyModel(target, flags)));
  addOptions(model.command('manifest'), MANIFEST_OPTIONS)
    .description('write a manifest of SHA-256 digests of the model files')
    .argument('<directory>', 'model directory')
    .action(async (directory, flags) => finish((await import('./commands/model.js')).writeManifest(directory, flags)));

  command
    .command('evidence')
    .description('Verify evidence packs')
    .command('verify')
    .description('list files that differ from the evidence.json in a folder')
    .argument('<folder>', 'folder with evidence.json')
    .option('--public-key <pem>', 'require a signature of the evidence by this Ed25519 public key')
    .action(async (folder, flags) => finish((await import('./commands/evidence.js')).verifyFolder(folder, flags)));

  const init = command.command('init').description('Create files for a new project');
  const app = init
    .command('app')
    .description(
      'create a repository with a service, its tests, a pull-request gate and policies; without options, asks on a terminal',
    )
    .option('--cloud', 'create a Terraform stack for the cluster too')
    .option('--out <folder>', 'output folder', '.')
    .option('--force', 'overwrite existing files', false)
    .action(async (flags) => finish((await import('./commands/init-app.js')).initApp(flags)));
  for (const { key, question, fallback, allowed } of APP_OPTIONS) {
    app.option(`--${key} <${key}>`, `${question}: ${allowed} (default: ${fallback})`);
  }
  init
    .command('pipeline')
    .description('create a CI pipeline that verifies, scans, signs, locks and checks, and a Dockerfile')
    .option('--github', 'create a GitHub Actions workflow', false)
    .option('--gitlab', 'create a GitLab CI pipeline', false)
    .option('--jenkins', 'create a Jenkinsfile', false)
    .option('--flow', 'create an Alibaba Cloud DevOps Flow pipeline', false)
    .requiredOption('--image <registry/repository>', 'image to build; the tag is the commit')
    .addOption(
      new Option('--engine <engine>', 'inference engine in the image').choices(PIPELINE_ENGINES).default('vllm'),
    )
    .option('--base <role=image>', 'override a base image; can be repeated', append, [])
    .option('--model <folder>', 'model directory in the repository to verify')
    .option('--synth <command>', 'command that synthesizes the manifests', 'npm run synth')
    .option('--manifests <folder>', 'folder with the synthesized manifests', 'dist')
    .option('--acceptances <file>', 'file with accepted risks, passed to check')
    .option('--advisories <file>', 'file of newer advisories of inference engines, passed to check')
    .addOption(
      new Option('--fail-on <severity>', 'minimum severity of a fixable image vulnerability that fails the pipeline')
        .choices(VULNERABILITY_SEVERITIES)
        .default('high'),
    )
    .option(
      '--acr-instance <region/id>',
      'wait for the scan by this Container Registry instance, and fail on what it finds from --fail-on',
    )
    .option('--runner <name>', 'runner label, tag or build cluster')
    .option('--repository <url>', 'with --flow: URL of the Codeup repository')
    .option('--service-connection <id>', 'with --flow: service connection of the repository')
    .option('--out <folder>', 'output folder, usually the root of the repository', '.')
    .option('--force', 'overwrite existing files', false)
    .action(async (flags) => finish((await import('./commands/init.js')).initPipeline(flags)));

  command
    .command('verify')
    .description('Detect drift between a running cluster and synthesized manifests (read-only)')
    .argument('<folder>', 'folder with evidence.json')
    .option('--context <name>', 'kubeconfig context (default: the current context, or the service account of the pod)')
    .addOption(
      new Option('-f, --format <format>', 'output format').choices(['table', 'json', 'sarif']).default('table'),
    )
    .option('--public-key <pem>', 'require a signature of the evidence by this Ed25519 public key')
    .option('--retry-for <seconds>', 'seconds to retry if the API server does not answer', seconds, 60)
    .option('--watch', 'run continuously, report drift and expose Prometheus metrics', false)
    .option('--interval <seconds>', 'seconds between runs with --watch', seconds, 60)
    .option('--listen <address:port>', 'address on which --watch serves /metrics', '127.0.0.1:9464')
    .option('--print-role', 'print the required RBAC manifests and exit', false)
    .option('--role-name <name>', 'name of the roles; use one for each folder', `${NAME}-verify`)
    .option('--account <namespace/name>', 'service account to which --print-role binds the roles', `${NAME}/verify`)
    .action(async (folder, flags) => finish((await import('./commands/verify.js')).verifyCluster(folder, flags)));

  command
    .command('preflight')
    .description('List what a cluster lacks for manifests before they are first applied (read-only)')
    .argument('<path...>', 'YAML and JSON; folders are read recursively, - reads standard input')
    .option('--context <name>', 'kubeconfig context (default: the current context, or the service account of the pod)')
    .addOption(new Option('-f, --format <format>', 'output format').choices(['table', 'json']).default('table'))
    .action(async (paths, flags) => finish((await import('./commands/preflight.js')).preflightCluster(paths, flags)));

  command
    .command('completion')
    .description('Print a shell completion script: source <(ack-secure-inference completion bash)')
    .addArgument(new Argument('<shell>', 'shell').choices(SHELLS))
    .action(async (shell) => finish((await import('./commands/completion.js')).completion(shell)));
  command
    .command('complete', { hidden: true })
    .argument('[word...]')
    .action(async (words) => finish((await import('./commands/completion.js')).complete(command, words)));

  for (const shared of sharedCommands(command)) {
    shared
      .option(
        '--config <file>',
        `settings file (default: ${SETTINGS_FILE} here or in a folder above, in the repository)`,
      )
      .option('--no-config', 'read no settings file')
      .hook('preAction', async (_, called) => (await import('./settings/apply.js')).applySettings(command, called));
  }
  return command;
}

function addOptions(command: Command, options: readonly CommandOption[]): Command {
  for (const { name, value, isRepeatable, help } of options) {
    const flag = value === undefined ? `--${name}` : `--${name} <${value}>`;
    const option = new Option(flag, isRepeatable ? `${help}; can be repeated` : help);
    command.addOption(isRepeatable ? option.argParser(append) : option);
  }
  return command;
}

async function finish(exit: Promise<number>): Promise<void> {
  process.exitCode = await exit;
}
