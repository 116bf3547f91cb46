import { Rule } from '../rule';
import { Severity } from '../severity';

/** Shells, interpreters with a program as an argument, programs that fetch or send, and those that run others or write anywhere. */
const READ = String.raw`(^|[^a-zA-Z0-9_.-])((ba|da|z|a|k)?sh|curl|wget|nc|ncat|netcat|socat|telnet|ssh|scp|sftp|t?ftp|ossutil(64)?|rclone|aws|gsutil|pip[0-9.]*|apt(-get)?|apk|yum|dnf|npm|npx|git|openssl|busybox|dig|nslookup|env|xargs|nohup|setsid|sudo|su|nsenter|chroot|unshare|mount|tee|dd|find|g?awk|tar|gdb|gcore|strace|kubectl|crictl|ctr|docker|podman|ip6?tables|nft|sysctl|modprobe|insmod|mknod|(python[0-9.]*|perl|ruby|node|php|lua)( -[a-zA-Z]+)* -[a-zA-Z]*[cerm])([^a-zA-Z0-9_-]|$)|/(dev/(tcp|udp)|proc)/`;

const LOCAL = String.raw`[\x22\x27]?https?://(localhost|127\.0\.0\.1)(:[0-9]+)?(/[a-zA-Z0-9_/.?=-]*)?[\x22\x27]?`;
const OPTIONS = String.raw`( -[a-zA-Z-]+([ =]([0-9.]+|-|/dev/null|POST|GET))?)*`;
/** Ends in no blank, so that there is one way to match it. */
const PLAIN = String.raw`[^;&|<>$\x60()]*[^;&|<>$\x60() ]`;

/** What waits, signals, asks the container itself or looks at its files. */
const STEP = String.raw`(exec )?(/(usr/)?(local/)?s?bin/)?(sleep [$a-zA-Z0-9._{}]+|true|:|exit [0-9]+|(kill|pkill|killall)( -[a-zA-Z0-9]+)* [a-zA-Z0-9_.-]+|nginx -s (quit|stop)|(curl|wget)${OPTIONS} ${LOCAL}( ?[12]?>&?[ ]?(/dev/null|1))*|(echo|test|\[|cat|grep|pgrep|stat|ls|ps|wc|nvidia-smi|touch|head|tail)( ${PLAIN})?)`;
const PYTHON = String.raw`python[0-9.]* -c [\x22\x27]?import (urllib\.request|requests)[;,] ?(urllib\.request\.urlopen|requests\.get)\(${LOCAL}(, ?timeout=[0-9.]+)?\)(\.read\(\)|\.raise_for_status\(\))?[\x22\x27]?`;
const HARMLESS = String.raw`^((/(usr/)?bin/)?((ba|da)?sh -[a-z]*c )?[\x22\x27]?${STEP}( ?(;|&&|\|\||\|) ?${STEP})* ?;?[\x22\x27]?|(/usr)?(/local)?(/bin/)?${PYTHON})$`;

export const hookCommands: Rule = {
  id: 'SAI-POD-042',
  name: 'hook-runs-commands',
  title: 'Probe or lifecycle hook that runs a shell or fetches',
  rationale:
    'Hooks and probes run in the container beside what command and args say, again and again, and nobody reads them as the program that is served.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    [
      container.?lifecycle.?postStart.?exec.?command.orValue([]),
      container.?lifecycle.?preStop.?exec.?command.orValue([]),
      container.?livenessProbe.?exec.?command.orValue([]),
      container.?readinessProbe.?exec.?command.orValue([]),
      container.?startupProbe.?exec.?command.orValue([])
    ].all(words,
      words.size() == 0
      || (!words.join(' ').matches(r'${READ}') && words.all(word,
        container.?volumeMounts.orValue([]).all(mount, !word.startsWith(mount.?mountPath.orValue('?')))
      ))
      || words.join(' ').matches(r'${HARMLESS}')
    )
  `,
  message:
    'a probe or lifecycle hook runs a shell, an interpreter, a program that fetches or one from a volume, with a command that is not known to be harmless',
  fix: 'use httpGet, grpc or preStop.sleep; if a command is needed, put it into the image as a program',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K01'], atlas: ['AML.T0010'], seed: ['Phase 1: Build and distribute secure base images'] },
};
