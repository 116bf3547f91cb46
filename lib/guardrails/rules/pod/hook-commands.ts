import { Rule } from '../rule';
import { Severity } from '../severity';

const LOCAL = String.raw`[\x22\x27]?https?://(localhost|127\.0\.0\.1)(:[0-9]+)?(/[a-zA-Z0-9_/.?=-]*)?[\x22\x27]?`;
const OPTIONS = String.raw`( -[a-zA-Z-]+([ =]([0-9.]+|-|/dev/null|POST|GET))?)*`;
/** Ends in no blank, so that there is one way to match it. */
const PLAIN = String.raw`[^;&|<>$\x60()]*[^;&|<>$\x60() ]`;

/** Clients of common servers that only ask how the server of the container does. */
const CLIENT = '(grpc_health_probe|grpc-health-probe|pg_isready|redis-cli|valkey-cli|mysqladmin|etcdctl)';
const VALUE = String.raw`((localhost|127\.0\.0\.1|\[::1\])?:?[0-9]+[a-z]?|localhost|127\.0\.0\.1|\$\{?[A-Z_]+\}?)`;
const ASKS = String.raw`${CLIENT}( (ping|status|endpoint|health|(-U|-d) [a-z0-9_]+|-[a-zA-Z-]+([ =]${VALUE})?))*`;

/** A program of the image that is a hook or a probe by its name, with arguments that are neither places nor programs. */
const BY_NAME = String.raw`^(/(app|opt|srv|usr|bin|sbin|scripts?|home|workspace|ko-app|cnb)/([a-zA-Z0-9_-][a-zA-Z0-9_.-]*/)*)?[a-zA-Z0-9_-]*(health|ready|readiness|live|liveness|probe|shutdown|drain|graceful|pre-?stop)[a-zA-Z0-9_-]*(\.sh|\.py)?( [a-zA-Z0-9_=.-]*:?[a-zA-Z0-9_]+)*$`;

/** What waits, signals, asks the container itself or looks at its files. */
const STEP = String.raw`(exec )?(/(usr/)?(local/)?s?bin/)?(sleep [$a-zA-Z0-9._{}]+|true|:|exit [0-9]+|(kill|pkill|killall)( -[a-zA-Z0-9]+)* [a-zA-Z0-9_.-]+|nginx -s (quit|stop)|(curl|wget)${OPTIONS} ${LOCAL}( ?[12]?>&?[ ]?(/dev/null|1))*|(echo|test|\[|cat|grep|pgrep|stat|ls|ps|wc|nvidia-smi|touch|head|tail)( ${PLAIN})?|${ASKS})`;
const PYTHON = String.raw`python[0-9.]* -c [\x22\x27]?import (urllib\.request|requests)[;,] ?(urllib\.request\.urlopen|requests\.get)\(${LOCAL}(, ?timeout=[0-9.]+)?\)(\.read\(\)|\.raise_for_status\(\))?[\x22\x27]?`;
const HARMLESS = String.raw`^((/(usr/)?bin/)?((ba|da)?sh -[a-z]*c )?[\x22\x27]?${STEP}( ?(;|&&|\|\||\|) ?${STEP})* ?;?[\x22\x27]?|(/usr)?(/local)?(/bin/)?${PYTHON})$`;

export const hookCommands: Rule = {
  id: 'SAI-POD-042',
  name: 'hook-runs-commands',
  title: 'Probe or lifecycle hook that runs a command which is not known',
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
      || words.join(' ').matches(r'${HARMLESS}')
      || (words.join(' ').matches(r'${BY_NAME}') && words.all(word,
        container.?volumeMounts.orValue([]).all(mount, !word.startsWith(mount.?mountPath.orValue('?')))
      ))
    )
  `,
  message: 'a probe or lifecycle hook runs a command that is not known to be harmless, or a program from a volume',
  fix: 'use httpGet, grpc or preStop.sleep; if a command is needed, put it into the image as a program named for what it does, such as /app/healthcheck',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K01'], atlas: ['AML.T0010'], seed: ['Phase 1: Build and distribute secure base images'] },
};
