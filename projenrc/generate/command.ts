/** Writes the command to bin/. */
import { bundleCommand } from '../command/bundle';

bundleCommand('bin/ack-secure-inference.js');
