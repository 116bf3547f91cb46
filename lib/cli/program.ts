import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { SHELLS } from './completion/shells';
import { AdmissionAction } from '../guardrails/admission/admission-action';
import { Severity } from '../guardrails/rules/severity';
import { LOCK_FILE } from '../images/lock-file';
import { CommandOption, MANIFEST_OPTIONS, VERIFY_OPTIONS } from '../model-guard/options';
import { PIPELINE_ENGINES, VULNERABILITY_SEVERITIES } from '../pipeline/choices';
import { NAME, VERSION } from '../private/version';

const list = (text: string, before: string[] = []): string[] => [...before, ...text.split(',').filter(Boolean)];
const prefixes = (text: string, before?: string[]): string[] => {
  if (text.split(',').some((prefix) => prefix.trim() === '')) {
    throw new InvalidArgumentError('a prefix is empty: an unset variable would allow any registry.');
  }
  return list(text, before);
};
const append = (text: string, before: string[] = []): string[] => [...before, text];

/** The command line. What a command does is loaded when it is called. */
export function program(): Command {
  const command = new Command(NAME)
    .description('Checks Kubernetes manifests and Terraform stacks of GPU inference on Alibaba Cloud ACK')
    .version(VERSION)
    .showHelpAfterError('(add --help for usage)')
    .exitOverride();

  command
    .command('check')
    .description('find what is not hardened in YAML, JSON, Helm output, Terraform JSON and plans')
    .argument('<path...>', 'files and folders; - is the standard input')
    .addOption(
      new Option('-f, --format <format>', 'output')
        .choices(['table', 'json', 'sarif', 'html', 'junit'])
        .default('table'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'least severity that fails')
        .choices(Object.values(Severity))
        .default('medium'),
    )
    .addOption(
      new Option('--on-unknown <action>', 'what happens where something that may run was not understood')
        .choices(['fail', 'warn'])
        .default('fail'),
    )
    .option('--baseline <report.json>', 'an earlier report, whose findings do not fail')
    .option('--previous <report.json>', 'an earlier report; what is reachable since then is shown')
    .option('--evidence <folder>', 'verify evidence.json of a folder, and show it in the report')
    .option('--public-key <pem>', 'the Ed25519 key that the evidence must be signed with')
    .option('--acceptances <file>', 'accept the risks that a file lists; may be repeated', append, [])
    .option('--ignore <ID[@subject]=reason>', 'accept findings of a rule for this run; may be repeated', append, [])
    .option(
      '--registries <prefixes>',
      'image prefixes that are allowed, comma-separated; may be repeated',
      prefixes,
      [],
    )
    .action(async (paths, flags) => finish((await import('./commands/check.js')).check(paths, flags)));

  command
    .command('explain')
    .description('show what a rule asks, why, and its text')
    .argument('<rule>', 'for example SAI-POD-001')
    .action(async (rule) => finish((await import('./commands/explain.js')).explain(rule)));

  command
    .command('rules')
    .description('list all rules')
    .addOption(new Option('-f, --format <format>', 'output').choices(['table', 'json']).default('table'))
    .action(async (flags) => finish((await import('./commands/rules.js')).rules(flags)));

  command
    .command('policies')
    .description('write policies by which a cluster refuses what breaks the rules')
    .addOption(
      new Option('--engine <engine>', 'ValidatingAdmissionPolicy, Gatekeeper, or policies of ACK as Terraform')
        .choices(['vap', 'gatekeeper', 'ack'])
        .default('vap'),
    )
    .option('-o, --output <folder>', 'write files to apply in the order of their names, instead of the standard output')
    .addOption(
      new Option('--action <action>', 'what happens to an object that breaks a rule')
        .choices(Object.values(AdmissionAction))
        .default('deny'),
    )
    .option('--action-of <ID=action>', 'what happens for one rule; may be repeated', append, [])
    .addOption(
      new Option('--fail-on <severity>', 'least severity that is enforced')
        .choices(Object.values(Severity))
        .default('medium'),
    )
    .option('--rules <ids>', 'enforce these rules only, comma-separated; may be repeated', list)
    .option('--exclude <ids>', 'do not enforce these rules, comma-separated; may be repeated', list, [])
    .option('--namespace-labels <key=value>', 'labels of namespaces that are judged, comma-separated', list)
    .addOption(new Option('--all-namespaces', 'judge in every namespace').default(false).conflicts('namespaceLabels'))
    .option('--cluster-scoped', 'judge objects without a namespace too, such as a ClusterRole', false)
    .option(
      '--registries <prefixes>',
      'image prefixes that are allowed, comma-separated; may be repeated',
      prefixes,
      [],
    )
    .option('--pod-ranges <cidrs>', 'IPv4 ranges of pods, comma-separated; may be repeated', list, [])
    .option('--parameter-namespace <name>', 'namespace of the ConfigMap of registries and ranges', 'kube-system')
    .action(async (flags) => finish((await import('./commands/policies.js')).policies(flags)));

  command
    .command('images')
    .description('digests of the images that manifests name')
    .command('lock')
    .description('ask registries what tags stand for, and write the digests to a lock file')
    .argument('[image...]', 'registry/repository:tag; without any, those that the file names')
    .option('--file <path>', 'the lock file', LOCK_FILE)
    .option('--check', 'write nothing, and fail where a tag stands for something else now', false)
    .action(async (images, flags) => finish((await import('./commands/images.js')).lockImages(images, flags)));

  const model = command.command('model').description('models, looked into as the init container of a service does');
  addOptions(model.command('verify'), VERIFY_OPTIONS)
    .description('refuse what runs code when it is loaded, or is not what was signed')
    .argument('<model>', 'directory, archive or file')
    .action(async (target, flags) => finish((await import('./commands/model.js')).verifyModel(target, flags)));
  addOptions(model.command('manifest'), MANIFEST_OPTIONS)
    .description('write the SHA-256 digests of the files of a model')
    .argument('<directory>', 'the model')
    .action(async (directory, flags) => finish((await import('./commands/model.js')).writeManifest(directory, flags)));

  command
    .command('evidence')
    .description('what was synthesized and which controls hold')
    .command('verify')
    .description('list what differs from the evidence.json of a folder')
    .argument('<folder>', 'the folder that holds evidence.json')
    .option('--public-key <pem>', 'the Ed25519 key that the evidence must be signed with')
    .action(async (folder, flags) => finish((await import('./commands/evidence.js')).verifyFolder(folder, flags)));

  command
    .command('init')
    .description('write files to start from')
    .command('pipeline')
    .description('write a pipeline that verifies, scans, signs, locks and checks, and the Dockerfile of its image')
    .option('--github', 'for GitHub Actions', false)
    .option('--gitlab', 'for GitLab CI', false)
    .option('--jenkins', 'for Jenkins', false)
    .option('--flow', 'for Alibaba Cloud DevOps Flow', false)
    .requiredOption('--image <registry/repository>', 'image that is built; its tag is the commit')
    .addOption(new Option('--engine <engine>', 'what the image runs').choices(PIPELINE_ENGINES).default('vllm'))
    .option('--base <role=image>', 'image that is built from, in place of a default; may be repeated', append, [])
    .option('--model <folder>', 'model in the repository that is verified')
    .option('--synth <command>', 'command that writes the manifests', 'npm run synth')
    .option('--manifests <folder>', 'folder that it writes them to', 'dist')
    .option('--acceptances <file>', 'file of accepted risks in the repository, which the check reads')
    .addOption(
      new Option('--fail-on <severity>', 'least vulnerability of the image that fails, where there is a fix')
        .choices(VULNERABILITY_SEVERITIES)
        .default('high'),
    )
    .option('--runner <name>', 'label, tag or build cluster of the machines that it runs on')
    .option('--repository <url>', 'with --flow: the repository in Codeup')
    .option('--service-connection <id>', 'with --flow: the connection to it')
    .option('--out <folder>', 'root of the repository', '.')
    .option('--force', 'replace files that exist', false)
    .action(async (flags) => finish((await import('./commands/init.js')).initPipeline(flags)));

  command
    .command('verify')
    .description('compare a cluster with what was synthesized, by a folder that holds evidence.json; reads only')
    .argument('<folder>', 'the folder that holds evidence.json')
    .option('--context <name>', 'context of the kubeconfig; without it the current one, or the account of this pod')
    .addOption(new Option('-f, --format <format>', 'output').choices(['table', 'json', 'sarif']).default('table'))
    .option('--public-key <pem>', 'the Ed25519 key that the evidence must be signed with')
    .option('--retry-for <seconds>', 'how long to go on asking a server that does not answer', seconds, 60)
    .option('--watch', 'go on until it is ended, tell what changes, and serve metrics', false)
    .option('--interval <seconds>', 'between two runs of --watch', seconds, 60)
    .option('--listen <address:port>', 'where --watch serves /metrics', '127.0.0.1:9464')
    .option('--print-role', 'print the roles that an account needs for this, and end', false)
    .option('--role-name <name>', 'what the roles are called; a folder needs its own', `${NAME}-verify`)
    .option('--account <namespace/name>', 'the account that --print-role binds them to', `${NAME}/verify`)
    .action(async (folder, flags) => finish((await import('./commands/verify.js')).verifyCluster(folder, flags)));

  command
    .command('completion')
    .description('write what a shell reads to complete this command: source <(ack-secure-inference completion bash)')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .action(async (shell) => finish((await import('./commands/completion.js')).completion(shell)));
  command
    .command('complete', { hidden: true })
    .argument('[word...]')
    .action(async (words) => finish((await import('./commands/completion.js')).complete(command, words)));

  return command;
}

function addOptions(command: Command, options: readonly CommandOption[]): Command {
  for (const { name, value, isRepeatable, help } of options) {
    const flag = value === undefined ? `--${name}` : `--${name} <${value}>`;
    const option = new Option(flag, isRepeatable ? `${help}; may be repeated` : help);
    command.addOption(isRepeatable ? option.argParser(append) : option);
  }
  return command;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new InvalidArgumentError('a whole number of seconds is needed.');
  }
  return value;
}

async function finish(exit: Promise<number>): Promise<void> {
  process.exitCode = await exit;
}
