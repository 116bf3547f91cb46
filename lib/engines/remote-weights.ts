/** Storage and hubs that engines read models from by address. */
const SCHEMES = 'abfss?|as|az|gcs|gs|hdfs|hf|modelscope|ngc|oss|s3';

/** Matches an argument that is such an address, also behind a flag or a name, `--lora-modules=name=s3://…`. RE2. */
export const REMOTE_WEIGHTS = `^(-[^=]+=)?([^=/ ]+=)?(${SCHEMES})://`;

/** Text Embeddings Inference knows no offline mode: a name that is no path is downloaded. */
const HUB_NAME = 'text-embeddings-router .*--model-id[ =][^/. ]';

/** Matches a command line, as `EngineLaunch.programs` reads it, on which an address names a model, an adapter or a draft. */
export const REMOTE_WEIGHTS_ON_LINE = `(^| )(serve|-m|--[a-z-]*(model|draft|lora)[a-z-]*)[ =]([^=/ ]+=)?(${SCHEMES})://|${HUB_NAME}`;
