const QUIET_MS = 1000;
const EVERY_MS = 200;

/** Says on a terminal how far a long run is; short runs and logs stay as they are. */
export class Progress {
  private readonly started = Date.now();
  private last = 0;

  public constructor(private readonly stream: NodeJS.WriteStream) {}

  public readonly report = (objects: number): void => {
    const now = Date.now();
    if (this.stream.isTTY && now - this.started > QUIET_MS && now - this.last > EVERY_MS) {
      this.last = now;
      this.stream.write(`\r${objects} objects checked`);
    }
  };

  public clear(): void {
    if (this.last > 0) {
      this.stream.write('\r\u001B[K');
    }
  }
}
