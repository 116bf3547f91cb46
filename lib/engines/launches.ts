import { EngineLaunch } from './engine-launch';
import { EngineProfile } from './engine-profile';
import { EngineKey, ENGINES } from './engines';
import { KnownEngine } from './known-engine';
import { LLAMA_CPP_LAUNCH } from './llama-cpp/launch';
import { NIM_LAUNCH } from './nim/launch';
import { OTHER_ENGINES } from './other-engines';
import { SGLANG_LAUNCH } from './sglang/launch';
import { TGI_LAUNCH } from './tgi/launch';
import { TRITON_LAUNCH } from './triton/launch';
import { VLLM_LAUNCH } from './vllm/launch';

/** How each engine of the record is recognized in manifests. */
export const LAUNCHES: Readonly<Record<EngineKey, EngineLaunch>> = {
  vllm: VLLM_LAUNCH,
  sglang: SGLANG_LAUNCH,
  triton: TRITON_LAUNCH,
  nim: NIM_LAUNCH,
  tgi: TGI_LAUNCH,
  llamaCpp: LLAMA_CPP_LAUNCH,
};

/** Every engine that rules know, with the dangerous settings of earlier versions. */
export const KNOWN_ENGINES: readonly KnownEngine[] = [
  ...(Object.entries(ENGINES) as [EngineKey, EngineProfile][]).map(([key, profile]) =>
    ofRecord(profile, LAUNCHES[key]),
  ),
  ...OTHER_ENGINES,
];

/** Matches a text in lower case that has to do with an engine that is known. RE2. */
export const ENGINE_WORDS = [...new Set(KNOWN_ENGINES.map(({ launch }) => launch.words))].join('|');

function ofRecord(profile: EngineProfile, launch: EngineLaunch): KnownEngine {
  const former = launch.formerSettings ?? [];
  const { name, flags, wholeFlags, wholeNamesOnly, knownFlags, advisories } = profile;
  return {
    name,
    flags,
    wholeFlags,
    wholeNamesOnly,
    knownFlags,
    advisories,
    launch,
    refusedFlags: [...profile.refusedFlags, ...former.filter((setting) => setting.name.startsWith('-'))],
    refusedEnv: [...profile.refusedEnv, ...former.filter((setting) => !setting.name.startsWith('-'))],
  };
}
