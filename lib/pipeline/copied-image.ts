import { EngineImage } from './engine-image';
import { EngineProfile } from '../engines';

/** What is taken from the image of an engine. */
export interface CopiedProgram {
  readonly image: string;
  readonly paths: readonly string[];
  readonly program: string;
  /** Arguments with which it ends well without GPU and model, so that a library that is missing shows; none if there are none. */
  readonly check?: readonly string[];
}

/**
 * A compiled engine: its files and what the loader loads for them, out of its own image, and nothing else. The libraries of
 * the driver stay out: the container runtime brings those of the node.
 */
export function copiedImage(profile: EngineProfile, { image, paths, program, check }: CopiedProgram): EngineImage {
  const all = paths.join(' ');
  return {
    profile,
    bases: { engine: image },
    files: {},
    dockerfile: ({ engine }) => `# ${profile.name} without shell and package manager.
FROM ${engine} AS engine
# hadolint ignore=DL3002
USER 0
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]

# Files of the engine, the libraries that the loader finds for them where it finds them, and what scanners read of both.
RUN find ${all} -type f -print0 | { xargs --null ldd 2>/dev/null || true; } \\
    | awk '$2 == "=>" && $3 ~ "^/" { print $3 } $1 ~ "^/.*ld-linux" { print $1 }' | sort -u \\
    | grep -vE '/lib(cuda|nvidia-[a-z-]+)[.]so' > /tmp/libraries \\
 && mkdir -p /runtime/var/lib/dpkg/status.d \\
 && xargs --arg-file=/tmp/libraries cp --dereference --parents --target-directory=/runtime \\
 && cp --recursive --parents --target-directory=/runtime ${all} \\
 && cp --dereference --parents --target-directory=/runtime /etc/os-release /etc/ld.so.cache \\
 && { xargs --arg-file=/tmp/libraries realpath | xargs dpkg-query --search 2>/dev/null || true; } \\
    | sed --quiet '/^diversion/!s/: .*//p' | sort -u | while read -r package; do \\
      dpkg-query --status "$package" > "/runtime/var/lib/dpkg/status.d/\${package%%:*}"; \\
    done

FROM scratch
COPY --from=engine /runtime/ /
ENV PATH=${program.slice(0, program.lastIndexOf('/'))}
USER 1001:1001
${check ? `# What is missing shows here, not in the cluster.\nRUN ${JSON.stringify([program, ...check])}\n` : ''}ENTRYPOINT ${JSON.stringify(profile.command)}
`,
  };
}
