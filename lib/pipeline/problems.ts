import type { PipelineFlags } from './flags';
import { FORMAT_NAMES } from './formats';
import { parseInstance } from './registry-scan';
import { parseTagged } from '../images/reference';
import { Problem } from '../private/problems';

/** Goes into scripts as it is, so that it may hold nothing that a shell, YAML or Groovy reads otherwise. */
const WORD = /^[A-Za-z0-9_.][A-Za-z0-9_./-]*$/;
const COMMAND = /^[A-Za-z0-9_.][A-Za-z0-9_./:=@ -]*$/;
const ADDRESS = /^https:\/\/[A-Za-z0-9_.-]+(:[0-9]+)?\/[A-Za-z0-9_./-]+$/;

interface Check {
  readonly option: keyof PipelineFlags;
  readonly isRight: (value: string) => boolean;
  readonly allowed: string;
}

const CHECKS: readonly Check[] = [
  {
    option: 'image',
    isRight: (value) => parseTagged(`${value}:tag`) !== undefined,
    allowed: '<registry host>/<repository>, without tag or digest',
  },
  { option: 'model', isRight: (value) => WORD.test(value), allowed: 'a folder by letters, digits and ._/-' },
  { option: 'manifests', isRight: (value) => WORD.test(value), allowed: 'a folder by letters, digits and ._/-' },
  { option: 'acceptances', isRight: (value) => WORD.test(value), allowed: 'a file by letters, digits and ._/-' },
  { option: 'advisories', isRight: (value) => WORD.test(value), allowed: 'a file by letters, digits and ._/-' },
  {
    option: 'synth',
    isRight: (value) => COMMAND.test(value),
    allowed: 'one command of letters, digits, blanks and ._/:=@-; put more into a script of package.json',
  },
  {
    option: 'acrInstance',
    isRight: (value) => parseInstance(value) !== undefined,
    allowed: '<region>/<instance id>, such as cn-hangzhou/cri-2j88dtld8yel0000',
  },
  { option: 'runner', isRight: (value) => WORD.test(value), allowed: 'letters, digits and ._/-' },
  { option: 'repository', isRight: (value) => ADDRESS.test(value), allowed: 'an address with https' },
  { option: 'serviceConnection', isRight: (value) => WORD.test(value), allowed: 'letters, digits and ._/-' },
];

const SOURCE: readonly (keyof PipelineFlags)[] = ['repository', 'serviceConnection'];
const NEEDED_BY_FLOW: readonly (keyof PipelineFlags)[] = [...SOURCE, 'runner'];

/** Everything that is wrong with the options. */
export function problemsOf(flags: PipelineFlags): Problem[] {
  const options = FORMAT_NAMES.map((format) => `--${format}`).join(', ');
  const none = { what: 'no service is named', got: undefined, allowed: options, fix: 'name one or more' };
  const wrong = CHECKS.filter(({ option, isRight }) => flags[option] !== undefined && !isRight(String(flags[option])));
  return [
    ...(FORMAT_NAMES.some((format) => flags[format]) ? [] : [none]),
    ...wrong.map(({ option, allowed }) => ({
      what: `--${dashed(option)} is not usable`,
      got: flags[option],
      allowed,
      fix: 'write it so',
    })),
    ...(flags.acrInstance === undefined ? [] : outsideOfNamespace(flags.image)),
    ...(flags.flow ? missingForFlow(flags) : notForFlow(flags)),
  ];
}

function outsideOfNamespace(image: string): Problem[] {
  return image.split('/').length === 3
    ? []
    : [
        {
          what: '--acr-instance needs an image of Container Registry',
          got: image,
          allowed: '<registry host>/<namespace>/<repository>',
          fix: 'name the repository by its namespace, or leave --acr-instance out',
        },
      ];
}

function missingForFlow(flags: PipelineFlags): Problem[] {
  return NEEDED_BY_FLOW.filter((option) => flags[option] === undefined).map((option) => ({
    what: `--flow needs --${dashed(option)}`,
    got: undefined,
    allowed:
      '--repository with the address in Codeup, --service-connection with its id, --runner with the build cluster',
    fix: 'take them from the console of Flow',
  }));
}

function notForFlow(flags: PipelineFlags): Problem[] {
  return SOURCE.filter((option) => flags[option] !== undefined).map((option) => ({
    what: `--${dashed(option)} is for --flow only`,
    got: flags[option],
    allowed: 'nothing: the pipeline lies in the repository',
    fix: 'leave it out',
  }));
}

function dashed(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
