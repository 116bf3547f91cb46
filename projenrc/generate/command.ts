/** Writes the programs to bin/. */
import { bundleCommand, bundleModelGuard } from '../command/bundle';

bundleCommand('bin/ack-secure-inference.js');
bundleModelGuard('bin/model-guard.js');
