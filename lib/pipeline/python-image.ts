import { EngineImage } from './engine-image';
import { EngineProfile } from '../engines';

/** Newest for which all that vLLM 0.33 and SGLang 0.5.23 need is published as wheels; SGLang lacks one for 3.13. */
const PYTHON = '3.12';

/** Wheels may ask for the C library of Debian 13 (2.41); this is the newest name that resolvers know below it. */
const PLATFORM = 'x86_64-manylinux_2_40';

/** Resolves what a pipeline installs, and writes the hash of each wheel. */
const LOCK_REQUIREMENTS = `uv pip compile --generate-hashes --only-binary :all: --python-version ${PYTHON} --python-platform ${PLATFORM} image/requirements.in --output-file image/requirements.txt`;

/**
 * An engine of Python packages: wheels by hash, and a compiler, since Triton compiles C at every start. A compiler is no
 * shell, but it is more than nothing; without it the engine does not start.
 *
 * Sources: triton 3.9.0, triton/backends/nvidia/driver.py and triton/runtime/build.py (compiles driver.c against
 * libcuda.so.1, which it looks for with /sbin/ldconfig); vllm 0.33.0, vllm/utils/flashinfer.py (does without kernels that
 * need nvcc).
 */
export function pythonImage(profile: EngineProfile, distribution: string): EngineImage {
  return {
    profile,
    bases: {
      build: `docker.io/library/python:${PYTHON}-slim-trixie`,
      runtime: 'gcr.io/distroless/cc-debian13:nonroot',
    },
    files: { 'requirements.in': `${distribution}==${profile.describedVersion}\n` },
    prepare: LOCK_REQUIREMENTS,
    dockerfile: ({
      build,
      runtime,
    }) => `# ${profile.name} ${profile.describedVersion} without shell and package manager.
FROM ${build} AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]

# Wheels only, each with a hash of requirements.txt: nothing else comes in, and nothing runs while it is installed.
# requirements.txt is written, and written again for another version, by
#   ${LOCK_REQUIREMENTS}
COPY requirements.txt /tmp/requirements.txt
RUN pip install --no-cache-dir --root-user-action ignore --require-hashes --only-binary :all: --requirement /tmp/requirements.txt \\
 && pip uninstall --yes --root-user-action ignore pip \\
 && rm -rf /usr/local/lib/python${PYTHON}/ensurepip

# Triton compiles C at every start, and PyTorch may compile C++; neither needs a shell for it. NCCL and kernels load libnuma.
# hadolint ignore=DL3008
RUN dpkg-query --show --showformat='\${binary:Package}\\n' | sort > /tmp/before \\
 && apt-get update \\
 && apt-get install --yes --no-install-recommends g++ libc6-dev libnuma1 \\
 && rm -rf /var/lib/apt/lists/* \\
 && dpkg-query --show --showformat='\${binary:Package}\\n' | sort | comm -13 /tmp/before - > /tmp/packages \\
 && echo libc-bin >> /tmp/packages

# Whole packages: those, and the ones whose libraries are loaded; with what scanners read of them.
RUN { find /usr/local -type f; xargs --arg-file=/tmp/packages dpkg-query --listfiles; } \\
    | { xargs --delimiter='\\n' ldd 2>/dev/null || true; } \\
    | awk '$2 == "=>" && $3 ~ "^/(usr/)?lib/" { print $3 }' | sort -u | xargs realpath \\
    | xargs dpkg-query --search | sed --quiet '/^diversion/!s/: .*//p' >> /tmp/packages \\
 && mkdir -p /runtime/var/lib/dpkg/status.d /runtime/etc \\
 && sort -u /tmp/packages | while read -r package; do \\
      dpkg-query --status "$package" > "/runtime/var/lib/dpkg/status.d/\${package%%:*}"; \\
      dpkg-query --listfiles "$package"; \\
    done | sort -u | grep -vE '^/usr/share/(doc|info|lintian|locale|man)/' \\
    | tar --create --no-recursion --files-from=- | tar --extract --directory=/runtime \\
 && cp /etc/ld.so.cache /runtime/etc/

FROM ${runtime}
COPY --from=build /runtime/ /
COPY --from=build /usr/local/ /usr/local/
ENV PATH=/usr/local/bin:/usr/bin:/bin
USER 1001:1001
# What is missing shows here, not in the cluster.
RUN ["python3", "-B", "-c", "import ctypes, importlib.metadata, shutil, sqlite3, ssl; importlib.metadata.version('${distribution}'); assert shutil.which('g++') and not shutil.which('sh')"]
ENTRYPOINT ${JSON.stringify(profile.command)}
`,
  };
}
